import { AnchoredPanel, Button, shortcut, useTexts } from '@atelier/ui'
import { useState } from 'react'
import { setTour } from './tour-state.ts'
import { tourTexts } from './tour-texts.ts'

const steps = ['search', 'inbox', 'lists', 'reports', 'help'] as const
type Step = (typeof steps)[number]

/** Where a step points to: the rail, or on a phone the bar under the thumb. */
const anchorOf = (step: Step): HTMLElement | null =>
  [...document.querySelectorAll<HTMLElement>(`[data-tour="${step}"]`)].find((each) => each.offsetParent !== null) ??
  null

/** Five steps through the shell, each at what it is about. Escape, a click beside it or "Leave" ends it at any time. */
export function Tour() {
  const t = useTexts(tourTexts)
  const [stops] = useState(() =>
    steps.flatMap((step) => {
      const anchor = anchorOf(step)
      return anchor ? [{ step, anchor }] : []
    }),
  )
  const [at, setAt] = useState(0)
  const stop = stops[at]
  if (!stop) return null
  const { step, anchor } = stop
  const isLast = at === stops.length - 1
  return (
    <AnchoredPanel
      key={step}
      anchor={anchor}
      label={t('label', { at: at + 1, count: stops.length })}
      side="beside"
      width={320}
      onClose={() => setTour(false)}
    >
      <div className="tour">
        <span className="faint small">{t('label', { at: at + 1, count: stops.length })}</span>
        <h2>{t(`${step}Title`)}</h2>
        <p>{t(`${step}Text`, { keys: shortcut('K') })}</p>
        <div className="row">
          <Button variant="subtle" onClick={() => setTour(false)}>
            {t('leave')}
          </Button>
          <span className="grow" />
          {at > 0 ? <Button onClick={() => setAt(at - 1)}>{t('back')}</Button> : null}
          <Button
            variant="filled"
            data-autofocus
            onClick={() => {
              if (isLast) setTour(false)
              else setAt(at + 1)
            }}
          >
            {t(isLast ? 'finish' : 'next')}
          </Button>
        </div>
      </div>
    </AnchoredPanel>
  )
}
