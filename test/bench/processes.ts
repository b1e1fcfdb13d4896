import { readdirSync, readFileSync } from 'node:fs'

/** CPU milliseconds that a process has used. With `tree` those of its children too, also of the ones that have ended. */
export function cpuOf(pid: number, tree = false): number {
  const own = times(pid)
  if (own === undefined) return 0
  if (!tree) return own.self
  let sum = own.self + own.reaped
  for (const name of readdirSync('/proc')) {
    const child = /^\d+$/.test(name) ? times(Number(name)) : undefined
    if (child?.parent === pid) sum += child.self
  }
  return sum
}

// Clock ticks are hundredths of a second on every Linux.
const tick = 10

function times(pid: number): { readonly parent: number; readonly self: number; readonly reaped: number } | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold spaces.
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
    const at = (place: number): number => Number(fields[place - 3])
    return { parent: at(4), self: (at(14) + at(15)) * tick, reaped: (at(16) + at(17)) * tick }
  } catch {
    return undefined
  }
}

/** Memory in use by a process, in megabytes. */
export function memoryOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1024
}
