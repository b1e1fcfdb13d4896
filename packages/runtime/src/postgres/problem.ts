/** Everything that can keep the embedded Postgres from starting, as data. `message` is the console's English sentence. */
export type PostgresProblem = {
  code:
    | 'no_binaries'
    | 'binaries_unusable'
    | 'folder_unusable'
    | 'foreign_owner'
    | 'other_major'
    | 'already_running'
    | 'initialise_failed'
    | 'start_failed'
  message: string
  params: Readonly<Record<string, string | number>>
}

/** Either a value or the problem that prevented it. */
export type PostgresResult<Value> = { ok: true; value: Value } | { ok: false; problem: PostgresProblem }

/** A result that carries a value. */
export function done<Value>(value: Value): PostgresResult<Value> {
  return { ok: true, value }
}

/** A result that carries a problem; `message` is one English sentence that says what to do where something can be done. */
export function refused(
  code: PostgresProblem['code'],
  message: string,
  params: PostgresProblem['params'] = {},
): { ok: false; problem: PostgresProblem } {
  return { ok: false, problem: { code, message, params } }
}
