import type { RecordJson } from '@atelier/api'
import { useDragWords, useTexts } from '@atelier/ui'
import {
  type CollisionDetection,
  closestCenter,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { type ReactNode, useState } from 'react'
import { calendarTexts } from './calendar-texts.ts'
import { addDays, type Day } from './days.ts'
import { noDay } from './Unscheduled.tsx'

export type CalendarDragProps = {
  readonly recordOf: (id: string) => RecordJson | undefined
  readonly nameOf: (record: RecordJson) => string
  readonly onDrop: (record: RecordJson, day: Day | null) => void
  readonly children: ReactNode
}

type Coordinates = NonNullable<ConstructorParameters<typeof KeyboardSensor>[0]['options']['coordinateGetter']>

// A pointer is where it is; a keyboard drag has no pointer and goes by distance.
const detect: CollisionDetection = (args) => {
  const under = pointerWithin(args)
  return under.length > 0 ? under : args.pointerCoordinates === null ? closestCenter(args) : []
}

const turns: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

const coordinates: Coordinates = (event, { currentCoordinates, context }) => {
  const by = turns[event.code]
  if (by === undefined) return undefined
  event.preventDefault()
  const days = [...context.droppableRects.keys()].map(String).filter((id) => id !== noDay)
  const here = String(context.over?.id ?? '')
  const to = days.includes(here) ? addDays(here, by) : days[0]
  const rect = to === undefined ? undefined : context.droppableRects.get(to)
  return rect ? { x: rect.left + 8, y: rect.top + 28 } : currentCoordinates
}

/** Items are dragged from day to day, by mouse, finger or keys; a place without a day takes the date away. */
export function CalendarDrag({ recordOf, nameOf, onDrop, children }: CalendarDragProps) {
  const t = useTexts(calendarTexts)
  const [held, setHeld] = useState<string | null>(null)
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: coordinates,
      keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] },
    }),
  )
  const title = (id: string) => {
    const record = recordOf(id)
    return record ? nameOf(record) : ''
  }
  const accessibility = useDragWords({
    help: t('dragHelp'),
    nameOf: title,
    placeOf: (id) => (id === noDay ? t('unscheduled') : id),
  })
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    setHeld(null)
    const record = recordOf(String(active.id))
    if (record && over) onDrop(record, over.id === noDay ? null : String(over.id))
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={detect}
      accessibility={accessibility}
      onDragStart={({ active }) => setHeld(String(active.id))}
      onDragEnd={onDragEnd}
      onDragCancel={() => setHeld(null)}
    >
      {children}
      <DragOverlay dropAnimation={null}>
        {held === null ? null : <div className="cal-item is-lifted">{title(held)}</div>}
      </DragOverlay>
    </DndContext>
  )
}
