import type { EntityDocument, PipelineDocument } from '@atelier/definitions'
import { Button, NativeSelect, Switch, useTexts } from '@atelier/ui'
import { IconArrowRight } from '@atelier/ui/icons'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { ofKind } from '../draft/document.ts'
import { leavePipeline } from '../edits/entity.ts'
import type { PartChange } from '../edits/lists.ts'
import { setForward } from '../edits/moves.ts'
import { newId } from '../edits/names.ts'
import { editPipeline } from '../edits/pipeline.ts'
import { DeleteDocument } from '../parts/DeleteDocument.tsx'
import { KeyInput } from '../parts/KeyInput.tsx'
import { LabelInputs } from '../parts/LabelInputs.tsx'
import { Section } from '../parts/Section.tsx'
import { pipelineTexts } from './pipeline-texts.ts'

const forward = [
  ['any', 'forwardAny'],
  ['sequential', 'forwardSequential'],
  ['explicit', 'forwardExplicit'],
] as const
const backward = [
  ['any', 'backwardAny'],
  ['previous', 'backwardPrevious'],
  ['none', 'backwardNone'],
] as const

/** What a pipeline is called, which ways it allows, and how it goes away. */
export function PipelineProperties({
  pipeline,
  entity,
}: {
  readonly pipeline: PipelineDocument
  readonly entity: EntityDocument | undefined
}) {
  const t = useTexts(pipelineTexts)
  const { go } = usePage()
  const { documents, put } = useDraft()
  const change = (part: PartChange<PipelineDocument>, about?: string) =>
    put(editPipeline(pipeline, part), about && `${pipeline.id}/${about}`)
  return (
    <>
      <Section>
        <LabelInputs
          label={pipeline.label}
          fallback={pipeline.key}
          onChange={(text) => change({ label: text }, 'label')}
        />
        <KeyInput
          value={pipeline.key}
          taken={ofKind(documents, 'pipeline').map((each) => each.key)}
          onChange={(key) => {
            change({ key })
            go(builderAddresses.pipeline(key), { replace: true })
          }}
        />
        {entity ? (
          <Button
            variant="subtle"
            rightSection={<IconArrowRight size={14} stroke={1.5} />}
            onClick={() => go(builderAddresses.entity(entity.key))}
          >
            {t('entityProperties')}
          </Button>
        ) : null}
      </Section>
      <Section>
        <NativeSelect
          label={t('forward')}
          value={pipeline.forward}
          data={forward.map(([value, text]) => ({ value, label: t(text) }))}
          onChange={(event) => {
            const next = forward.find(([value]) => value === event.currentTarget.value)?.[0]
            if (next) put(setForward(pipeline, next, () => newId('mov')))
          }}
        />
        <NativeSelect
          label={t('backward')}
          value={pipeline.backward.allow}
          data={backward.map(([value, text]) => ({ value, label: t(text) }))}
          onChange={(event) => {
            const allow = backward.find(([value]) => value === event.currentTarget.value)?.[0]
            if (allow) change({ backward: { ...pipeline.backward, allow } })
          }}
        />
        {pipeline.backward.allow === 'none' ? null : (
          <Switch
            label={t('reason')}
            checked={pipeline.backward.reason === 'required'}
            onChange={(event) =>
              change({
                backward: event.currentTarget.checked
                  ? { ...pipeline.backward, reason: 'required' }
                  : { allow: pipeline.backward.allow },
              })
            }
          />
        )}
      </Section>
      <DeleteDocument
        document={pipeline}
        text={t('deletePipelineText')}
        to={builderAddresses.pipelines()}
        also={entity ? [leavePipeline(entity, pipeline.key)] : []}
      >
        {t('deletePipeline')}
      </DeleteDocument>
    </>
  )
}
