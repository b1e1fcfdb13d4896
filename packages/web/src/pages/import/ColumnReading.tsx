import { dateFormats } from '@atelier/fields'
import { Button, Checkbox, type FieldView, NativeSelect, Popover, useLabel, useTexts } from '@atelier/ui'
import { IconX } from '@atelier/ui/icons'
import { isOfKind } from '../../fields/registry.ts'
import type { EntityView } from '../../workspace/model.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { importTexts } from './import-texts.ts'
import type { ColumnMapping } from './mapping.ts'

export type ColumnReadingProps = {
  readonly entity: EntityView
  readonly field: FieldView
  readonly column: ColumnMapping
  /** Every column of the file. */
  readonly columns: readonly string[]
  readonly onChange: (change: Partial<ColumnMapping>) => void
}

/** How the cells of one column are read, with what its field's type allows to say. */
export function ColumnReading({ entity, field, column, columns, onChange }: ColumnReadingProps) {
  const t = useTexts(importTexts)
  const say = useLabel()
  const { entities } = useWorkspace()
  const replaced = Object.keys(column.values ?? {}).length
  const target = entities.get(field.target ?? '')
  const name = column.column
  return (
    <>
      {isOfKind(field, 'reference', 'references', 'people') && target ? (
        <>
          <div className="match-option">
            <span className="faint small">{t('by')}</span>
            <NativeSelect
              size="sm"
              aria-label={t('byOf', { column: name })}
              value={column.by ?? target.title}
              data={target.fields
                .filter(
                  (each) => each.key === target.title || (isOfKind(each, 'text', 'number') && each.readonly !== true),
                )
                .map((each) => ({ value: each.key, label: say(each.label, each.key) }))}
              onChange={(event) => onChange({ by: event.currentTarget.value })}
            />
          </div>
          <div className="match-option">
            <span className="faint small">{t('missing')}</span>
            <NativeSelect
              size="sm"
              aria-label={t('missingOf', { column: name })}
              value={column.missing ?? 'problem'}
              data={[
                { value: 'problem', label: t('missingProblem') },
                ...(target.may.has('create') && !target.system ? [{ value: 'create', label: t('missingCreate') }] : []),
                { value: 'empty', label: t('missingEmpty') },
              ]}
              onChange={(event) => {
                const next = event.currentTarget.value
                onChange({ missing: next === 'create' || next === 'empty' ? next : 'problem' })
              }}
            />
          </div>
        </>
      ) : null}
      {isOfKind(field, 'date', 'datetime') ? (
        <div className="match-option">
          <span className="faint small">{t('format')}</span>
          <NativeSelect
            size="sm"
            aria-label={t('formatOf', { column: name })}
            value={column.format ?? ''}
            data={[
              ...(column.format === undefined ? [{ value: '', label: t('formatAuto') }] : []),
              ...[...new Set([...dateFormats, ...(column.format === undefined ? [] : [column.format])])].map(
                (each) => ({
                  value: each,
                  label: each,
                }),
              ),
            ]}
            onChange={(event) => onChange({ format: event.currentTarget.value })}
          />
        </div>
      ) : null}
      {isOfKind(field, 'number', 'money') ? (
        <Checkbox
          label={t('round')}
          checked={column.round === true}
          onChange={(event) => onChange({ round: event.currentTarget.checked })}
        />
      ) : null}
      {field.stages !== undefined ? (
        <StageDates entity={entity} column={column} columns={columns} onChange={onChange} />
      ) : null}
      {replaced > 0 ? (
        <Button
          size="xs"
          rightSection={<IconX size={12} />}
          aria-label={`${t('replaced', { count: replaced })}: ${t('forget')}`}
          title={Object.entries(column.values ?? {})
            .map(([from, to]) => `${from} → ${to}`)
            .join('\n')}
          onClick={() => onChange({ values: {} })}
        >
          {t('replaced', { count: replaced })}
        </Button>
      ) : null}
    </>
  )
}

/** Which column says when each stage was entered, so that history comes with the records. */
function StageDates({ entity, column, columns, onChange }: Omit<ColumnReadingProps, 'field'>) {
  const t = useTexts(importTexts)
  const say = useLabel()
  const stages = [
    ...new Map(entity.pipelines.flatMap((each) => each.stages).map((stage) => [stage.key, stage])).values(),
  ]
  const chosen = Object.keys(column.enteredAt ?? {}).length
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <Button size="xs">
          {t('stageDates')}
          {chosen > 0 ? ` · ${chosen}` : ''}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className="stage-dates">
          {stages.map((stage) => (
            <NativeSelect
              key={stage.key}
              size="sm"
              label={t('stageDateOf', { stage: say(stage.label, stage.key) })}
              value={column.enteredAt?.[stage.key] ?? ''}
              data={[
                { value: '', label: t('noColumn') },
                ...columns.filter((each) => each !== column.column).map((each) => ({ value: each, label: each })),
              ]}
              onChange={(event) => {
                const { [stage.key]: _, ...rest } = column.enteredAt ?? {}
                const other = event.currentTarget.value
                onChange({ enteredAt: other === '' ? rest : { ...rest, [stage.key]: other } })
              }}
            />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
