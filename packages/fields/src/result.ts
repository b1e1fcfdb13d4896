import type { FieldSettings, FieldType } from './contract.ts'
import { textOf } from './definition.ts'
import { wrongType } from './problem.ts'

/** What limits what people write says nothing about a value made from it. */
const WRITTEN = ['min', 'max', 'maxLength', 'pattern', 'multiple', 'precision']

/**
 * The field as the type of its result sees it: `result` in the definition is the key of a field type (formulas state it, the
 * definitions package works it out for rollups and lookups); 12 decimals unless `scale` says otherwise. `result` stays, so that a type can tell
 * a computed value from a written one.
 */
export function resultField(field: FieldSettings): FieldSettings {
  const made = resultFields.get(field) ?? makeResultField(field)
  resultFields.set(field, made)
  return made
}

// Asked for each value of a computed field, and always of the same few settings.
const resultFields = new WeakMap<FieldSettings, FieldSettings>()

function makeResultField(field: FieldSettings): FieldSettings {
  const kept = Object.entries(field.definition).filter(([property]) => !WRITTEN.includes(property))
  return { ...field, definition: { scale: 12, ...Object.fromEntries(kept) } }
}

/** The half of a type whose values are of another type's: everything is asked of the type that `result` names. */
export function computedParts(types: readonly FieldType[]) {
  const byKey: ReadonlyMap<string, FieldType> = new Map(types.map((type) => [type.key, type]))
  const typeOf = (field: FieldSettings): FieldType | undefined => byKey.get(textOf(field, 'result') ?? '')
  const unknown = wrongType('computed from fields of a known type', '由已知类型的字段计算得出')
  return {
    source: 'computed',
    family: 'computed',
    ruleType: (field) => typeOf(field)?.ruleType(resultField(field)) ?? { kind: 'text' },
    parts: (field) => typeOf(field)?.parts?.(resultField(field)) ?? {},
    columns: (field) => typeOf(field)?.columns(resultField(field)) ?? [],
    parse: (input, field) => typeOf(field)?.parse(input, resultField(field)) ?? unknown,
    fromRule: (value, field) => {
      const type = typeOf(field)
      return (type?.fromRule ?? type?.parse)?.(value, resultField(field)) ?? unknown
    },
    answer: (value, field) => {
      const answer = typeOf(field)?.answer
      return answer ? answer(value, resultField(field)) : value
    },
    toColumns: (value, field) => typeOf(field)?.toColumns(value, resultField(field)) ?? {},
    searchText: (value, field) => typeOf(field)?.searchText?.(value, resultField(field)) ?? '',
    // A file may bring computed columns along (an export does): they are read like any other and never written.
    parseCell: (cell, reading, field) => typeOf(field)?.parseCell(cell, reading, resultField(field)) ?? unknown,
    formatText: (value, field, reader) => typeOf(field)?.formatText(value, resultField(field), reader) ?? '',
    index: 'onDemand',
    uniqueable: false,
  } as const satisfies Partial<FieldType>
}
