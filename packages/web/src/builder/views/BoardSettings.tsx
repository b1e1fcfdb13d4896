import { MultiSelect, NativeSelect, NumberInput, useLabel, useTexts } from '@atelier/ui'
import { isNumeric, isOfKind } from '../../fields/registry.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraftModel } from '../draft/draft-model.ts'
import { setBoard, setLimit } from '../edits/view.ts'
import { Section } from '../parts/Section.tsx'
import { useListFields, type ViewSettingsProps } from './list-fields.ts'
import { viewDesignTexts } from './view-design-texts.ts'

/** How a board is drawn: its columns, what stands on cards, what is added up, how many a column takes. */
export function BoardSettings({ view, onChange }: ViewSettingsProps) {
  const t = useTexts(viewDesignTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const model = useDraftModel()
  const fields = useListFields(view.entity)
  const board = view.board ?? {}
  const pipelines = model.entities.get(view.entity)?.pipelines ?? []
  const pipeline = pipelines.find((each) => each.key === board.pipeline) ?? pipelines[0]
  const stages = pipeline?.stages.filter((stage) => stage.retired !== true) ?? []
  const option = (field: (typeof fields)[number]) => ({ value: field.key, label: label(field.label, field.key) })
  const stage = model.entities.get(view.entity)?.stage
  const columns = fields.filter((field) => field.key === stage?.key || isOfKind(field, 'choice'))
  const by =
    columns.find((field) => field.key === board.by) ?? columns.find((field) => field.key === stage?.key) ?? columns[0]
  const rows = fields.filter((field) => field !== by && isOfKind(field, 'choice', 'people', 'reference'))
  const isByStage = by !== undefined && by.key === stage?.key
  const lanes = isByStage ? stages : (by?.options ?? [])
  return (
    <Section title={t('boardOf')}>
      {columns.length > 1 ? (
        <NativeSelect
          label={t('boardBy')}
          value={by?.key ?? ''}
          data={columns.map(option)}
          onChange={(event) => onChange(setBoard(view, { by: event.currentTarget.value, limit: undefined }))}
        />
      ) : null}
      <NativeSelect
        label={t('boardLanes')}
        value={board.lanes ?? ''}
        data={[{ value: '', label: b('none') }, ...rows.map(option)]}
        onChange={(event) => onChange(setBoard(view, { lanes: event.currentTarget.value || undefined }))}
      />
      {isByStage && pipelines.length > 1 ? (
        <NativeSelect
          label={t('pipeline')}
          value={pipeline?.key ?? ''}
          data={pipelines.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
          onChange={(event) => onChange(setBoard(view, { pipeline: event.currentTarget.value }))}
        />
      ) : null}
      <MultiSelect
        label={t('cardFields')}
        searchable
        value={[...(board.fields ?? [])]}
        data={fields.map(option)}
        onChange={(next) => onChange(setBoard(view, { fields: next.length > 0 ? next : undefined }))}
      />
      <NativeSelect
        label={t('sumOf')}
        value={board.sum ?? ''}
        data={[{ value: '', label: b('none') }, ...fields.filter(isNumeric).map(option)]}
        onChange={(event) => onChange(setBoard(view, { sum: event.currentTarget.value || undefined }))}
      />
      {lanes.length > 0 ? <div className="field-label">{t('limits')}</div> : null}
      {lanes.map((lane) => (
        <div key={lane.key} className="design-line">
          <span className="grow cut">{label(lane.label, lane.key)}</span>
          <NumberInput
            size="xs"
            w={88}
            aria-label={`${t('limits')}: ${label(lane.label, lane.key)}`}
            min={1}
            max={9999}
            allowDecimal={false}
            clampBehavior="strict"
            value={board.limit?.[lane.key] ?? ''}
            onChange={(next) =>
              onChange(setLimit(view, lane.key, typeof next === 'number' ? next : undefined), `limit/${lane.key}`)
            }
          />
        </div>
      ))}
    </Section>
  )
}
