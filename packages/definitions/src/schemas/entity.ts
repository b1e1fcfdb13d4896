import type { FieldType } from '@atelier/fields'
import { choose, closed, flag, type JsonSchema, list, mapOf, oneOf, ref, text, variants } from './json-schema.ts'

const id = ref('id')
const keys = list(ref('key'), 1)

/** Properties of every field, whatever its type. */
const everyField: Readonly<Record<string, JsonSchema>> = {
  id,
  key: ref('key'),
  type: text,
  label: ref('label'),
  help: ref('label'),
  required: flag,
  unique: flag,
  readonly: flag,
  default: ref('value'),
  recompute: oneOf('untilTouched'),
  index: flag,
  sensitive: flag,
  reveal: flag,
  searchable: flag,
  retired: flag,
  replacedBy: ref('key'),
}

/** What makes no sense for a value that nobody writes. */
const leftOut: Readonly<Record<FieldType['source'], readonly string[]>> = {
  input: [],
  numbering: ['default', 'recompute'],
  computed: ['required', 'default', 'recompute'],
}

function fieldShape(type: FieldType): JsonSchema {
  const shared = Object.entries(everyField).filter(([name]) => !leftOut[type.source].includes(name))
  // A type's own fragments are JSON Schema by its contract.
  const own = type.properties as Readonly<Record<string, JsonSchema>>
  return closed({ ...Object.fromEntries(shared), ...own }, ['id', 'key', 'type', ...type.requiredProperties])
}

/** Definitions of the entity kind; the shapes of fields come from the field types. */
export function entityDefs(types: readonly FieldType[]): Readonly<Record<string, JsonSchema>> {
  return {
    field: variants('type', Object.fromEntries(types.map((type) => [type.key, fieldShape(type)])), ['id', 'key']),
    fields: list(ref('field')),
    fieldRule: closed(
      {
        id,
        when: ref('rule'),
        unless: ref('rule'),
        require: keys,
        readonly: keys,
        refuse: choose({ type: 'boolean' }, { const: true }, ref('label')),
        warn: ref('label'),
        fields: list(ref('path')),
        message: ref('label'),
      },
      ['id'],
    ),
    rules: list(ref('fieldRule')),
    invariants: list(
      closed({ id, always: ref('rule'), filter: ref('rule'), mode: oneOf('refuse', 'watch'), message: ref('label') }, [
        'id',
        'always',
        'mode',
      ]),
    ),
    uniques: list(closed({ id, fields: keys, filter: ref('rule'), empty: oneOf('ignore', 'same') }, ['id', 'fields'])),
    fill: list(
      closed({ id, to: ref('key'), mode: oneOf('ifEmpty', 'always'), value: ref('value') }, [
        'id',
        'to',
        'mode',
        'value',
      ]),
    ),
    reverse: closed({ key: ref('key'), label: ref('label') }, ['key']),
    pipelineChoices: list(closed({ id, pipeline: ref('key'), when: ref('rule') }, ['pipeline']), 1),
  }
}

/** Properties of an entity document. */
export const entityProperties: Readonly<Record<string, JsonSchema>> = {
  extends: ref('key'),
  titleField: ref('key'),
  fields: ref('fields'),
  rules: ref('rules'),
  invariants: ref('invariants'),
  unique: ref('uniques'),
  duplicates: list(
    closed(
      {
        id,
        match: list(
          closed({ field: ref('key'), by: oneOf('exact', 'similar'), min: ref('share') }, ['field', 'by']),
          1,
        ),
        onFound: mapOf(oneOf('warn', 'refuse', 'append', 'ask', 'ignore'), oneOf('person', 'public', 'import', 'api')),
      },
      ['id', 'match'],
    ),
  ),
  activity: closed(
    { about: ref('key'), type: ref('key'), due: ref('key'), done: ref('key'), doneAt: ref('key'), counts: ref('rule') },
    ['about', 'type', 'due', 'done', 'doneAt'],
  ),
  timeline: closed({ from: list(ref('path')) }, ['from']),
  forms: list(ref('key')),
  recycleBin: flag,
}
