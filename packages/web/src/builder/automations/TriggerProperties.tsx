import type { AutomationDocument, TriggerDefinition } from '@atelier/definitions'
import {
  ActionIcon,
  Button,
  MultiSelect,
  NativeSelect,
  NumberInput,
  TextInput,
  useLabel,
  useLanguage,
  useTexts,
} from '@atelier/ui'
import { IconPlus, IconX } from '@atelier/ui/icons'
import { triggers } from '@atelier/workflow'
import { FieldInput } from '../../fields/Field.tsx'
import { isOfKind } from '../../fields/registry.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { useDraftModel } from '../draft/draft-model.ts'
import { editTrigger, setTrigger } from '../edits/automation.ts'
import type { PartChange } from '../edits/lists.ts'
import { DaysInput } from '../parts/DaysInput.tsx'
import { fieldViewOf } from '../parts/field-view.ts'
import { Section } from '../parts/Section.tsx'
import { type DurationUnit, readDuration, writeDuration } from '../steps/durations.ts'
import { automationTexts } from './automation-texts.ts'
import { changingFields, datePaths } from './trigger-fields.ts'
import { useTriggerWords } from './use-trigger-words.ts'

type On<K extends TriggerDefinition['on']> = Extract<TriggerDefinition, { readonly on: K }>
type Props<T> = { readonly automation: AutomationDocument; readonly trigger: T }

/** What sets an automation off, and what in particular. */
export function TriggerProperties({ automation }: { readonly automation: AutomationDocument }) {
  const t = useTexts(automationTexts)
  const zh = useLanguage().startsWith('zh')
  const { put } = useDraft()
  const model = useDraftModel()
  const entity = model.entities.get(automation.entity)
  const { trigger } = automation
  const offered = triggers.filter(
    ({ key }) => entity?.stage !== undefined || !key.startsWith('stage.') || key === trigger.on,
  )
  return (
    <>
      <Section>
        <NativeSelect
          label={t('trigger')}
          description={t('triggerHelp')}
          value={trigger.on}
          data={offered.map(({ key, label }) => ({ value: key, label: label[zh ? 'zh-CN' : 'en'] }))}
          onChange={(event) => {
            const on = triggers.find(({ key }) => key === event.currentTarget.value)?.key
            const given = {
              field: changingFields(entity)[0]?.key ?? 'name',
              date: datePaths(entity)[0]?.path ?? 'createdAt',
            }
            if (on) put(setTrigger(automation, on, given))
          }}
        />
      </Section>
      {trigger.on === 'field.changed' ? (
        <ChangeOf automation={automation} trigger={trigger} />
      ) : trigger.on === 'time.reached' ? (
        <TimeOf automation={automation} trigger={trigger} />
      ) : trigger.on === 'stage.entered' || trigger.on === 'stage.left' ? (
        <StagesOf automation={automation} trigger={trigger} />
      ) : null}
    </>
  )
}

function StagesOf({ automation, trigger }: Props<On<'stage.entered' | 'stage.left'> & TriggerDefinition>) {
  const t = useTexts(automationTexts)
  const { put } = useDraft()
  const model = useDraftModel()
  const { stageName } = useTriggerWords(automation.entity)
  if (trigger.on !== 'stage.entered' && trigger.on !== 'stage.left') return null
  const all = (model.entities.get(automation.entity)?.pipelines ?? []).flatMap((each) => each.stages)
  const keys = [...new Set(all.filter((stage) => stage.retired !== true).map((stage) => stage.key))]
  return (
    <Section>
      <MultiSelect
        label={t('stages')}
        placeholder={trigger.stage === undefined ? t('anyStage') : ''}
        searchable
        value={[...(trigger.stage ?? [])]}
        data={keys.map((key) => ({ value: key, label: stageName(key) }))}
        onChange={(stage) => put(editTrigger(automation, trigger, { stage: stage.length > 0 ? stage : undefined }))}
      />
    </Section>
  )
}

function ChangeOf({ automation, trigger }: Props<On<'field.changed'>>) {
  const t = useTexts(automationTexts)
  const label = useLabel()
  const { put } = useDraft()
  const model = useDraftModel()
  const entity = model.entities.get(automation.entity)
  const fields = changingFields(entity)
  const field = fields.find((each) => each.key === trigger.field)
  const view = field && fieldViewOf(model, field)
  // Only values that are the same as long as one looks at them can be waited for.
  const isComparable = view !== undefined && isOfKind(view, 'choice', 'boolean', 'text', 'date')
  const change = (part: PartChange<typeof trigger>, about?: string) =>
    put(editTrigger(automation, trigger, part), about && `${automation.id}/trigger/${about}`)
  return (
    <Section>
      <NativeSelect
        label={t('field')}
        value={trigger.field}
        data={[
          ...(field ? [] : [trigger.field]),
          ...fields.map((each) => ({ value: each.key, label: label(each.label, each.key) })),
        ]}
        onChange={(event) => change({ field: event.currentTarget.value, from: undefined, to: undefined })}
      />
      {view && isComparable
        ? (['from', 'to'] as const).map((end) => (
            <FieldInput
              key={end}
              field={{ ...view, label: t(end), required: false, readonly: false, help: undefined }}
              variant="form"
              value={trigger[end] ?? null}
              onChange={(value) => change({ [end]: value === null || value === '' ? undefined : value }, end)}
            />
          ))
        : null}
    </Section>
  )
}

