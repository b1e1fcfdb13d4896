import type { PersonSettings } from '@atelier/api'
import pg from 'pg'
import type { Context } from '../workspace/workspace.ts'

/** What a person can set about how the app looks to them, besides their language and zone, which are fields of their record. */
export const settingValues = {
  theme: ['light', 'dark', 'auto'],
  density: ['tight', 'normal', 'roomy'],
  numbers: ['comma', 'point', 'space', 'plain'],
  bigNumbers: ['plain', 'wan'],
  dates: ['ymd', 'dmy', 'mdy'],
} as const

const table = ({ workspace }: Context): string => `${pg.escapeIdentifier(workspace.schema)}.person_setting`

/** One's own settings; null where nothing was chosen. */
export async function readSettings(context: Context): Promise<PersonSettings> {
  const { user } = context.reader
  if (user === undefined) return unset
  // A language counts as chosen only where it was chosen: the record of the first administrator has the machine's.
  const [{ users }, { rows }] = await Promise.all([
    context.workspace.directory(),
    context.workspace.pool.query<{ settings: Readonly<Record<string, unknown>> }>({
      name: `settings-of-${context.workspace.schema}`.slice(0, 60),
      text: `select settings from ${table(context)} where person = $1`,
      values: [user],
    }),
  ])
  const kept = rows[0]?.settings ?? {}
  const one = <Value extends string>(name: string, values: readonly Value[]): Value | null =>
    values.find((value) => value === kept[name]) ?? null
  const person = users.get(user)
  return {
    language: one('language', ['en', 'zh-CN']),
    zone: person?.zone ?? null,
    theme: one('theme', settingValues.theme),
    density: one('density', settingValues.density),
    numbers: one('numbers', settingValues.numbers),
    bigNumbers: one('bigNumbers', settingValues.bigNumbers),
    dates: one('dates', settingValues.dates),
  }
}

const unset: PersonSettings = {
  language: null,
  zone: null,
  theme: null,
  density: null,
  numbers: null,
  bigNumbers: null,
  dates: null,
}

/** Keeps some of one's settings; null forgets one. The caller has checked them. */
export async function keepSettings(context: Context, changes: Readonly<Record<string, string | null>>): Promise<void> {
  if (Object.keys(changes).length === 0) return
  await context.workspace.pool.query(
    `insert into ${table(context)} as s (person, settings) values ($1, jsonb_strip_nulls($2::jsonb))
     on conflict (person) do update set settings = jsonb_strip_nulls(s.settings || $2::jsonb)`,
    [context.reader.user, JSON.stringify(changes)],
  )
}
