import type { EntityDocument, PipelineDocument } from '@atelier/definitions'
import { StageGlyph, useLabel, useLanguage, useTexts } from '@atelier/ui'
import { IconRoute } from '@atelier/ui/icons'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { entitiesOf, entityByKey, ofKind } from '../draft/document.ts'
import { followPipeline, newPipeline } from '../edits/entity.ts'
import { keyFor, newId } from '../edits/names.ts'
import { AddForEntity } from '../parts/AddForEntity.tsx'
import { ListPage, NeedsEntity } from '../parts/ListPage.tsx'
import { labelFrom } from '../parts/label-text.ts'
import { glyphOf } from './glyph.ts'
import { pipelineTexts } from './pipeline-texts.ts'

const gatesOf = (pipeline: PipelineDocument) =>
  pipeline.stages.reduce((sum, stage) => sum + (stage.entry?.length ?? 0) + (stage.exit?.length ?? 0), 0)

/** All pipelines; a new one starts with four stages and gives its entity a stage field. */
export function PipelinesPage() {
  const t = useTexts(pipelineTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const language = useLanguage()
  const { go } = usePage()
  const { documents, put } = useDraft()
  const pipelines = ofKind(documents, 'pipeline')
  if (entitiesOf(documents).length === 0) return <NeedsEntity />
  const add = (name: string, entity: EntityDocument) => {
    const key = keyFor(
      name,
      'pipeline',
      pipelines.map((each) => each.key),
    )
    const pipeline = newPipeline({
      id: newId('pip'),
      key,
      label: labelFrom(name, language),
      entity: entity.key,
      stageIds: [newId('stg'), newId('stg'), newId('stg'), newId('stg')],
    })
    put([pipeline, followPipeline(entity, pipeline.key, newId('fld'))])
    go(builderAddresses.pipeline(pipeline.key))
  }
  return (
    <ListPage
      title={b('pipelines')}
      intro={t('intro')}
      items={pipelines}
      to={(pipeline) => builderAddresses.pipeline(pipeline.key)}
      about={(pipeline) =>
        [
          label(entityByKey(documents, pipeline.entity)?.label, pipeline.entity),
          t('stages', { count: pipeline.stages.length }),
          t('gates', { count: gatesOf(pipeline) }),
        ].join(' · ')
      }
      more={(pipeline) =>
        pipeline.stages.map((stage) => (
          <span key={stage.id} className="stage-name small">
            <StageGlyph {...glyphOf(pipeline, stage)} />
            {label(stage.label, stage.key)}
          </span>
        ))
      }
      adding={<AddForEntity label={t('addLabel')} placeholder={t('addPlaceholder')} onAdd={add} />}
      empty={{ icon: IconRoute, title: t('emptyTitle'), text: t('emptyText') }}
    />
  )
}
