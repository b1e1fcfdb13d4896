import type { LogLevel } from '../options.ts'

const order: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']

export type Log = Readonly<Record<LogLevel, (message: string, details?: Readonly<Record<string, unknown>>) => void>>

/** One line a message: a sentence for people, then details as JSON. Secrets and record values are never passed here. */
export function createLog(
  level: LogLevel,
  write: (line: string) => void = (line) => process.stderr.write(`${line}\n`),
): Log {
  const from = order.indexOf(level)
  const at =
    (own: LogLevel) =>
    (message: string, details?: Readonly<Record<string, unknown>>): void => {
      if (order.indexOf(own) < from) return
      write(`${new Date().toISOString()} ${own.padEnd(5)} ${message}${details ? ` ${JSON.stringify(details)}` : ''}`)
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}
