import type { Canonical, FieldSettings, Parsed } from '../../contract.ts'
import { defineFieldType } from '../../contract.ts'
import { isSet, storeNothing } from '../../definition.ts'
import { parseList, splitCell } from '../../list-value.ts'
import { empty, isEmpty } from '../../problem.ts'
import { EXAMPLE_ID, parseId, referenceText } from '../../reference-value.ts'

const MOST = 100
const OTHER_ID = '019bd5a1-7c3e-7d2a-8f00-3b1d2c4e5f61'

/** An uploaded file by its id, or as the upload or an answer described it. */
function parseFile(input: unknown): Parsed<Canonical> {
  const isDescribed = typeof input === 'object' && input !== null && 'id' in input
  return parseId(isDescribed ? input.id : input)
}

function parseFiles(input: unknown, field: FieldSettings): Parsed<Canonical> {
  if (isEmpty(input)) return empty
  return parseList(Array.isArray(input) ? input : [input], parseFile, isSet(field, 'multiple') ? MOST : 1)
}

/** Uploaded files; the value is always a list of ids, of at most one where `multiple` is not set. */
export const file = defineFieldType({
  key: 'file',
  label: { en: 'File', 'zh-CN': '附件' },
  summary: { en: 'Documents and pictures', 'zh-CN': '文档与图片' },
  group: 'file',
  properties: {
    multiple: { type: 'boolean' },
    maxSize: { type: 'integer', minimum: 1, maximum: 104_857_600 },
    accept: { type: 'array', items: { type: 'string', minLength: 1, maxLength: 100 } },
    tags: { $ref: '#/$defs/key' },
  },
  requiredProperties: [],
  targets: () => ['file'],
  source: 'input',
  storage: 'links',
  ruleType: (field) => ({ kind: 'references', entities: field.targets }),
  columns: () => [],
  parse: parseFiles,
  toColumns: storeNothing,
  index: 'always',
  uniqueable: false,
  parseCell: (cell, _reading, field) => parseFiles(splitCell(cell), field),
  formatText: (value, _field, { language }) =>
    (Array.isArray(value) ? value : []).map(referenceText).join(language.startsWith('zh') ? '、' : '; '),
  examples: [
    {
      definition: { multiple: true },
      values: [
        { input: [EXAMPLE_ID, OTHER_ID], canonical: [EXAMPLE_ID, OTHER_ID], cell: `${EXAMPLE_ID}; ${OTHER_ID}` },
        { input: { id: EXAMPLE_ID, name: '报价.pdf', size: 10, type: 'application/pdf' }, canonical: [EXAMPLE_ID] },
        { input: [], canonical: null, cell: '' },
      ],
      refused: [
        { input: ['quote.pdf'], code: 'unknown_reference' },
        { input: 7, code: 'wrong_type' },
      ],
    },
    {
      definition: {},
      values: [{ input: EXAMPLE_ID, canonical: [EXAMPLE_ID] }],
      refused: [{ input: [EXAMPLE_ID, OTHER_ID], code: 'too_long' }],
    },
  ],
})
