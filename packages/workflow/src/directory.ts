/** Somebody who can be asked, told or assigned. */
export type Person = {
  readonly id: string
  readonly name: string
  /** Id of the own team. */
  readonly team?: string | undefined
  /** Id of the manager. */
  readonly manager?: string | undefined
  /** Keys of roles held. */
  readonly roles: readonly string[]
  readonly language?: 'en' | 'zh-CN' | undefined
  readonly email?: string | undefined
  readonly zone?: string | undefined
  /** Values of the fields that definitions add to people, as rules read them. */
  readonly added?: Readonly<Record<string, unknown>>
  /** Whether the person may sign in; nobody else is ever asked or told. */
  readonly active: boolean
}

/** A node of the tree of teams. */
export type Team = {
  readonly id: string
  readonly key: string
  readonly name?: string | undefined
  readonly parent?: string | undefined
  readonly leader?: string | undefined
}

/** Everybody in the workspace, as plain data. */
export type Directory = {
  readonly users: ReadonlyMap<string, Person>
  readonly teams: ReadonlyMap<string, Team>
}
