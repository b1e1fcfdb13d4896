import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'

export type StageGlyphProps = {
  /** 1-based place among the open stages. */
  readonly position: number
  readonly total: number
  readonly outcome: 'open' | 'won' | 'lost'
  readonly size?: number | undefined
  /** Left out where the stage's name stands beside it. */
  readonly labelled?: boolean | undefined
}

/** Which of the six ramp colours a place gets: the first stage the first, the last the sixth, the rest spread between. */
export function rampColor(position: number, total: number): string {
  const index = total <= 1 ? 6 : 1 + Math.round(((Math.min(position, total) - 1) / (total - 1)) * 5)
  return `var(--s${index})`
}

/** The colour of a stage, as a CSS value. */
export function stageColor(stage: Pick<StageGlyphProps, 'position' | 'total' | 'outcome'>): string {
  return stage.outcome === 'open' ? rampColor(stage.position, stage.total) : `var(--${stage.outcome})`
}

/** The slice of a circle of radius 4 round (8,8), from the top clockwise. */
function slice(share: number): string {
  const angle = 2 * Math.PI * Math.min(share, 0.999)
  const x = 8 + 4 * Math.sin(angle)
  const y = 8 - 4 * Math.cos(angle)
  return `M8 8V4A4 4 0 ${share > 0.5 ? 1 : 0} 1 ${x.toFixed(2)} ${y.toFixed(2)}Z`
}

/** A small pie that says how far a record has come; a tick when won, a cross when lost. Readable in greyscale. */
export function StageGlyph({ position, total, outcome, size = 14, labelled = false }: StageGlyphProps) {
  const t = useTexts(kitTexts)
  const color = stageColor({ position, total, outcome })
  const name =
    outcome === 'won' ? t('stageWon') : outcome === 'lost' ? t('stageLost') : t('stageOf', { position, total })
  return (
    <svg
      className="stage-glyph"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      role="img"
      aria-hidden={!labelled}
      aria-label={name}
    >
      {outcome === 'open' ? (
        <>
          <circle cx="8" cy="8" r="6.5" stroke={color} strokeWidth="1.75" />
          <path d={slice(position / (total + 1))} fill={color} />
        </>
      ) : (
        <>
          <circle cx="8" cy="8" r="7.4" fill={color} />
          <path
            d={outcome === 'won' ? 'm4.8 8.2 2.2 2.2 4.2-4.6' : 'm5.6 5.6 4.8 4.8m0-4.8-4.8 4.8'}
            stroke="var(--surface)"
            strokeWidth="1.75"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </>
      )}
    </svg>
  )
}
