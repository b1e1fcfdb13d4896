/** What every document kind shares (definitions.md, "What every kind shares"). */

/** A rule as written: JsonLogic syntax, checked against the entity before it is ever run. */
export type RuleJson = unknown

/** A text in one language, or by language; shown in the reader's language, else the workspace's, else the first given. */
export type Label = string | Readonly<Record<string, string>>

/** Calendar clock `"P3D"`, or `{for, clock: "business"}` by the document's or the workspace's calendar. */
export type Duration = string | { readonly for: string; readonly clock?: 'calendar' | 'business' }

/** `owner`, `$user`, `field:<path>`, `manager(<person>[,n])`, `leader(<team>)`, `role:<key>[@team(<person>)]`, `team:<key>` … */
export type PersonExpression = string

/** The head of every document: identity never changes, the key is what people and rules write. */
export type DocumentHead<K extends string> = {
  readonly $schema?: string
  readonly kind: K
  readonly specVersion: 1
  readonly id: string
  readonly key: string
  readonly label?: Label
  readonly module?: string
}
