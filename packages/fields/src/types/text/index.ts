import { defineFieldType } from '../../contract.ts'
import { freeTextParts } from '../../text-value.ts'

const LONGEST = 200

/** One line of text. */
export const text = defineFieldType({
  ...freeTextParts(LONGEST),
  key: 'text',
  label: { en: 'Text', 'zh-CN': '单行文本' },
  summary: { en: 'A name or a short note', 'zh-CN': '名称或简短的文字' },
  namesRecords: true,
  properties: {
    // Four bytes a character at worst must fit an index entry.
    maxLength: { type: 'integer', minimum: 1, maximum: 600, default: LONGEST },
    pattern: { type: 'string', minLength: 1, maxLength: 500 },
  },
  index: 'onDemand',
  uniqueable: true,
  examples: [
    {
      definition: {},
      values: [
        { input: '星海科技', canonical: '星海科技', cell: ' 星海科技\u3000' },
        { input: ' spaces stay ', canonical: ' spaces stay ' },
        { input: '<b>"quotes"</b>; drop table', canonical: '<b>"quotes"</b>; drop table' },
        { input: 'e\u0301', canonical: '\u00e9' },
        { input: '👩‍💻 𠮷', canonical: '👩‍💻 𠮷' },
        { input: '', canonical: null, cell: '  ' },
      ],
      refused: [
        { input: 'a\u0000b', code: 'bad_characters' },
        { input: '\ud800', code: 'bad_characters' },
        { input: '长'.repeat(201), code: 'too_long' },
        { input: 5, code: 'wrong_type' },
        { input: ['a'], code: 'wrong_type' },
      ],
    },
    {
      definition: { maxLength: 7, pattern: '[A-Z]{2}-\\d+' },
      values: [{ input: 'AB-1234', canonical: 'AB-1234' }],
      refused: [
        { input: 'AB-12345', code: 'too_long' },
        { input: 'xAB-1', code: 'wrong_format' },
      ],
    },
  ],
})
