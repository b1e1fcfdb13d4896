import type { ViewDocument } from '@atelier/definitions'
import { EmptyState, useLabel, useTexts } from '@atelier/ui'
import { IconEye } from '@atelier/ui/icons'
import { Suspense, type SyntheticEvent } from 'react'
import { FilterBar } from '../../filter/FilterBar.tsx'
import { kindOf } from '../../pages/view/view-kinds.ts'
import { useWrite } from '../../records/use-write.ts'
import type { EntityView } from '../../workspace/model.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { useDraft } from '../draft/DraftContext.tsx'
import { entityByKey } from '../draft/document.ts'
import { useDraftView, useReadOnly } from './use-draft-view.ts'
import { viewDesignTexts } from './view-design-texts.ts'
import '../../pages/view/view.css'

type PreviewProps = {
  readonly document: ViewDocument
  readonly onChange: (view: ViewDocument, about?: string) => void
}

/** The view as people will see it, with the records there are. */
export function ViewPreview({ document, onChange }: PreviewProps) {
  const t = useTexts(viewDesignTexts)
  const label = useLabel()
  const { documents } = useDraft()
  const { entities } = useWorkspace()
  const served = entities.get(document.entity)
  if (served) return <Drawn document={document} served={served} onChange={onChange} />
  const entity = entityByKey(documents, document.entity)
  return (
    <EmptyState
      icon={<IconEye size={24} stroke={1.5} />}
      title={t('previewLater')}
      text={t('previewLaterText', { label: label(entity?.label, document.entity) })}
    />
  )
}

/** Whether something done in the preview only looks: moving through it, and the widths of columns. */
const isLooking = (event: SyntheticEvent): boolean =>
  event.target instanceof Element && event.target.closest('.vt-head') !== null

function Drawn({ document, served, onChange }: PreviewProps & { readonly served: EntityView }) {
  const t = useTexts(viewDesignTexts)
  const label = useLabel()
  const { documents } = useDraft()
  const entity = useReadOnly(served)
  const writer = useWrite(entity.key)
  const { view, state, missing } = useDraftView(entity, document, onChange)
  const { Body, Loading } = kindOf(view.type)
  const drawn = entityByKey(documents, document.entity)
  const names = missing.flatMap((key) => {
    const field = drawn?.fields.find((each) => each.key === key)
    return field ? [label(field.label, key)] : []
  })
  // What is shown here are records of people at work: neither mouse nor keyboard changes them.
  const stop = (event: SyntheticEvent) => {
    if (isLooking(event)) return
    event.stopPropagation()
    event.preventDefault()
  }
  return (
    <section className="view-preview" aria-label={t('preview')}>
      <div className="view-bar">
        <FilterBar entity={served} filter={state.filter} onChange={state.setFilter} />
      </div>
      {names.length > 0 ? (
        <p className="small warn view-preview-note">{t('missing', { fields: names.join(', ') })}</p>
      ) : null}
      <div
        className="view-preview-body"
        onPointerDownCapture={stop}
        onClickCapture={stop}
        onDoubleClickCapture={stop}
        onKeyDownCapture={(event) => {
          if (event.key !== 'Tab' && !event.key.startsWith('Arrow') && !event.key.startsWith('Page')) stop(event)
        }}
      >
        <Suspense fallback={Loading ? <Loading /> : null}>
          <Body entity={entity} view={view} state={state} writer={writer} opened={undefined} />
        </Suspense>
      </div>
      <p className="small faint view-preview-note">{t('previewNote')}</p>
    </section>
  )
}
