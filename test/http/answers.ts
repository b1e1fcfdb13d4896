/**
 * What calls answer, as the contract words it: the parsed JSON in the types that tests read it by. A call answers some of these properties; one that
 * it does not answer is missing, and the test that reads it fails.
 */

/** An object inside an answer: a record, a problem, an event, a row, a request … */
export type Item = {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly label: string
  readonly code: string
  readonly path: string
  readonly message: string
  readonly status: string
  readonly state: string
  readonly kind: string
  readonly via: string
  readonly subject: string
  readonly stage: string
  readonly version: number
  readonly record: Item
  readonly problems: List
  readonly changes: readonly { readonly field: string; readonly from: unknown; readonly to: unknown }[]
  readonly field: string
  readonly column: string
  readonly row: number
  readonly automation: string
  readonly trigger: { readonly offset: string }
  readonly at: string
  readonly due: string
  readonly rate: string
  readonly createdAt: string
  readonly about: readonly { readonly id: string }[]
  readonly n: unknown
  readonly [property: string]: unknown
}

/** Objects in order. That the first of them are there is what a test says by reading them. */
export type List = readonly [Item, Item, Item, ...Item[]]

/** A notification; it names its record by id alone. */
export type Notice = {
  readonly id: string
  readonly subject: string
  readonly body: string | null
  /** Null where it is about several. */
  readonly record: string | null
  readonly readAt: string | null
}

/** One stage as an answer of `/moves`. */
export type Offer = { readonly stage: string; readonly allowed: boolean; readonly refusals: List }

/** The body of an answer. Fields of records, where nothing else is said, are unknown. */
export type Body = {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly code: string
  readonly detail: string
  readonly base: number
  readonly unread: number
  readonly createdAt: string
  readonly state: string
  readonly version: number
  readonly revision: number
  readonly next: string
  readonly count: { readonly value: number; readonly exact: boolean }
  readonly counts: { readonly tasks: number; readonly notifications: number }
  readonly explain: { readonly rates: List }
  readonly done: number
  readonly problems: List
  readonly warnings: List
  readonly records: List
  readonly results: List
  readonly rows: List
  readonly events: List
  readonly entries: List
  readonly items: List
  readonly tasks: List
  readonly runs: List
  readonly actions: List
  readonly columns: List
  readonly approvals: List
  readonly notifications: readonly [Notice, Notice, ...Notice[]]
  readonly diff: List
  readonly effects: List
  readonly views: List
  readonly lines: List
  readonly _warnings: List
  readonly [property: string]: unknown
}
