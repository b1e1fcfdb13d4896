/** A first step: where it is taken, and whether what it asks for is there already. */
export type Step = {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly to: string
  /** Undefined while nobody knows. */
  readonly done: boolean | undefined
}

const isJson = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const listIn = (value: unknown, key: string): readonly Readonly<Record<string, unknown>>[] => {
  const list: unknown = isJson(value) ? value[key] : undefined
  return Array.isArray(list) ? list.filter(isJson) : []
}

/** Somebody was invited: there are more people at work than oneself and those that came with sample data. */
export const hasInvited = (users: unknown, sample: unknown): boolean => {
  const active = listIn(users, 'records').filter((user) => user.active === true).length
  const people = listIn(sample, 'entities').find((each) => each.entity === 'user')?.count
  return active - (typeof people === 'number' ? people : 0) > 1
}

/** Somebody has published a change: what a template published stands under its note. */
export const hasPublished = (revisions: unknown): boolean =>
  listIn(revisions, 'revisions').some((revision) => revision.by !== null && revision.note !== 'template')

/** Some file has come in. */
export const hasImported = (imports: unknown): boolean =>
  listIn(imports, 'imports').some((each) => each.state === 'done')

/** How many sample records are there; undefined when the answer does not say. */
export const sampleCount = (answer: unknown): number | undefined =>
  isJson(answer) && typeof answer.records === 'number' ? answer.records : undefined

/** What clearing sample data answered. */
export const clearedOf = (answer: unknown): { readonly removed: number; readonly kept: number } => ({
  removed: isJson(answer) && typeof answer.removed === 'number' ? answer.removed : 0,
  kept: isJson(answer) && typeof answer.kept === 'number' ? answer.kept : 0,
})

/** There is a view of one's own. */
export const hasViews = (mine: unknown): boolean => listIn(mine, 'views').some((view) => view.mine !== false)
