/** How long a clean stop may take before the process ends anyway, in milliseconds. */
const deadline = 9_500
/** Ctrl-C reaches us from the terminal and again through npm: only a later one means "at once". */
const impatience = 1_000

/**
 * Calls `stop` once when the process is asked to end (SIGINT, SIGTERM, SIGHUP), then exits: 0 after a clean stop, 1 when it
 * failed or took too long, 130 when the person asked again. With `STOP_WITH_PARENT=1` the death of the process that
 * started this one counts as asking: npm does not pass SIGTERM on.
 */
export function stopOnSignals(stop: (reason: string) => Promise<void>): void {
  let asked: number | undefined
  const ask = (reason: string) => {
    if (asked !== undefined) {
      if (Date.now() - asked > impatience && reason === 'SIGINT') process.exit(130)
      return
    }
    asked = Date.now()
    setTimeout(() => process.exit(1), deadline).unref()
    stop(reason).then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(`Stopping failed: ${String(error)}`)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ask(signal))
  if (process.env.STOP_WITH_PARENT !== '1') return
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) ask('parent ended')
  }, 250).unref()
}
