import type { FieldSettings, Parsed } from './contract.ts'
import { accept, empty, refuse, words, wrongType } from './problem.ts'
import { nearest } from './similarity.ts'
import { cellText } from './text-value.ts'

type Option = FieldSettings['options'][number]

/** What an option is called in a language, else in the first language it has a name in, else its key. */
export const optionLabel = (option: Option, language: string): string =>
  option.label[language] ?? option.label.en ?? Object.values(option.label)[0] ?? option.key

/** What the option with this key is called; the key itself when there is no such option any more. */
export function labelOf(key: unknown, field: FieldSettings, language: string): string {
  const option = field.options.find((each) => each.key === key)
  return option ? optionLabel(option, language) : typeof key === 'string' ? key : ''
}

const fold = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

/** A key out of the field's options; retired ones are not given out again. */
export function parseOption(input: unknown, field: FieldSettings): Parsed<string> {
  if (typeof input !== 'string') return wrongType('the key of an option', '选项的键')
  const option = field.options.find((each) => each.key === input)
  if (!option) return unknownOption(input, field)
  if (option.retired) {
    return refuse(
      'unknown_option',
      `The option ${optionLabel(option, 'en')} is retired`,
      `选项“${optionLabel(option, 'zh-CN')}”已停用`,
      {
        params: { value: input, retired: true },
        fix: words('Choose another option', '请选择其他选项'),
      },
    )
  }
  return accept(option.key)
}

function unknownOption(input: string, field: FieldSettings): Parsed<never> {
  const names = field.options
    .filter((option) => !option.retired)
    .flatMap((option) => namesOf(option).map((name) => [name, option] as const))
  const name = nearest(
    input,
    names.map(([each]) => each),
  )
  const suggested = names.find(([each]) => each === name)?.[1]
  const shown = input.slice(0, 200)
  return refuse('unknown_option', `"${shown}" is not an option`, `“${shown}”不是可选项`, {
    params: { value: shown, ...(suggested ? { suggestion: suggested.key } : {}) },
    fix: suggested
      ? words(`Did you mean ${optionLabel(suggested, 'en')}?`, `是否为“${optionLabel(suggested, 'zh-CN')}”？`)
      : words('Choose one of the options', '请从选项中选择'),
  })
}

const namesOf = (option: Option): readonly string[] => [
  option.key,
  ...Object.values(option.label),
  ...(option.aliases ?? []),
]

/** A file's cell as an option: by key, by a label in any language or by an alias, case and outer spaces aside. */
export function parseOptionCell(cell: string, field: FieldSettings): Parsed<string | null> {
  const text = fold(cellText(cell))
  if (text === '') return empty
  const byKey = field.options.find((option) => fold(option.key) === text)
  const option = byKey ?? field.options.find((each) => namesOf(each).some((name) => fold(name) === text))
  return option ? parseOption(option.key, field) : unknownOption(cellText(cell), field)
}
