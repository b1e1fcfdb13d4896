import type { WriteCommand } from './commands.ts'

/** One row of the input on its way through the kernel. */
export type Entry = readonly [index: number, command: WriteCommand, id: string]

/**
 * Splits the commands so that no wave changes a record twice: a later command must see what an earlier one has done to the record.
 * Creates that point at each other stay together.
 */
export function wavesOf(commands: readonly WriteCommand[], ids: readonly string[]): readonly (readonly Entry[])[] {
  const waves: Entry[][] = []
  let seen = new Set<string>()
  commands.forEach((command, index) => {
    const id = ids[index] ?? ''
    let wave = waves.at(-1)
    if (wave === undefined || seen.has(id)) {
      wave = []
      seen = new Set()
      waves.push(wave)
    }
    seen.add(id)
    wave.push([index, command, id])
  })
  return waves
}
