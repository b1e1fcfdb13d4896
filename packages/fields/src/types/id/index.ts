import { defineFieldType } from '../../contract.ts'
import { oneColumn, storeAsIs } from '../../definition.ts'
import { empty, isEmpty } from '../../problem.ts'
import { EXAMPLE_ID, parseId } from '../../reference-value.ts'
import { cellText } from '../../text-value.ts'

/** A record's own id; in rules it equals a reference to the record. */
export const id = defineFieldType({
  key: 'id',
  label: { en: 'Id', 'zh-CN': '编号' },
  summary: { en: 'What identifies a record for ever', 'zh-CN': '记录的永久标识' },
  group: 'relation',
  internal: true,
  properties: {},
  requiredProperties: [],
  targets: (_definition, entity) => [entity],
  source: 'numbering',
  storage: 'columns',
  ruleType: (field) => ({ kind: 'reference', entity: field.targets[0] ?? '' }),
  columns: oneColumn('uuid'),
  parse: (input) => (isEmpty(input) ? empty : parseId(input)),
  toColumns: storeAsIs,
  index: 'never',
  uniqueable: true,
  parseCell: (cell) => (cellText(cell) === '' ? empty : parseId(cellText(cell))),
  formatText: (value) => (typeof value === 'string' ? value : ''),
  examples: [
    {
      definition: {},
      values: [{ input: EXAMPLE_ID, canonical: EXAMPLE_ID, cell: ` ${EXAMPLE_ID} ` }],
      refused: [
        { input: '7', code: 'unknown_reference' },
        { input: { id: EXAMPLE_ID }, code: 'wrong_type' },
      ],
    },
  ],
})
