/** A JSON Schema (2020-12), as data. */
export type JsonSchema = { readonly [keyword: string]: unknown }

/** A closed object: what is not named is a problem, `x-…` is free. */
export function closed(properties: Readonly<Record<string, JsonSchema>>, required: readonly string[] = []): JsonSchema {
  return {
    type: 'object',
    properties,
    ...(required.length > 0 ? { required } : {}),
    patternProperties: { '^x-': {} },
    additionalProperties: false,
  }
}

/** A closed object whose shape hangs on one property; `shared` properties belong to every shape. */
export function variants(
  property: string,
  shapes: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = [],
): JsonSchema {
  return {
    type: 'object',
    required: [...required, property],
    properties: { [property]: { enum: Object.keys(shapes) } },
    allOf: Object.entries(shapes).map(([value, shape]) => ({
      if: { properties: { [property]: { const: value } }, required: [property] },
      // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
      then: shape,
    })),
  }
}

/** A schema that applies one of two others by a condition. */
export function choose(condition: JsonSchema, met: JsonSchema, otherwise: JsonSchema): JsonSchema {
  // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
  return { if: condition, then: met, else: otherwise }
}

export const ref = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` })
export const list = (items: JsonSchema, minItems?: number): JsonSchema => ({
  type: 'array',
  items,
  ...(minItems === undefined ? {} : { minItems }),
})
export const oneOf = (...values: readonly (string | number)[]): JsonSchema => ({ enum: values })
export const mapOf = (values: JsonSchema, names?: JsonSchema): JsonSchema => ({
  type: 'object',
  ...(names ? { propertyNames: names } : {}),
  additionalProperties: values,
})
export const flag: JsonSchema = { type: 'boolean' }
export const text: JsonSchema = { type: 'string', maxLength: 20000 }
export const anything: JsonSchema = {}
export const whole = (minimum: number, maximum?: number): JsonSchema => ({
  type: 'integer',
  minimum,
  ...(maximum === undefined ? {} : { maximum }),
})
