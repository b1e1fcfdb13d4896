import { DataContext, type FieldUi, type FieldView, missingTexts, setLanguage, UiProvider } from '@atelier/ui'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Canonical, FieldType } from '../contract.ts'
import { fieldTypes } from '../registry.ts'
import { exampleField } from '../testing/example-field.ts'
import { fieldTexts, fieldUi, loadControls, valueUi } from './index.tsx'
import { typedDecimal } from './NumberParts.tsx'
import { luminanceOf, optionColor } from './option-color.ts'

const data = {
  searchReference: async () => [],
  upload: async () => ({ id: 'f', name: 'f', size: 1, type: 'text/plain' }),
  fileUrl: (id: string) => `/api/files/${id}`,
  navigate: () => undefined,
  recordHref: (entity: string, id: string) => `/${entity}/${id}`,
}
/** What is drawn, without the theme's own style sheet. */
const draw = (node: ReactNode): string =>
  renderToStaticMarkup(
    <UiProvider>
      <DataContext value={data}>{node}</DataContext>
    </UiProvider>,
  ).replace(/<style[\s\S]*?<\/style>/g, '')

beforeAll(() => loadControls())

const types: readonly FieldType[] = fieldTypes
const cases = types.flatMap((type) =>
  type.examples.map((example): [string, FieldType, FieldView, readonly Canonical[]] => {
    const settings = exampleField(type, example)
    const { definition } = settings
    const view: FieldView = {
      key: 'example',
      type: type.key,
      label: { en: 'Example field', 'zh-CN': '示例字段' },
      options: settings.options,
      targets: settings.targets,
      ...(typeof definition.result === 'string' ? { result: definition.result } : {}),
      ...(Array.isArray(definition.fields) ? { fields: definition.fields } : {}),
    }
    const values = example.values.map(({ canonical }) => canonical).filter((value) => value !== null)
    return [`${type.key} ${JSON.stringify(example.definition)}`, type, view, values]
  }),
)

const nothing = () => undefined

/** A canonical value as answers show it: linked records by id and label. */
function answerOf(type: FieldType, field: FieldView, value: Canonical): unknown {
  const linked = (id: Canonical) =>
    typeof id === 'string' ? { id, label: 'Linked' } : { ...Object(id), label: 'Linked' }
  if (type.storage === 'links' && Array.isArray(value)) return value.map(linked)
  if (type.group === 'people' && type.key !== 'roles') return linked(value)
  if (type.key === 'reference') return linked(value)
  return type.answer
    ? type.answer(value, { ...exampleField(type, noExample), definition: { result: field.result } })
    : value
}
const noExample = { definition: {}, values: [], refused: [] }
const isNamedById = (value: Canonical) =>
  !Array.isArray(value) ||
  value.every((each) => typeof each !== 'object' || each === null || 'id' in each || 'quantity' in each)

/** What pages call the values of a field: the rule language's kind, unless they have a word of their own. */
function kindOf(type: FieldType, field: FieldView): string {
  const result = types.find(({ key }) => key === field.result) ?? type
  const { kind } = result.ruleType(exampleField(result, result.examples[0] ?? noExample))
  if (kind === 'reference' && result.group === 'people') return 'people'
  if (kind === 'references' && result.group === 'file') return 'files'
  return kind === 'text' && result.multiline ? 'prose' : kind
}

describe.each(cases)('%s', (_name, type, field, canonicals) => {
  const ui: FieldUi = fieldUi(field)
  const values = canonicals.filter(isNamedById).map((value) => answerOf(type, field, value))

  test('shows each of its values, and nothing for none', () => {
    setLanguage('en')
    expect(draw(<ui.Cell field={field} value={null} />).replace(/<[^>]*>/g, '')).toBe('')
    const none = draw(<ui.Cell field={field} value={null} />)
    for (const value of values) {
      const shown = draw(<ui.Cell field={field} value={value} />)
      expect(shown).not.toBe(none)
      expect(shown + draw(<ui.Cell field={field} value={value} density="full" />)).not.toContain('[object Object]')
    }
  })

  test.each(['en', 'zh-CN'] as const)(
    'has controls named after the field in %s, empty or filled, in a form, a cell and a filter',
    (language) => {
      setLanguage(language)
      const label = { en: 'Example field', 'zh-CN': '示例字段' }[language]
      for (const value of [null, ...values.slice(0, 1)]) {
        for (const variant of ['form', 'cell'] as const) {
          const html = draw(<ui.Input field={field} value={value} variant={variant} onChange={nothing} />)
          expect(html).toContain(label)
          expect(html).not.toContain('[object Object]')
        }
      }
      for (const operator of ['is', 'between']) {
        expect(
          draw(<ui.FilterInput field={field} operator={operator} value={undefined} onChange={nothing} />),
        ).toContain(label)
      }
    },
  )

  test('calls its values to pages what they are to rules', () => {
    expect(valueUi(field).kind).toBe(kindOf(type, field))
  })

  if (type.source === 'input') {
    test('says its problem where it is edited, and can be reached by keyboard', () => {
      setLanguage('en')
      const html = draw(<ui.Input field={field} value={null} problem="This is missing" onChange={nothing} />)
      expect(html).toContain('This is missing')
      const controls = html.match(/<(input|textarea|select|button)\b[^>]*>/g) ?? []
      expect(controls.filter((each) => !/tabindex="-1"|type="hidden"|disabled=""/.test(each))).not.toEqual([])
    })
  }
})

test('every text of the controls is there in both languages', () => {
  expect(missingTexts(fieldTexts)).toEqual([])
})

test('a field of a type that is not known looks like text', () => {
  expect(fieldUi({ type: 'later' })).toBe(fieldUi({ type: 'text' }))
})

test('text on an option of any colour can be read', () => {
  const colors = [
    'red',
    'amber',
    'teal',
    'grey',
    '#ffffff',
    '#000000',
    '#777777',
    '#767676',
    '#808080',
    '#ffff00',
    '#0000ff',
  ]
  for (const color of colors) {
    const chip = optionColor(color)
    const [lighter = 0, darker = 0] = [luminanceOf(chip?.background ?? ''), luminanceOf(chip?.text ?? '')]
      .map((luminance) => (luminance ?? 0) + 0.05)
      .sort((a, b) => b - a)
    expect(lighter / darker, color).toBeGreaterThanOrEqual(4.5)
  }
  expect(optionColor('url(javascript:1)')).toBeUndefined()
  expect(optionColor(undefined)).toBeUndefined()
})

test('typed numbers are sent exactly, percents as fractions', () => {
  expect(typedDecimal('1,234.50')).toBe('1234.50')
  expect(typedDecimal('１２３')).toBe('123')
  expect(typedDecimal('15', 2)).toBe('0.15')
  expect(typedDecimal('0.1', 2)).toBe('0.001')
  expect(typedDecimal('abc', 2)).toBe('abc')
})
