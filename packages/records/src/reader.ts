/**
 * Who reads or writes, as the query compiler needs it: ready arrays, so that row rules become `= any($n)`.
 * Made once per session by the runtime and dropped when roles, teams or users change.
 */
export type Reader = {
  /** Id of the user record; undefined for the system itself, which may do everything. */
  readonly user: string | undefined
  /** Keys of the roles held, in no order. */
  readonly roles: readonly string[]
  /** Own team, if any. */
  readonly team: string | undefined
  /** Own team and all below it. */
  readonly teams: readonly string[]
  /** Users of the own team (oneself included). */
  readonly teammates: readonly string[]
  /** Users of the own team, of all teams below it, and everybody who reports to oneself, directly or not (oneself included). */
  readonly people: readonly string[]
  /**
   * What rules read of the user besides (`$user.manager`, fields that definitions add), canonical; references as `{id}`, with as much of the records behind
   * them as rules of definitions read. `team` and `teams` are the records of the ids above.
   */
  readonly person?: Readonly<Record<string, unknown>>
  readonly language: string
  readonly zone: string
}

/** The system itself: it reads everything. */
export const systemReader: Reader = {
  user: undefined,
  roles: [],
  team: undefined,
  teams: [],
  teammates: [],
  people: [],
  language: 'en',
  zone: 'UTC',
}

/** What rules read as `$user`; null for the system. */
export const userOf = (reader: Reader): Readonly<Record<string, unknown>> | null =>
  reader.user === undefined
    ? null
    : {
        team: reader.team === undefined ? null : { id: reader.team },
        teams: reader.teams.map((id) => ({ id })),
        ...reader.person,
        id: reader.user,
        roles: reader.roles,
      }
