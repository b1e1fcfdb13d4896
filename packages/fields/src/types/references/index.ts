import type { Canonical, FieldSettings, Parsed } from '../../contract.ts'
import { defineFieldType } from '../../contract.ts'
import { storeNothing } from '../../definition.ts'
import { parseList, splitCell } from '../../list-value.ts'
import { wrongType } from '../../problem.ts'
import { EXAMPLE_ID, parseId, parseReference, referenceText } from '../../reference-value.ts'

const MOST = 1_000
const OTHER_ID = '019bd5a1-7c3e-7d2a-8f00-3b1d2c4e5f61'

/**
 * One of the records. Where the field points at several entities the canonical value is `{id, entity}`; an id that comes without
 * its entity is `{id}`, which the write kernel completes.
 */
function parseElement(input: unknown, field: FieldSettings): Parsed<Canonical> {
  if (field.targets.length <= 1) return parseReference(withoutEntity(input, field.targets[0]))
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    const id = parseId(input)
    return id.ok ? { ok: true, value: { id: id.value } } : id
  }
  const { entity, ...rest }: { readonly [name: string]: unknown } = { ...input }
  if (entity !== undefined && (typeof entity !== 'string' || !field.targets.includes(entity))) {
    return wrongType(`one of ${field.targets.join(', ')}`, `以下之一：${field.targets.join('、')}`, { path: '/entity' })
  }
  const named = parseReference(rest)
  if (!named.ok || named.value === null) return named
  const part = typeof named.value === 'string' ? { id: named.value } : { ...named.value }
  return { ok: true, value: entity === undefined ? part : { ...part, entity } }
}

function withoutEntity(input: unknown, target: string | undefined): unknown {
  if (typeof input !== 'object' || input === null || !('entity' in input) || input.entity !== target) return input
  const { entity: _, ...rest } = input
  return rest
}

const sameRecord = (value: Canonical): string =>
  value !== null && typeof value === 'object' && 'id' in value ? String(value.id) : JSON.stringify(value)

/** Links to any number of records, of one entity or of several. */
export const references = defineFieldType({
  key: 'references',
  label: { en: 'References', 'zh-CN': '多项关联' },
  summary: { en: 'Links to any number of other records', 'zh-CN': '关联到多条其他记录' },
  group: 'relation',
  properties: {
    target: { $ref: '#/$defs/entityKey' },
    targets: { type: 'array', minItems: 1, uniqueItems: true, items: { $ref: '#/$defs/entityKey' } },
    onDelete: { enum: ['restrict', 'clear'] },
    reverse: { $ref: '#/$defs/reverse' },
    choices: { $ref: '#/$defs/rule' },
    createInline: { type: 'boolean' },
  },
  requiredProperties: [],
  targets: ({ target, targets }) => {
    if (Array.isArray(targets)) return targets.filter((each): each is string => typeof each === 'string')
    return typeof target === 'string' ? [target] : []
  },
  source: 'input',
  storage: 'links',
  ruleType: (field) => ({ kind: 'references', entities: field.targets }),
  columns: () => [],
  parse: (input, field) => parseList(input, (element) => parseElement(element, field), MOST, sameRecord),
  toColumns: storeNothing,
  index: 'always',
  uniqueable: false,
  parseCell: (cell) => ({ ok: true, value: splitCell(cell).length === 0 ? null : splitCell(cell) }),
  formatText: (value, _field, { language }) =>
    (Array.isArray(value) ? value : []).map(referenceText).join(language.startsWith('zh') ? '、' : '; '),
  examples: [
    {
      definition: { target: 'contact' },
      values: [
        { input: [EXAMPLE_ID, { id: OTHER_ID, label: '张伟' }, EXAMPLE_ID], canonical: [EXAMPLE_ID, OTHER_ID] },
        { input: [{ email: 'a@example.com' }], canonical: [{ email: 'a@example.com' }] },
        { input: [], canonical: null, cell: '' },
      ],
      refused: [
        { input: ['acme'], code: 'unknown_reference' },
        { input: EXAMPLE_ID, code: 'wrong_type' },
        { input: [null], code: 'wrong_type' },
      ],
    },
    {
      definition: { targets: ['account', 'contact'] },
      values: [
        {
          input: [{ id: EXAMPLE_ID, entity: 'account', label: '星海' }],
          canonical: [{ id: EXAMPLE_ID, entity: 'account' }],
        },
        { input: [OTHER_ID], canonical: [{ id: OTHER_ID }] },
        {
          input: [{ entity: 'contact', email: 'a@example.com' }],
          canonical: [{ email: 'a@example.com', entity: 'contact' }],
        },
      ],
      refused: [{ input: [{ id: EXAMPLE_ID, entity: 'order' }], code: 'wrong_type' }],
    },
  ],
})
