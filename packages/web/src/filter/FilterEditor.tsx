import { ActionIcon, Button, NativeSelect, SegmentedControl, Select, useLabel, useTexts } from '@atelier/ui'
import { IconFolderPlus, IconPlus, IconX } from '@atelier/ui/icons'
import { FieldFilterInput } from '../fields/Field.tsx'
import { isTemporal } from '../fields/registry.ts'
import type { EntityView } from '../workspace/model.ts'
import type { Condition, FilterNode, Group } from './condition.ts'
import { filterTexts } from './filter-texts.ts'
import { needsValue, operatorsFor } from './operators.ts'
import { conditionField } from './sentence.ts'

const newCondition: Condition = { kind: 'condition', field: '', operator: 'contains' }

export type FilterEditorProps = {
  readonly entity: EntityView
  readonly node: FilterNode
  readonly onChange: (node: FilterNode) => void
}

/** The builder behind a chip: one condition, or a group of them. */
export function FilterEditor({ entity, node, onChange }: FilterEditorProps) {
  const t = useTexts(filterTexts)
  if (node.kind === 'opaque') {
    return (
      <div className="filter-editor">
        <p className="quiet">{t('advanced')}</p>
        <pre className="rule-source">{JSON.stringify(node.rule, null, 2)}</pre>
      </div>
    )
  }
  if (node.kind === 'group') return <GroupEditor entity={entity} group={node} onChange={onChange} />
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
  readonly entity: EntityView
  readonly condition: Condition
  readonly onChange: (condition: Condition) => void
  readonly inRow?: boolean
}

function ConditionEditor({ entity, condition, onChange, inRow = false }: ConditionEditorProps) {
  const t = useTexts(filterTexts)
  const label = useLabel()
  const outcome = entity.stage ? conditionField(entity, `${entity.stage.key}.outcome`, t) : undefined
  const pipeline = entity.pipelines.length > 1 ? conditionField(entity, `${entity.stage?.key}.pipeline`, t) : undefined
  const fields = [...entity.fields, ...(outcome ? [outcome] : []), ...(pipeline ? [pipeline] : [])].filter(
    (field) => operatorsFor(field).length > 0,
  )
  const field = fields.find((each) => each.key === condition.field)
  const operators = field ? operatorsFor(field) : []
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
}: {
  entity: EntityView
  group: Group
  onChange: (group: Group) => void
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
            <FilterEditor entity={entity} node={item} onChange={(node) => replace(index, node)} />
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
          {t('add')}
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
