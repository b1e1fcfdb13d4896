import type { Calendar, Env } from '@atelier/rules'
import type { CalendarDocument } from './documents/index.ts'
import type { Model } from './model.ts'

const weekStarts = { mon: 1, sat: 6, sun: 7 } as const
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

function calendarOf(document: CalendarDocument, zone: string): Calendar {
  return {
    zone: document.zone ?? zone,
    week: days.map((day) => (document.week[day] ?? []).map(([from, to]) => ({ from, to }))),
    ...(document.holidays === undefined ? {} : { holidays: document.holidays }),
    ...(document.workdays === undefined ? {} : { workdays: document.workdays }),
  }
}

/** The workspace's calendar policies by key, as rules read them. */
const calendarsOf = (model: Model): Readonly<Record<string, Calendar>> =>
  Object.fromEntries(
    [...model.policies.values()]
      .filter((policy) => policy.policy === 'calendar')
      .map((policy) => [policy.key, calendarOf(policy, model.workspace.zone)]),
  )

const made = new WeakMap<Model, Env>()

/**
 * What rules read of the workspace, whatever the record, the reader and the moment: enough to compile with, and the ground of every other
 * environment.
 */
export function workspaceEnv(model: Model): Env {
  const { workspace } = model
  const env: Env = made.get(model) ?? {
    record: null,
    names: { $workspace: { currency: workspace.currency, zone: workspace.zone, language: workspace.language ?? 'en' } },
    now: '2000-01-01T00:00:00.000Z',
    zone: workspace.zone,
    weekStart: weekStarts[workspace.weekStart ?? 'mon'],
    ...(workspace.fiscalYearStart === undefined ? {} : { fiscalYearStart: workspace.fiscalYearStart }),
    workspaceCurrency: workspace.currency,
    calendars: calendarsOf(model),
    ...(workspace.calendar === undefined ? {} : { calendar: workspace.calendar }),
  }
  made.set(model, env)
  return env
}
