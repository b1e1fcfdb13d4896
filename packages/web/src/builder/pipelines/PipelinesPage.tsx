import { Button, EmptyState, NativeSelect, StageGlyph, useLabel, useLanguage, useTexts } from '@atelier/ui'
import { IconDatabase, IconRoute } from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { entitiesOf, ofKind } from '../draft/document.ts'
import { followPipeline, newPipeline } from '../edits/entity.ts'
import { keyFor, newId } from '../edits/names.ts'
import { Frame } from '../frame/Frame.tsx'
import { AddByName } from '../parts/AddByName.tsx'
import { Change, servedOf } from '../parts/Change.tsx'
import { labelFrom } from '../parts/label-text.ts'
import { glyphOf } from './glyph.ts'
import { pipelineTexts } from './pipeline-texts.ts'

/** All pipelines; a new one starts with four stages and gives its entity a stage field. */
export function PipelinesPage() {
  const t = useTexts(pipelineTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const language = useLanguage()
  const { go } = usePage()
  const { documents, inService, put } = useDraft()
  const entities = entitiesOf(documents)
  const pipelines = ofKind(documents, 'pipeline')
  const [chosen, setChosen] = useState<string>()
  const entity = entities.find((each) => each.key === chosen) ?? entities[0]
  if (!entity) {
    return (
      <Frame>
        <EmptyState
          icon={<IconDatabase size={24} stroke={1.5} />}
          title={t('needsEntity')}
          text={t('needsEntityText')}
          actions={
            <Button variant="filled" onClick={() => go(builderAddresses.entities())}>
              {t('toEntities')}
            </Button>
          }
        />
      </Frame>
    )
  }
  const add = (name: string) => {
    const pipeline = newPipeline({
      id: newId('pip'),
      key: keyFor(
        name,
        'pipeline',
        pipelines.map((each) => each.key),
      ),
      label: labelFrom(name, language),
      entity: entity.key,
      stageIds: [newId('stg'), newId('stg'), newId('stg'), newId('stg')],
    })
    put([pipeline, followPipeline(entity, pipeline.key, newId('fld'))])
    go(builderAddresses.pipeline(pipeline.key))
  }
  const adding = (
    <AddByName label={t('addLabel')} placeholder={t('addPlaceholder')} onAdd={add}>
      <NativeSelect
        aria-label={t('ofEntity')}
        value={entity.key}
        data={entities.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
    </AddByName>
  )
  return (
    <Frame>
      <div className="builder-page">
        {pipelines.length === 0 ? (
          <EmptyState icon={<IconRoute size={24} stroke={1.5} />} title={t('emptyTitle')} text={t('emptyText')}>
            {adding}
          </EmptyState>
        ) : (
          <>
            <h1>{b('pipelines')}</h1>
            <p className="quiet">{t('intro')}</p>
            {adding}
            <ul className="entity-cards">
              {pipelines.map((pipeline) => (
                <li key={pipeline.id}>
                  <Link to={builderAddresses.pipeline(pipeline.key)} className="entity-card">
                    <span className="row">
                      <b className="cut grow">{label(pipeline.label, pipeline.key)}</b>
                      <Change now={pipeline} before={servedOf(inService, pipeline)} />
                    </span>
                    <span className="quiet small">
                      {[
                        label(entities.find((each) => each.key === pipeline.entity)?.label, pipeline.entity),
                        t('stages', { count: pipeline.stages.length }),
                        t('gates', {
                          count: pipeline.stages.reduce(
                            (sum, stage) => sum + (stage.entry?.length ?? 0) + (stage.exit?.length ?? 0),
                            0,
                          ),
                        }),
                      ].join(' · ')}
                    </span>
                    <span className="entity-card-links">
                      {pipeline.stages.map((stage) => (
                        <span key={stage.id} className="stage-name small">
                          <StageGlyph {...glyphOf(pipeline, stage)} />
                          {label(stage.label, stage.key)}
                        </span>
                      ))}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Frame>
  )
}
