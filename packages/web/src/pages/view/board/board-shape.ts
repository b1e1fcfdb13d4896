import { isOfKind, valueKind } from '../../../fields/registry.ts'
import { asReference, asText } from '../../../fields/values.ts'
import { bothRules } from '../../../filter/condition.ts'
import {
  type EntityView,
  type FieldView,
  fieldOf,
  isSystemField,
  isWritable,
  type PipelineStage,
  type PipelineView,
  type ViewView,
} from '../../../workspace/model.ts'

/** A column of a board: a stage, an option, or nothing chosen (the empty key). */
export type BoardColumn = {
  readonly key: string
  readonly label: FieldView['label']
  readonly stage: PipelineStage | undefined
  readonly color: string | undefined
}

export type BoardShape = {
  /** The field whose values are the columns. */
  readonly by: FieldView
  readonly pipeline: PipelineView | undefined
  readonly columns: readonly BoardColumn[]
  /** The field whose values are the swimlanes. */
  readonly rows: FieldView | undefined
  /** The number that is added up. */
  readonly sum: FieldView | undefined
  /** How many cards a column should hold at most. */
  readonly limit: Readonly<Record<string, number>>
  readonly cardFields: readonly string[]
}

/** The fields that a board can be cut into swimlanes by. */
export const rowFields = (entity: EntityView, by?: FieldView): readonly FieldView[] =>
  entity.fields.filter(
    (field) =>
      field !== by &&
      field !== entity.stage &&
      !isSystemField(field.key) &&
      isOfKind(field, 'people', 'choice', 'reference', 'boolean'),
  )

/** What a card shows: what the view says, else who it is for, how much, when; and the first words that the view's table would show. */
function cardFieldsOf(entity: EntityView, view: ViewView): readonly string[] {
  if (view.board.fields) return view.board.fields
  const said = view.columns.flatMap((column) => fieldOf(entity, column.field) ?? [])
  const words = said.find((field) => isOfKind(field, 'text') && field.key !== entity.title)
  const usual = entity.fields
    .filter((field) => field !== entity.stage && isOfKind(field, 'reference', 'money', 'date', 'choice'))
    .map((field) => field.key)
    .slice(0, 3)
  return words ? [...usual, words.key] : usual
}

/** What a board of the view looks like; undefined when the entity has neither stages nor a choice. */
export function boardShape(entity: EntityView, view: ViewView): BoardShape | undefined {
  const { board } = view
  const by = fieldOf(entity, board.by ?? '') ?? entity.stage ?? entity.fields.find((field) => isOfKind(field, 'choice'))
  if (!by) return undefined
  const isStage = by === entity.stage
  const pipeline = isStage
    ? (entity.pipelines.find((each) => each.key === board.pipeline) ?? entity.pipelines[0])
    : undefined
  const columns = isStage
    ? (pipeline?.stages ?? []).map((stage) => ({ key: stage.key, label: stage.label, stage, color: undefined }))
    : [
        ...(by.options ?? [])
          .filter((option) => option.retired !== true)
          .map(({ key, label, color }) => ({ key, label, stage: undefined, color })),
        ...(by.required ? [] : [{ key: '', label: undefined, stage: undefined, color: undefined }]),
      ]
  const rows = fieldOf(entity, board.lanes ?? '')
  return {
    by,
    pipeline,
    columns,
    rows: rows && rowFields(entity, by).includes(rows) ? rows : undefined,
    sum:
      fieldOf(entity, board.sum ?? '') ?? entity.fields.find((field) => isOfKind(field, 'money') && isWritable(field)),
    limit: board.limit ?? {},
    cardFields: cardFieldsOf(entity, view),
  }
}

/** The key that a value has as a column or a swimlane: a reference its id, nothing the empty key. */
export function keyOfValue(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'true' : ''
  return asReference(value)?.id ?? asText(value)
}

/** The rule for the records that lie in a column or a swimlane. */
export function valueRule(field: FieldView, key: string): unknown {
  const path = { var: field.key }
  if (valueKind(field) === 'boolean') return { [key === 'true' ? '==' : '!=']: [path, true] }
  return key === '' ? { empty: [path] } : { '==': [path, key] }
}

/** What a write sends to put a record into a column or a swimlane. */
export const valueOfKey = (field: FieldView, key: string): unknown =>
  valueKind(field) === 'boolean' ? key === 'true' : key === '' ? null : key

/** The records that a board is about: those of its pipeline, where there are several. */
export function boardRule(entity: EntityView, shape: BoardShape, rule: unknown): unknown {
  const several = shape.pipeline !== undefined && entity.pipelines.length > 1
  return several ? bothRules(rule, { '==': [{ var: `${shape.by.key}.pipeline` }, shape.pipeline?.key] }) : rule
}
