import { useLabel, useTexts } from '@atelier/ui'
import { type ReactNode, useMemo } from 'react'
import { FieldCell } from '../../fields/Field.tsx'
import { isTemporal } from '../../fields/registry.ts'
import { asText, isEmpty } from '../../fields/values.ts'
import { bothRules } from '../../filter/condition.ts'
import { type RecordGroup, useGroups } from '../../records/use-groups.ts'
import { summaryOf } from '../../records/use-summary.ts'
import { type EntityView, type FieldView, fieldOf } from '../../workspace/model.ts'
import { MeasureText } from './SummaryBar.tsx'
import type { Section } from './use-table-lines.ts'
import type { ViewKindProps } from './view-kind.ts'
import { viewTexts } from './view-texts.ts'

type Sections = {
  readonly sections: readonly Section[]
  readonly loading: boolean
  readonly error: unknown
  /** There are more groups than are shown. */
  readonly partly: boolean
}

/** The stretches of a table: one of all records, or one for each group that the records are in, those that are `folded` without rows. */
export function useSections({ entity, view, state }: ViewKindProps, folded: ReadonlySet<string>): Sections {
  const field = state.summed.known ? fieldOf(entity, state.group) : undefined
  const columns = state.columns.map((column) => column.field)
  const wanted = summaryOf(entity, view, columns)
  const { groups, loading, error, partly } = useGroups(entity, field, wanted, state.summed.rule)
  const { rule } = state
  const sections = useMemo(
    (): readonly Section[] =>
      field === undefined
        ? [{ key: 'all', filter: rule, isOpen: true }]
        : groups.map((group) => ({
            key: group.key,
            filter: bothRules(rule, group.rule),
            rows: group.count,
            isOpen: !folded.has(group.key),
            head: <GroupHead entity={entity} field={field} group={group} />,
          })),
    [entity, field, groups, rule, folded],
  )
  return { sections, loading, error, partly }
}

type GroupHeadProps = { readonly entity: EntityView; readonly field: FieldView; readonly group: RecordGroup }

function GroupHead({ field, group }: GroupHeadProps): ReactNode {
  const t = useTexts(viewTexts)
  const label = useLabel()
  return (
    <span className="group-head">
      <span className="faint small">{label(field.label, field.key)}</span>
      <b className="group-value">
        {isEmpty(group.value) ? (
          t('groupEmpty')
        ) : isTemporal(field) ? (
          asText(group.value)
        ) : (
          <FieldCell field={field} value={group.value} />
        )}
      </b>
      <span className="faint num">{t('count', { count: group.count, text: group.count.toLocaleString('en') })}</span>
      {group.measures.map((measure) => (
        <MeasureText key={`${measure.aggregate} ${measure.field.key}`} measure={measure} />
      ))}
    </span>
  )
}
