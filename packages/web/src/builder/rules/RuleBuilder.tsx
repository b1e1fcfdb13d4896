import { Button, SegmentedControl, useTexts } from '@atelier/ui'
import { IconPlus, IconX } from '@atelier/ui/icons'
import { useEffect, useMemo, useRef, useState } from 'react'
import { type FilterNode, filterRule, type Group, readFilter } from '../../filter/condition.ts'
import { FilterEditor } from '../../filter/FilterEditor.tsx'
import type { Filterable } from '../../workspace/model.ts'
import { useDraftModel } from '../draft/draft-model.ts'
import { conditionFields } from '../parts/field-view.ts'
import { RuleProblems } from './RuleProblems.tsx'
import { RuleSays } from './RuleSays.tsx'
import { RuleText } from './RuleText.tsx'
import { checkAt, type RuleSite } from './rule-site.ts'
import { ruleTexts } from './rule-texts.ts'
import { TryRule } from './TryRule.tsx'

export type RuleBuilderProps = {
  readonly site: RuleSite
  /** `undefined` and `true` ask for nothing. */
  readonly rule: unknown
  readonly onChange: (rule: unknown) => void
  readonly label?: string
  /** A condition that need not be there: it is added and removed as a whole. */
  readonly optional?: boolean
}

const noRow: Group = { kind: 'group', match: 'all', items: [{ kind: 'condition', field: '', operator: 'contains' }] }

/** A rule as rows. What no row can say, or is about something unknown here, stays a formula in its place. */
function rowsOf(rule: unknown, entity: Filterable | undefined): Group {
  if (rule === undefined || rule === true) return noRow
  const known = (node: FilterNode): FilterNode => {
    if (node.kind === 'group') return { ...node, items: node.items.map(known) }
    const isOutcome =
      entity?.stage !== undefined && node.kind === 'condition' && node.field === `${entity.stage.key}.outcome`
    if (node.kind === 'opaque' || isOutcome || entity?.fields.some((field) => field.key === node.field)) return node
    return { kind: 'opaque', rule: filterRule(node) }
  }
  const group = readFilter(rule)
  return { ...group, items: group.items.map(known) }
}

const sameRule = (one: unknown, other: unknown) =>
  JSON.stringify(one === true ? undefined : one) === JSON.stringify(other === true ? undefined : other)

/**
 * Edits a rule: a condition as rows of field, comparison and value, anything as a formula. Says in words what it means, what is wrong
 * with it where, and what it comes to for a record.
 */
export function RuleBuilder({ site: given, rule, onChange, label, optional = false }: RuleBuilderProps) {
  const t = useTexts(ruleTexts)
  const model = useDraftModel()
  const { entity, place, expects, record } = given
  const kind = expects === undefined ? 'boolean' : expects === 'any' ? 'any' : expects.kind
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same place, however often it is written out
  const site = useMemo(() => given, [entity, place, kind, record])
  const fields = useMemo(() => conditionFields(model, entity), [model, entity])
  const isCondition = kind === 'boolean' && fields !== undefined
  const [rows, setRows] = useState(() => rowsOf(rule, fields))
  const [isText, setText] = useState(() => !isCondition || rows.items.every((item) => item.kind === 'opaque'))
  const latest = useRef(rows)
  latest.current = rows
  useEffect(() => {
    if (!sameRule(filterRule(latest.current), rule)) setRows(rowsOf(rule, fields))
  }, [rule, fields])
  const checked = useMemo(
    () => (rule === undefined || rule === true ? undefined : checkAt(model, site, rule)),
    [model, site, rule],
  )
  const asRows = isCondition && !isText
  // A condition that need not be there stays open while it is empty; its cross takes it away.
  const nothing = optional ? true : undefined
  const change = (node: FilterNode) => {
    const next: Group = node.kind === 'group' ? node : { kind: 'group', match: 'all', items: [node] }
    setRows(next)
    const written = filterRule(next)
    if (!sameRule(written, rule)) onChange(written ?? nothing)
  }
  if (optional && rule === undefined) {
    return (
      <div className="rule-builder">
        <span className="small quiet">{label}</span>
        <Button
          size="sm"
          variant="subtle"
          className="rule-add"
          leftSection={<IconPlus size={14} stroke={1.5} />}
          aria-label={label ? `${t('add')}: ${label}` : t('add')}
          onClick={() => onChange(true)}
        >
          {t('add')}
        </Button>
      </div>
    )
  }
  return (
    <div className="rule-builder">
      <div className="row rule-head">
        <span className="small quiet grow">{label}</span>
        {isCondition ? (
          <SegmentedControl
            size="xs"
            aria-label={t('how')}
            value={isText ? 'text' : 'sentence'}
            onChange={(value) => setText(value === 'text')}
            data={[
              { value: 'sentence', label: t('sentence') },
              { value: 'text', label: t('text') },
            ]}
          />
        ) : null}
        {optional ? (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            aria-label={t('remove')}
            onClick={() => onChange(undefined)}
          >
            <IconX size={14} stroke={1.5} aria-hidden="true" />
          </Button>
        ) : null}
      </div>
      {asRows ? (
        <FilterEditor
          entity={fields}
          node={rows}
          onChange={change}
          opaque={(part, onPart) => (
            <RuleText model={model} site={site} rule={part} onChange={(next) => onPart(next ?? true)} />
          )}
        />
      ) : (
        <RuleText
          model={model}
          site={site}
          rule={rule === true && kind === 'boolean' ? undefined : rule}
          onChange={(next) => onChange(next ?? nothing)}
          label={label}
        />
      )}
      {asRows && filterRule(rows) === undefined ? <p className="small quiet">{t('unsaid')}</p> : null}
      {asRows && checked?.problems ? <RuleProblems problems={checked.problems} /> : null}
      {checked ? <RuleSays checked={checked} /> : null}
      {isText || !isCondition ? <p className="small faint">{t('help')}</p> : null}
      {checked?.rule ? <TryRule model={model} site={site} rule={checked.rule} /> : null}
    </div>
  )
}
