import type { RecordJson } from '@atelier/api'
import { useTexts, useVirtualList } from '@atelier/ui'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { RecordCard } from '../../../records/RecordCard.tsx'
import type { EntityView } from '../../../workspace/model.ts'
import { useEntityWords } from '../../../workspace/use-entity-words.ts'
import { viewTexts } from '../view-texts.ts'

export type SplitListProps = {
  readonly entity: EntityView
  readonly records: readonly RecordJson[]
  readonly fields: readonly string[]
  readonly chosen: string | undefined
  readonly onChoose: (record: RecordJson) => void
  readonly onStep: (by: number) => void
  readonly onEnd: () => void
}

/** The list at the left: only the records in sight are drawn, the chosen one always is. */
export function SplitList({ entity, records, fields, chosen, onChoose, onStep, onEnd }: SplitListProps) {
  const t = useTexts(viewTexts)
  const words = useEntityWords()(entity)
  const scroller = useRef<HTMLDivElement>(null)
  const at = records.findIndex((record) => record.id === chosen)
  const virtual = useVirtualList({
    count: records.length,
    scroller,
    height: 84,
    keyOf: (index) => records[index]?.id ?? String(index),
  })
  const last = virtual.items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= records.length - 10) onEnd()
  }, [last, records.length, onEnd])
  const { show } = virtual
  useEffect(() => {
    if (at >= 0) show(at)
  }, [at, show])
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    onStep(by)
  }
  const below = fields.filter((key) => key !== entity.title).slice(0, 5)
  return (
    <nav className="split-list" aria-label={t('listOf', { label: words.many })} ref={scroller} onKeyDown={onKeyDown}>
      <div className="split-rows" style={{ height: virtual.height }}>
        {virtual.items.map((item) => {
          const record = records[item.index]
          return record === undefined ? null : (
            <div
              key={record.id}
              ref={virtual.measure}
              data-index={item.index}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <button
                type="button"
                className={`split-row${record.id === chosen ? ' is-on' : ''}`}
                aria-current={record.id === chosen ? 'true' : undefined}
                onClick={() => onChoose(record)}
              >
                <RecordCard entity={entity} record={record} fields={below} />
              </button>
            </div>
          )
        })}
      </div>
    </nav>
  )
}
