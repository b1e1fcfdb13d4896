import type { FieldSettings, FieldType } from '../contract.ts'

/** The field that an example of a type stands for, in a workspace of CNY, Shanghai time, Chinese and English. */
export function exampleField(type: FieldType, example: FieldType['examples'][number]): FieldSettings {
  return {
    key: 'example',
    definition: { key: 'example', type: type.key, ...example.definition },
    options: example.options ?? ownOptions(example.definition),
    targets: type.targets?.(example.definition, 'deal') ?? [],
    workspace: {
      currency: 'CNY',
      currencies: ['CNY', 'USD', 'EUR', 'JPY'],
      zone: 'Asia/Shanghai',
      languages: ['zh-CN', 'en'],
    },
  }
}

function ownOptions({ options }: { readonly [property: string]: unknown }): FieldSettings['options'] {
  if (!Array.isArray(options)) return []
  // Examples are written in this package: their options have the resolved form already.
  return options as FieldSettings['options']
}
