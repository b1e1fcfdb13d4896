import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { client, unwrap } from '../app/client.ts'
import { isLong, isTemporal, valueKind } from '../fields/registry.ts'
import { asReference, asText, isEmpty } from '../fields/values.ts'
import type { EntityView, FieldView } from '../workspace/model.ts'
import { amountOf, type Measure, type Wanted } from './use-summary.ts'

/** What the records of one group have in common, how many they are, and what they add up to. */
export type RecordGroup = {
  readonly key: string
  /** As records carry it; of a date its month as `2026-11`; null where nothing is filled in. */
  readonly value: unknown
  readonly rule: unknown
  readonly count: number
  readonly measures: readonly Measure[]
}

const none: readonly RecordGroup[] = []

/** Whether a list can be put in groups by the field. */
export const canGroup = (field: FieldView): boolean =>
  !isLong(field) &&
  field.multiple !== true &&
  ['choice', 'currency', 'boolean', 'people', 'reference', 'date', 'datetime', 'text'].includes(valueKind(field)) &&
  field.key !== 'id'

/** The rule that finds the records of a group. */
export function groupRule(field: FieldView, value: unknown): unknown {
  const path = { var: field.key }
  if (isEmpty(value)) return { empty: [path] }
  if (isTemporal(field)) {
    const [year = 0, month = 1] = asText(value).split('-').map(Number)
    const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
    return { inPeriod: [path, { period: ['between', `${asText(value)}-01`, next] }] }
  }
  return { '==': [path, asReference(value)?.id ?? value] }
}

const nameOf = (value: unknown): string => asReference(value)?.label ?? asText(value)

/** The order of groups: options and stages as they are defined, months newest first, else by name; what is empty comes last. */
export function inGroupOrder(field: FieldView, groups: readonly RecordGroup[]): readonly RecordGroup[] {
  const options = [...(field.stages ?? []), ...(field.options ?? [])].map(({ key }) => key)
  const place = ({ value }: RecordGroup) => {
    const at = options.indexOf(asText(value))
    return isEmpty(value) ? options.length + 1 : at < 0 ? options.length : at
  }
  const direction = isTemporal(field) ? -1 : 1
  return groups.toSorted(
    (a, b) => place(a) - place(b) || direction * nameOf(a.value).localeCompare(nameOf(b.value), undefined),
  )
}

/** The groups of the records that a filter finds, from one report with the reader's rights. `partly` says that there are more. */
export function useGroups(
  entity: EntityView,
  field: FieldView | undefined,
  wanted: readonly Wanted[],
  filter: unknown,
): {
  readonly groups: readonly RecordGroup[]
  readonly loading: boolean
  readonly partly: boolean
  readonly error: unknown
} {
  const asked = wanted.map(({ field: each, aggregate }) => `${aggregate} ${each.key}`)
  const { data, isPending, error } = useQuery({
    queryKey: ['summary', entity.key, { filter, asked, group: field?.key ?? null }],
    enabled: field !== undefined,
    queryFn: () =>
      unwrap(
        client.reports.run({
          kind: 'report',
          specVersion: 1,
          type: 'summary',
          entity: entity.key,
          ...(filter === undefined ? {} : { filter }),
          rows: [
            {
              id: 'row_group',
              key: 'group',
              field: field?.key,
              ...(field && isTemporal(field) ? { unit: 'month' } : {}),
            },
          ],
          values: [
            { id: 'val_count', key: 'count', aggregate: 'count' },
            ...wanted.map(({ field: each, aggregate }, at) => ({
              id: `val_${at}`,
              key: `m${at}`,
              aggregate,
              field: each.key,
            })),
          ],
        }),
      ),
  })
  const rows = data?.rows
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` says what `wanted` asks for
  const groups = useMemo(() => {
    if (!field) return none
    const read = (rows ?? [])
      .filter((row) => (row._level ?? 0) === 0)
      .map((row): RecordGroup => {
        const { group: value = null } = row
        return {
          key: isEmpty(value) ? 'none' : `is ${asReference(value)?.id ?? String(value)}`,
          value,
          rule: groupRule(field, value),
          count: Number(row.count ?? 0),
          measures: wanted.map((measure, at) => ({ ...measure, value: amountOf(row[`m${at}`]) })),
        }
      })
    return inGroupOrder(field, read)
  }, [rows, field, asked.join()])
  return {
    groups,
    loading: field !== undefined && isPending,
    partly: data?.truncated === true,
    error,
  }
}
