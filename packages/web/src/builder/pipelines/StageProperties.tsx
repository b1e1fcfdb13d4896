import type { PipelineDocument, StageDefinition } from '@atelier/definitions'
import {
  ActionIcon,
  Button,
  Checkbox,
  NativeSelect,
  NumberInput,
  Sortable,
  Switch,
  Textarea,
  TextInput,
  useLabel,
  useLanguage,
  useTexts,
} from '@atelier/ui'
import { IconArchive, IconArchiveOff, IconTrash, IconX } from '@atelier/ui/icons'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { changePart, movePart, type PartChange, removePart } from '../edits/lists.ts'
import { newId } from '../edits/names.ts'
import { editStage, removeStage, setKeyActions } from '../edits/pipeline.ts'
import { AddByName } from '../parts/AddByName.tsx'
import { DaysInput } from '../parts/DaysInput.tsx'
import { KeyInput } from '../parts/KeyInput.tsx'
import { LabelInputs } from '../parts/LabelInputs.tsx'
import { labelFrom, textIn, withText } from '../parts/label-text.ts'
import { Section } from '../parts/Section.tsx'
import { pipelineTexts } from './pipeline-texts.ts'

export type StagePropertiesProps = {
  readonly pipeline: PipelineDocument
  readonly stage: StageDefinition
  /** Records may be in it already. */
  readonly served: boolean
  readonly onGone: () => void
}

const outcomes = ['open', 'won', 'lost'] as const

/** Everything about one stage but its gates, which stand in its column. */
export function StageProperties({ pipeline, stage, served, onGone }: StagePropertiesProps) {
  const t = useTexts(pipelineTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const language = useLanguage().startsWith('zh') ? 'zh-CN' : 'en'
  const { put } = useDraft()
  const change = (part: PartChange<StageDefinition>, about?: string) =>
    put(editStage(pipeline, stage.id, part), about && `${stage.id}/${about}`)
  const actions = stage.keyActions ?? []
  const setActions = (next: typeof actions, about?: string) =>
    put(setKeyActions(pipeline, stage.id, next), about && `${stage.id}/${about}`)
  const others = pipeline.stages.filter((each) => each.id !== stage.id && each.retired !== true)
  const steps = (stage.onEnter?.length ?? 0) + (stage.onLeave?.length ?? 0) + (stage.sla?.length ?? 0)
  return (
    <>
      <Section>
        <LabelInputs label={stage.label} fallback={stage.key} onChange={(text) => change({ label: text }, 'label')} />
        <KeyInput
          value={stage.key}
          taken={pipeline.stages.map((each) => each.key)}
          onChange={(key) => change({ key })}
        />
        <NativeSelect
          label={t('outcome')}
          value={stage.outcome}
          data={outcomes.map((each) => ({ value: each, label: t(each) }))}
          onChange={(event) =>
            change({ outcome: outcomes.find((each) => each === event.currentTarget.value) ?? 'open' })
          }
        />
        {stage.outcome === 'open' ? (
          <div className="builder-pair">
            <NumberInput
              label={t('probability')}
              min={0}
              max={100}
              allowDecimal={false}
              clampBehavior="strict"
              value={stage.probability === undefined ? '' : Math.round(Number(stage.probability) * 100)}
              onChange={(value) =>
                change({ probability: typeof value === 'number' ? String(value / 100) : undefined }, 'probability')
              }
            />
            <DaysInput
              label={t('expect')}
              value={stage.expect}
              other={(text) => t('expectOther', { text })}
              onChange={(expect) => change({ expect }, 'expect')}
            />
          </div>
        ) : null}
        {stage.outcome === 'open' ? (
          <Switch
            label={t('optional')}
            checked={stage.optional === true}
            onChange={(event) => change({ optional: event.currentTarget.checked || undefined })}
          />
        ) : null}
        <Switch
          label={t('fromAny')}
          checked={stage.from === 'any'}
          onChange={(event) => change({ from: event.currentTarget.checked ? 'any' : undefined })}
        />
      </Section>
      <Section title={t('guide')}>
        <p className="small quiet">{t('guideHelp')}</p>
        {(['en', 'zh-CN'] as const)
          .toSorted((one) => (one === language ? -1 : 1))
          .map((each) => (
            <Textarea
              key={each}
              autosize
              minRows={2}
              label={t(each === 'en' ? 'guideEn' : 'guideZh')}
              value={textIn(stage.guide, each)}
              onChange={(event) => change({ guide: withText(stage.guide, each, event.currentTarget.value) }, 'guide')}
            />
          ))}
      </Section>
      <Section title={t('keyActions')}>
        <Sortable
          items={actions}
          id={(action) => action.id}
          name={(action) => label(action.label, action.id)}
          onMove={(id, index) => setActions(movePart(actions, id, index))}
          render={(action, handle) => (
            <div className="option-row">
              {handle}
              <TextInput
                size="sm"
                className="grow"
                aria-label={label(action.label, action.id)}
                value={label(action.label)}
                onChange={(event) =>
                  setActions(
                    changePart(actions, action.id, {
                      label: withText(action.label, language, event.currentTarget.value),
                    }),
                    `action ${action.id}`,
                  )
                }
              />
              <Checkbox
                label={t('required')}
                title={t('requiredAction')}
                checked={action.required === true}
                onChange={(event) =>
                  setActions(changePart(actions, action.id, { required: event.currentTarget.checked || undefined }))
                }
              />
              <ActionIcon
                size="sm"
                aria-label={`${b('remove')}: ${label(action.label, action.id)}`}
                onClick={() => setActions(removePart(actions, action.id))}
              >
                <IconX size={14} stroke={1.5} />
              </ActionIcon>
            </div>
          )}
        />
        <AddByName
          label={t('addKeyAction')}
          onAdd={(name) => setActions([...actions, { id: newId('act'), label: labelFrom(name, language) }])}
        />
        {steps > 0 ? <p className="small quiet">{t('automations', { count: steps })}</p> : null}
      </Section>
      <Section>
        {served && stage.retired ? (
          <NativeSelect
            label={t('retireText')}
            value={stage.replacedBy ?? ''}
            data={[
              { value: '', label: b('none') },
              ...others.map((each) => ({ value: each.key, label: label(each.label, each.key) })),
            ]}
            onChange={(event) => change({ replacedBy: event.currentTarget.value || undefined })}
          />
        ) : null}
        <Button
          color={stage.retired ? 'gray' : 'red'}
          variant="default"
          disabled={!stage.retired && others.length === 0}
          leftSection={
            !served ? (
              <IconTrash size={14} stroke={1.5} />
            ) : stage.retired ? (
              <IconArchiveOff size={14} stroke={1.5} />
            ) : (
              <IconArchive size={14} stroke={1.5} />
            )
          }
          onClick={() => {
            put(removeStage(pipeline, stage.id, served))
            if (!served) onGone()
          }}
        >
          {t(!served ? 'deleteStage' : stage.retired ? 'unretireStage' : 'retireStage')}
        </Button>
      </Section>
    </>
  )
}
