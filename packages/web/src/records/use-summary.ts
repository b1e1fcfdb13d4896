import { valueUi } from '@atelier/fields/ui'
import { useQuery } from '@tanstack/react-query'
import { client, unwrap } from '../app/client.ts'
import { asText } from '../fields/values.ts'
import { type EntityView, type FieldView, fieldOf, type ViewView } from '../workspace/model.ts'

export type Aggregate = NonNullable<ViewView['summary']>[number]['aggregate']
/** A measure that is asked for. */
export type Wanted = { readonly field: FieldView; readonly aggregate: Aggregate }
export type Measure = { readonly field: FieldView; readonly aggregate: Aggregate; readonly value: string | null }

/** What a table says below its columns: what the view asks for, else the sums of its money and number columns. */
export function summaryOf(
  entity: EntityView,
  view: Pick<ViewView, 'summary'>,
  columns: readonly string[],
): readonly Wanted[] {
  if (view.summary) {
    return view.summary.flatMap(({ field: key, aggregate }) => {
      const field = fieldOf(entity, key)
      return field ? [{ field, aggregate }] : []
    })
  }
  return columns
    .flatMap((key) => fieldOf(entity, key) ?? [])
    .filter((field) => valueUi(field).adds)
    .slice(0, 4)
    .map((field) => ({ field, aggregate: 'sum' as const }))
}

/** The number of a sum, whatever currency it comes in. */
export const amountOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'amount' in value ? asText(value.amount) : asText(value) || null

/** The measures over all records that a filter finds, however many are loaded: one report, with the reader's rights. */
export function useSummary(
  entity: EntityView,
  wanted: readonly Wanted[],
  filter: unknown,
  enabled: boolean,
): readonly Measure[] {
  const asked = wanted.map(({ field, aggregate }) => `${aggregate} ${field.key}`)
  const { data } = useQuery({
    queryKey: ['summary', entity.key, { filter, asked }],
    enabled: enabled && wanted.length > 0,
    retry: false,
    queryFn: () =>
      unwrap(
        client.reports.run({
          kind: 'report',
          specVersion: 1,
          type: 'summary',
          entity: entity.key,
          ...(filter === undefined ? {} : { filter }),
          values: wanted.map(({ field, aggregate }, at) => ({
            id: `val_${at}`,
            key: `m${at}`,
            aggregate,
            field: field.key,
          })),
        }),
      ),
  })
  const [row] = data?.rows ?? []
  return row ? wanted.map((measure, at) => ({ ...measure, value: amountOf(row[`m${at}`]) })) : []
}
