import { ActionIcon, Button, NativeSelect, SegmentedControl, Select, useLabel, useTexts } from '@atelier/ui'
import { IconFolderPlus, IconPlus, IconX } from '@atelier/ui/icons'
import type { ReactNode } from 'react'
import { FieldFilterInput } from '../fields/Field.tsx'
import { isTemporal } from '../fields/registry.ts'
import type { Filterable } from '../workspace/model.ts'
import type { Condition, FilterNode, Group, Operator } from './condition.ts'
import { filterTexts } from './filter-texts.ts'
import { needsValue, operatorsFor } from './operators.ts'
import { conditionField } from './sentence.ts'

const newCondition: Condition = { kind: 'condition', field: '', operator: 'contains' }

export type FilterEditorProps = {
  readonly entity: Filterable
  readonly node: FilterNode
  readonly onChange: (node: FilterNode) => void
  /** Edits a rule that has no row; without it such a rule is only shown. */
  readonly opaque?: ((rule: unknown, onChange: (rule: unknown) => void) => ReactNode) | undefined
}

/** One condition, or a group of them: behind the chips of a list, and wherever the builder asks for a rule. */
export function FilterEditor({ entity, node, onChange, opaque }: FilterEditorProps) {
  const t = useTexts(filterTexts)
  if (node.kind === 'opaque') {
    if (opaque) return opaque(node.rule, (rule) => onChange({ kind: 'opaque', rule }))
    return (
      <div className="filter-editor">
        <p className="quiet">{t('advanced')}</p>
        <pre className="rule-source">{JSON.stringify(node.rule, null, 2)}</pre>
      </div>
    )
  }
  if (node.kind === 'group') return <GroupEditor entity={entity} group={node} onChange={onChange} opaque={opaque} />
  return (
    <div className="filter-editor">
      <ConditionEditor entity={entity} condition={node} onChange={onChange} />
      {node.field === '' ? (
        <Button
          size="sm"
          variant="subtle"
          color="gray"
          leftSection={<IconFolderPlus size={14} stroke={1.5} />}
          onClick={() => onChange({ kind: 'group', match: 'any', items: [newCondition, newCondition] })}
        >
          {t('addGroup')}
        </Button>
      ) : null}
    </div>
  )
}

type ConditionEditorProps = {
  readonly entity: Filterable
  readonly condition: Condition
  readonly onChange: (condition: Condition) => void
  readonly inRow?: boolean
}

/** A choice that is one option reads, in a field that offers several at once, as one of a list of one. */
function asOffered(condition: Condition, operators: readonly Operator[]): Condition {
  const { field, operator, value } = condition
  if (operators.includes(operator) || Array.isArray(value)) return condition
  const many: Partial<Record<Operator, Operator>> = { is: 'anyOf', isNot: 'noneOf' }
  const offered = many[operator]
  return offered && operators.includes(offered)
    ? { kind: 'condition', field, operator: offered, value: [value] }
    : condition
}

function ConditionEditor({ entity, condition: given, onChange, inRow = false }: ConditionEditorProps) {
  const t = useTexts(filterTexts)
  const label = useLabel()
  const outcome = entity.stage ? conditionField(entity, `${entity.stage.key}.outcome`, t) : undefined
  const pipeline = entity.pipelines.length > 1 ? conditionField(entity, `${entity.stage?.key}.pipeline`, t) : undefined
  const fields = [...entity.fields, ...(outcome ? [outcome] : []), ...(pipeline ? [pipeline] : [])].filter(
    (field) => operatorsFor(field).length > 0,
  )
  const field = fields.find((each) => each.key === given.field)
  const operators = field ? operatorsFor(field) : []
  const condition = asOffered(given, operators)
  const dates = field !== undefined && isTemporal(field)
  return (
    <div className={inRow ? 'condition-row' : 'condition'}>
      <div className="condition-head">
        <Select
          aria-label={t('field')}
          placeholder={t('chooseField')}
          searchable
          data={fields.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
          value={condition.field || null}
          defaultDropdownOpened={!inRow && condition.field === ''}
          onChange={(key) => {
            const next = fields.find((each) => each.key === key)
            const operator = next ? operatorsFor(next)[0] : undefined
            if (next && operator) onChange({ kind: 'condition', field: next.key, operator })
          }}
        />
        {field ? (
          <NativeSelect
            aria-label={t('operator')}
            value={condition.operator}
            data={operators.map((operator) => ({
              value: operator,
              label:
                dates && operator === 'less' ? t('before') : dates && operator === 'greater' ? t('after') : t(operator),
            }))}
            onChange={(event) => {
              const operator = operators.find((each) => each === event.currentTarget.value)
              if (operator) onChange({ kind: 'condition', field: condition.field, operator })
            }}
          />
        ) : null}
      </div>
      {field && needsValue(condition.operator) ? (
        <FieldFilterInput
          field={field}
          operator={condition.operator}
          value={condition.value}
          autoFocus={!inRow && condition.value === undefined}
          onChange={(value) => onChange({ ...condition, value })}
        />
      ) : null}
    </div>
  )
}

function GroupEditor({
  entity,
  group,
  onChange,
  opaque,
}: {
  entity: Filterable
  group: Group
  onChange: (group: Group) => void
  opaque: FilterEditorProps['opaque']
}) {
  const t = useTexts(filterTexts)
  const replace = (index: number, node: FilterNode | null) =>
    onChange({
      ...group,
      items: node === null ? group.items.filter((_, at) => at !== index) : group.items.with(index, node),
    })
  return (
    <div className="filter-editor">
      <SegmentedControl
        value={group.match}
        onChange={(match) => onChange({ ...group, match: match === 'all' ? 'all' : 'any' })}
        data={[
          { value: 'all', label: t('matchAll') },
          { value: 'any', label: t('matchAny') },
        ]}
      />
      {group.items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name but their place
        <div key={index} className="group-row">
          {item.kind === 'condition' ? (
            <ConditionEditor inRow entity={entity} condition={item} onChange={(node) => replace(index, node)} />
          ) : (
            <FilterEditor entity={entity} node={item} onChange={(node) => replace(index, node)} opaque={opaque} />
          )}
          <ActionIcon size="sm" aria-label={t('removeGroup')} onClick={() => replace(index, null)}>
            <IconX size={14} stroke={1.5} />
          </ActionIcon>
        </div>
      ))}
      <div className="row">
        <Button
          size="sm"
          variant="subtle"
          color="gray"
          leftSection={<IconPlus size={14} stroke={1.5} />}
          onClick={() => onChange({ ...group, items: [...group.items, newCondition] })}
        >
          {t('addCondition')}
        </Button>
        <Button
          size="sm"
          variant="subtle"
          color="gray"
          leftSection={<IconFolderPlus size={14} stroke={1.5} />}
          onClick={() =>
            onChange({ ...group, items: [...group.items, { kind: 'group', match: 'any', items: [newCondition] }] })
          }
        >
          {t('addGroup')}
        </Button>
      </div>
    </div>
  )
}
