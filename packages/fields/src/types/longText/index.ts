import { defineFieldType } from '../../contract.ts'
import { freeTextParts } from '../../text-value.ts'

const LONGEST = 20_000

/** Text of several lines. */
export const longText = defineFieldType({
  ...freeTextParts(LONGEST),
  key: 'longText',
  label: { en: 'Long text', 'zh-CN': '多行文本' },
  summary: { en: 'Notes of several lines', 'zh-CN': '多行的说明或备注' },
  multiline: true,
  properties: {
    maxLength: { type: 'integer', minimum: 1, maximum: 100_000, default: LONGEST },
    pattern: { type: 'string', minLength: 1, maxLength: 500 },
  },
  index: 'never',
  uniqueable: false,
  examples: [
    {
      definition: { maxLength: 30 },
      values: [
        { input: '第一行\n\t第二行', canonical: '第一行\n\t第二行', cell: '第一行\r\n\t第二行\r\n' },
        { input: '', canonical: null, cell: '' },
      ],
      refused: [
        { input: 'a\rb', code: 'bad_characters' },
        { input: 'x'.repeat(31), code: 'too_long' },
        { input: true, code: 'wrong_type' },
      ],
    },
  ],
})
