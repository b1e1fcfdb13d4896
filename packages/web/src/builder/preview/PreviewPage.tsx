import { SegmentedControl, useLabel, useTexts } from '@atelier/ui'
import { usePage } from '../../app/use-page.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { entityByKey } from '../draft/document.ts'
import { Frame } from '../frame/Frame.tsx'
import { NotFound } from '../parts/NotFound.tsx'
import { DrawnForm } from './DrawnForm.tsx'
import { DrawnList } from './DrawnList.tsx'
import { PreviewStage, usePreview } from './PreviewContext.tsx'
import { previewTexts } from './preview-texts.ts'
import './preview.css'

/** What somebody would have of one entity: its form and its list, with the draft. */
export function PreviewPage({ entity: key }: { readonly entity: string }) {
  const t = useTexts(previewTexts)
  const label = useLabel()
  const { query, setQuery } = usePage()
  const { documents } = useDraft()
  const { preview } = usePreview()
  const entity = entityByKey(documents, key)
  if (!entity) return <NotFound />
  const shows = query.show === 'list' ? 'list' : 'form'
  return (
    <Frame about={key}>
      <div className="builder-page is-wide">
        <div className="row builder-page-head">
          <h1 className="grow">{t('title', { label: label(entity.label, entity.key) })}</h1>
          <SegmentedControl
            value={shows}
            onChange={(value) => setQuery({ show: value === 'list' ? 'list' : undefined }, { replace: true })}
            data={[
              { value: 'form', label: t('form') },
              { value: 'list', label: t('list') },
            ]}
          />
        </div>
        <PreviewStage>
          <div className="builder-sheet form-preview">
            {shows === 'list' ? (
              <DrawnList entity={key} />
            ) : (
              <DrawnForm entity={key} mode={preview.of === key && preview.record ? 'edit' : 'create'} />
            )}
          </div>
        </PreviewStage>
      </div>
    </Frame>
  )
}
