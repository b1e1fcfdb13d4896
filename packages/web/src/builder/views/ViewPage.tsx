import type { ViewDocument } from '@atelier/definitions'
import { SegmentedControl, useLabel, useTexts } from '@atelier/ui'
import { viewKinds } from '../../pages/view/view-kinds.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { entityByKey, ofKind } from '../draft/document.ts'
import { editView } from '../edits/view.ts'
import { Frame } from '../frame/Frame.tsx'
import { Help } from '../parts/Help.tsx'
import { NotFound } from '../parts/NotFound.tsx'
import { ViewPreview } from './ViewPreview.tsx'
import { ViewProperties } from './ViewProperties.tsx'
import { viewDesignTexts } from './view-design-texts.ts'
import './views.css'

/** One view: the real list in the middle, what it is made of on the right. */
export function ViewDesignPage({ view: key }: { readonly view: string }) {
  const { documents } = useDraft()
  const view = ofKind(documents, 'view').find((each) => each.key === key)
  return view ? <OneView view={view} /> : <NotFound />
}

function OneView({ view }: { readonly view: ViewDocument }) {
  const t = useTexts(viewDesignTexts)
  const label = useLabel()
  const { documents, put } = useDraft()
  const entity = entityByKey(documents, view.entity)
  const change = (next: ViewDocument, about?: string) => put(next, about && `${view.id}/${about}`)
  const drawn = viewKinds.map(({ key }) => key)
  // A view of a kind that nothing draws yet keeps its own.
  const kinds = drawn.includes(view.type) ? drawn : [...drawn, view.type]
  return (
    <Frame
      right={{
        title: <b>{t('view')}</b>,
        body: <ViewProperties view={view} entity={entity} onChange={change} />,
      }}
    >
      <div className="view-design">
        <div className="row builder-page-head">
          <h1>{label(view.label, view.key)}</h1>
          <Help about={t('help')} text={t('intro')} />
          <span className="quiet small grow">{label(entity?.label, view.entity)}</span>
          <SegmentedControl
            aria-label={t('kind')}
            value={view.type}
            data={kinds.map((kind) => ({ value: kind, label: t(kind) }))}
            onChange={(value) => {
              const type = kinds.find((kind) => kind === value)
              if (type) change(editView(view, { type }))
            }}
          />
        </div>
        <ViewPreview document={view} onChange={change} />
      </div>
    </Frame>
  )
}