const sideOf = (offset: string) => (/^-?P0D$/.test(offset) ? 'onDay' : offset.startsWith('-') ? 'before' : 'after')

function TimeOf({ automation, trigger }: Props<On<'time.reached'>>) {
  const t = useTexts(automationTexts)
  const { put } = useDraft()
  const model = useDraftModel()
  const words = useTriggerWords(automation.entity)
  const paths = datePaths(model.entities.get(automation.entity)).map((each) => each.path)
  const change = (part: PartChange<typeof trigger>, about?: string) =>
    put(editTrigger(automation, trigger, part), about && `${automation.id}/trigger/${about}`)
  const setOffset = (index: number, offset: string) =>
    change({ offsets: trigger.offsets.map((each, at) => (at === index ? offset : each)) }, `offsets/${index}`)
  return (
    <>
      <Section>
        <NativeSelect
          label={t('dateField')}
          value={trigger.field}
          data={[...(paths.includes(trigger.field) ? [] : [trigger.field]), ...paths].map((path) => ({
            value: path,
            label: words.pathName(path),
          }))}
          onChange={(event) => change({ field: event.currentTarget.value })}
        />
        <div className="field-label">{t('offsets')}</div>
        {trigger.offsets.map((offset, index) => (
          <Offset
            // biome-ignore lint/suspicious/noArrayIndexKey: moments have no identity but their place
            key={index}
            offset={offset}
            words={words.offset(offset, trigger.field)}
            onChange={(next) => setOffset(index, next)}
            onRemove={
              trigger.offsets.length > 1
                ? () => change({ offsets: trigger.offsets.filter((_, at) => at !== index) })
                : undefined
            }
          />
        ))}
        <Button
          size="sm"
          variant="subtle"
          className="rule-add"
          leftSection={<IconPlus size={14} stroke={1.5} />}
          onClick={() => change({ offsets: [...trigger.offsets, `P${trigger.offsets.length}D`] })}
        >
          {t('addOffset')}
        </Button>
        <TextInput
          type="time"
          label={t('at')}
          value={trigger.at ?? ''}
          onChange={(event) => change({ at: event.currentTarget.value || undefined }, 'at')}
        />
      </Section>
      <Section>
        <DaysInput
          label={t('repeat')}
          value={trigger.repeat?.every}
          other={(text) => `${t('repeat')} ${text}`}
          onChange={(every) =>
            change({
              repeat: typeof every === 'string' ? { every, max: trigger.repeat?.max ?? 3 } : undefined,
            })
          }
        />
        {trigger.repeat ? (
          <NumberInput
            label={t('repeatMax')}
            min={1}
            max={1000}
            allowDecimal={false}
            clampBehavior="strict"
            value={trigger.repeat.max}
            onChange={(max) => {
              if (typeof max === 'number' && trigger.repeat) change({ repeat: { ...trigger.repeat, max } }, 'max')
            }}
          />
        ) : null}
        <DaysInput
          label={t('catchUp')}
          value={trigger.catchUp}
          other={(text) => `${t('catchUp')} ${text}`}
          onChange={(catchUp) => change({ catchUp: typeof catchUp === 'string' ? catchUp : undefined })}
        />
      </Section>
    </>
  )
}

/** One moment: so many days or hours before or after, or at the time itself. */
function Offset({
  offset,
  words,
  onChange,
  onRemove,
}: {
  readonly offset: string
  readonly words: string
  readonly onChange: (offset: string) => void
  readonly onRemove: (() => void) | undefined
}) {
  const t = useTexts(automationTexts)
  const read = readDuration(offset)
  const side = sideOf(offset)
  const unit: DurationUnit = read?.unit ?? 'days'
  const write = (count: number, next: string) => {
    const text = writeDuration(next === 'before' ? -count : count, unit)
    if (typeof text === 'string') onChange(next === 'onDay' ? 'P0D' : text)
  }
  const size = Math.abs(read?.count ?? 0)
  return (
    <div className="row">
      {read && side !== 'onDay' ? (
        <NumberInput
          aria-label={words}
          className="grow"
          min={1}
          max={9999}
          allowDecimal={false}
          clampBehavior="strict"
          suffix={unit === 'hours' ? ' h' : ' d'}
          value={size}
          onChange={(next) => {
            if (typeof next === 'number' && next > 0) write(next, side)
          }}
        />
      ) : null}
      {read ? (
        <NativeSelect
          aria-label={`${t('beforeOrAfter')}: ${words}`}
          className="grow"
          value={side}
          data={(['before', 'onDay', 'after'] as const).map((each) => ({ value: each, label: t(each) }))}
          onChange={(event) => write(size || 1, event.currentTarget.value)}
        />
      ) : (
        <code className="grow">{offset}</code>
      )}
      {onRemove ? (
        <ActionIcon size="sm" aria-label={t('removeOffset', { words })} onClick={onRemove}>
          <IconX size={14} stroke={1.5} />
        </ActionIcon>
      ) : null}
    </div>
  )
}
