import type { Problem } from '@atelier/definitions'
import type { Terminal } from './command.ts'
import { positionIn } from './position.ts'

/** A problem as the runtime answers it: with the file it is in, when it was read from one. */
export type FoundProblem = Problem & { readonly file?: string }

/**
 * Prints problems, one a line: where, what, and what would fix it. `texts` gives the text of each file, by the name
 * in `file` or by the document's `kind/key`, so that a place in a file becomes a line and a column.
 */
export function printProblems(
  problems: readonly FoundProblem[],
  terminal: Terminal,
  files: { nameOf: (document: string) => string | undefined; textOf: (file: string) => string | undefined } = {
    nameOf: () => undefined,
    textOf: () => undefined,
  },
): void {
  for (const problem of problems) {
    const file = problem.file ?? (problem.document === undefined ? undefined : files.nameOf(problem.document))
    const text = file === undefined ? undefined : files.textOf(file)
    const position = text === undefined ? undefined : positionIn(text, problem.path)
    const place = [file ?? problem.document, ...(position ? [position.line, position.column] : [])]
    const where = place.filter((part) => part !== undefined).join(':')
    const fix = problem.fix ? ` ${problem.fix.en}` : ''
    const said = `${problem.code}: ${problem.message.en}${fix}`
    terminal.err([where, problem.path, said].filter((part) => part !== '').join(' '))
  }
  terminal.err(problems.length === 1 ? '1 problem' : `${problems.length} problems`)
}
