import type { ColumnMapping } from './mapping.ts'
import type { ColumnGuess } from './suggest-mapping.ts'

type Memory = ReadonlyMap<string, ColumnMapping & { readonly field: string }>

/**
 * Guesses with what earlier imports teach: a column of the same name goes where it went, is read as it was read, and what was put right
 * then is put right again. Only values that this file holds, and fields that may be written.
 */
export function withMemory(
  guesses: readonly ColumnGuess[],
  memory: Memory,
  writable: ReadonlySet<string>,
  holds: (column: string, value: string) => boolean,
): readonly ColumnGuess[] {
  const names = new Set(guesses.map(({ column }) => column))
  const known = new Map(
    guesses.flatMap((guess) => {
      const told = memory.get(guess.column.trim().toLowerCase())
      return told && writable.has(told.field) ? [[guess.column, told] as const] : []
    }),
  )
  const taken = new Set([...known.values()].map(({ field }) => field))
  return guesses.map((guess): ColumnGuess => {
    const told = known.get(guess.column)
    const { column, samples } = guess
    if (!told)
      return guess.field !== null && taken.has(guess.field) ? { column, samples, field: null, confidence: 0 } : guess
    const values = Object.entries(told.values ?? {}).filter(([from]) => holds(column, from))
    const entered = Object.entries(told.enteredAt ?? {}).filter(([, other]) => names.has(other))
    const format = guess.format ?? told.format
    return {
      column,
      samples,
      field: told.field,
      confidence: 1,
      remembered: true,
      ...(told.by === undefined ? {} : { by: told.by }),
      ...(format === undefined ? {} : { format }),
      ...(told.missing === undefined ? {} : { missing: told.missing }),
      ...(told.round === undefined ? {} : { round: told.round }),
      ...(values.length === 0 ? {} : { values: Object.fromEntries(values) }),
      ...(entered.length === 0 ? {} : { enteredAt: Object.fromEntries(entered) }),
    }
  })
}
