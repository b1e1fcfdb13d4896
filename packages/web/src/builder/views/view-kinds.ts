import type { ViewDocument } from '@atelier/definitions'
import { IconCalendar, IconLayoutKanban, IconTable, type TablerIcon } from '@atelier/ui/icons'

type Kind = ViewDocument['type']

const icons: Readonly<Record<Kind, TablerIcon>> = {
  table: IconTable,
  board: IconLayoutKanban,
  calendar: IconCalendar,
  timeline: IconCalendar,
}

/** The kinds that the workspace draws; a view of another keeps its own. */
export const drawnKinds: readonly Kind[] = ['table', 'board']

export const kindIcon = (kind: Kind): TablerIcon => icons[kind]
