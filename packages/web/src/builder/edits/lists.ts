type Part = { readonly id: string }

/** Properties to change; `undefined` takes one away. */
export type PartChange<T> = { readonly [Key in keyof T]?: T[Key] | undefined }

/** The list with one part moved to `index`, counted in the list without it. */
export function movePart<P extends Part>(parts: readonly P[], id: string, index: number): readonly P[] {
  const part = parts.find((each) => each.id === id)
  if (!part) return parts
  const rest = parts.filter((each) => each.id !== id)
  return [...rest.slice(0, index), part, ...rest.slice(index)]
}

/** The list with properties of one part changed; `undefined` takes a property away. */
export function changePart<P extends Part>(parts: readonly P[], id: string, change: PartChange<P>): readonly P[] {
  return parts.map((part) => (part.id === id ? withProperties(part, change) : part))
}

/** The list with a part put in at `index`; at the end when none is given. */
export function insertPart<P extends Part>(parts: readonly P[], part: P, index = parts.length): readonly P[] {
  return [...parts.slice(0, index), part, ...parts.slice(index)]
}

export const removePart = <P extends Part>(parts: readonly P[], id: string): readonly P[] =>
  parts.filter((part) => part.id !== id)

/** The same with properties changed; those set to `undefined` are left out, as documents do. */
export function withProperties<T extends object>(value: T, change: PartChange<T>): T {
  const entries = Object.entries({ ...value, ...change }).filter(([, each]) => each !== undefined)
  // What is left has every property of T that T needs: only optional ones are ever taken away.
  return Object.fromEntries(entries) as T
}
