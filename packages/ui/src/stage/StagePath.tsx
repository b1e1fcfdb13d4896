import { IconCheck, IconLock } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'

export type StagePathItem = {
  readonly key: string
  readonly label: string
  readonly state: 'done' | 'current' | 'next' | 'later' | 'won' | 'lost'
  /** Beside the name, for example `6 d`. */
  readonly note?: string | undefined
  /** How many things are missing before the record may enter. */
  readonly missing?: number | undefined
  readonly locked?: boolean | undefined
}

export type StagePathProps = {
  readonly items: readonly StagePathItem[]
  readonly label: string
  /** A click on a stage, with the chevron to anchor a popover to. */
  readonly onSelect?: ((key: string, anchor: HTMLElement) => void) | undefined
  readonly selected?: string | undefined
}

/** The stages of a record as chevrons: done, current, next with what is missing. */
export function StagePath({ items, label, onSelect, selected }: StagePathProps) {
  const t = useTexts(kitTexts)
  const list = useRef<HTMLOListElement>(null)
  const here = items.find((item) => ['current', 'won', 'lost'].includes(item.state))?.key
  // Where the stages do not fit, the current one is what to see first; only the path itself scrolls.
  useEffect(() => {
    const chevron = list.current?.querySelector<HTMLElement>(`[data-stage="${here ?? ''}"]`)
    if (list.current && chevron) list.current.scrollLeft = chevron.offsetLeft - list.current.clientWidth / 3
  }, [here])
  return (
    <ol className="stage-path" aria-label={label} ref={list}>
      {items.map((item) => (
        <li key={item.key} data-stage={item.key} className={`stage-path-item is-${item.state}`}>
          <button
            type="button"
            aria-current={
              item.state === 'current' || item.state === 'won' || item.state === 'lost' ? 'step' : undefined
            }
            aria-pressed={selected === item.key}
            onClick={(event) => onSelect?.(item.key, event.currentTarget)}
          >
            {item.state === 'done' || item.state === 'won' ? <IconCheck size={14} aria-label={t('done')} /> : null}
            {item.locked ? <IconLock size={13} aria-hidden="true" /> : null}
            <span className="cut">{item.label}</span>
            {item.note ? <span className="stage-path-note">{item.note}</span> : null}
            {item.missing ? (
              <>
                <span className="dot" aria-hidden="true" />
                <span className="nowrap">{t('missing', { count: item.missing })}</span>
              </>
            ) : null}
          </button>
        </li>
      ))}
    </ol>
  )
}
