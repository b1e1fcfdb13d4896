const keywordIn = (schema: unknown, keyword: string): unknown =>
  Object.getOwnPropertyDescriptor(Object(schema), keyword)?.value

/** A number that the schema of a property states: a bound, or what holds where a field says nothing. */
export function numberIn(schema: unknown, keyword: 'minimum' | 'maximum' | 'default'): number | undefined {
  const found = keywordIn(schema, keyword)
  return typeof found === 'number' ? found : undefined
}

/** The words that the schema of a property lists, in its order. */
export function wordsIn(schema: unknown): readonly string[] {
  const listed = keywordIn(schema, 'enum')
  return Array.isArray(listed) ? listed.filter((each): each is string => typeof each === 'string') : []
}
