import { Badge, StageGlyph, type StagePathItem, useTexts } from '@atelier/ui'
import { IconChevronRight } from '@atelier/ui/icons'
import { recordTexts } from '../../records/record-texts.ts'
import type { PipelineStage } from '../../workspace/model.ts'

export type PhoneStagesProps = {
  readonly items: readonly StagePathItem[]
  readonly current: PipelineStage
  readonly onSelect: (key: string, anchor: HTMLElement) => void
}

/** The stages where there is no room for chevrons: how far, where, and what comes next. */
export function PhoneStages({ items, current, onSelect }: PhoneStagesProps) {
  const t = useTexts(recordTexts)
  const here = items.find((item) => item.key === current.key)
  const next = items.find((item) => item.state === 'next')
  return (
    <div className="phone-stages">
      <div className="phone-bars" aria-hidden="true">
        {items.slice(0, current.total).map((item) => (
          <span key={item.key} className={`is-${item.state}`} />
        ))}
      </div>
      <div className="row">
        <button type="button" className="grow" onClick={(event) => onSelect(current.key, event.currentTarget)}>
          <StageGlyph position={current.position} total={current.total} outcome={current.outcome} />
          <span className="cut">{here?.label}</span>
          {here?.note ? <span className="faint small nowrap">{here.note}</span> : null}
        </button>
        {next ? (
          <button type="button" className="phone-next" onClick={(event) => onSelect(next.key, event.currentTarget)}>
            <span className="cut">{next.label}</span>
            {next.missing ? <Badge tone="warn">{t('toDo', { count: next.missing })}</Badge> : null}
            <IconChevronRight size={14} stroke={1.5} aria-hidden="true" />
          </button>
        ) : null}
      </div>
    </div>
  )
}
