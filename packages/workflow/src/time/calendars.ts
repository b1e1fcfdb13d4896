import type { CalendarDocument, Model } from '@atelier/definitions'
import type { Calendar } from '@atelier/rules'

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

function calendarOf(document: CalendarDocument, zone: string): Calendar {
  return {
    zone: document.zone ?? zone,
    week: days.map((day) => (document.week[day] ?? []).map(([from, to]) => ({ from, to }))),
    ...(document.holidays === undefined ? {} : { holidays: document.holidays }),
    ...(document.workdays === undefined ? {} : { workdays: document.workdays }),
  }
}

const made = new WeakMap<Model, { readonly [key: string]: Calendar }>()

/** The workspace's calendar policies by key, as rules read them (`env.calendars`). */
export function calendarsOf(model: Model): { readonly [key: string]: Calendar } {
  const found = made.get(model)
  if (found !== undefined) return found
  const calendars = Object.fromEntries(
    [...model.policies.values()]
      .filter((policy) => policy.policy === 'calendar')
      .map((policy) => [policy.key, calendarOf(policy, model.workspace.zone)]),
  )
  made.set(model, calendars)
  return calendars
}
