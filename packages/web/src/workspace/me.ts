/** Who is signed in, and what they may do beyond records. */
export type MeView = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly roles: readonly string[]
  readonly may: ReadonlySet<string>
}

const isJson = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const keys = (value: unknown): readonly string[] =>
  Array.isArray(value)
    ? value.map((each) => (isJson(each) ? text(each.key) : text(each))).filter((each) => each !== '')
    : []

/** Reads the answer of `GET /me`. */
export function readMe(answer: unknown): MeView {
  const root = isJson(answer) ? answer : {}
  const user = isJson(root.user) ? root.user : root
  return {
    id: text(user.id),
    name: text(user.name) || text(user.label) || text(user.email),
    email: text(user.email),
    roles: keys(root.roles ?? user.roles),
    may: new Set(keys(root.may ?? user.may)),
  }
}
