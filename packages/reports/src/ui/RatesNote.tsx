import { Badge, formatNumber, useTexts } from '@atelier/ui'
import { isJson } from '../result-view.ts'
import { percentText } from './measure-text.ts'
import { resultTexts } from './report-texts.ts'

export type RateView = { readonly stage: string; readonly rate: string; readonly n: number; readonly source: string }

/** The rates that a forecast has used, read from its explanation. */
export function readRates(explain: unknown): readonly RateView[] {
  const rates = isJson(explain) && Array.isArray(explain.rates) ? explain.rates : []
  return rates.flatMap((each: unknown) =>
    isJson(each) && typeof each.stage === 'string'
      ? [
          {
            stage: each.stage,
            rate: String(each.rate ?? ''),
            n: typeof each.n === 'number' ? each.n : 0,
            source: String(each.source ?? ''),
          },
        ]
      : [],
  )
}

export type RatesNoteProps = {
  readonly rates: readonly RateView[]
  readonly stageName: (key: string) => string
}

/** Which rate weighs which stage, and whether it comes from own history or from a fallback. */
export function RatesNote({ rates, stageName }: RatesNoteProps) {
  const t = useTexts(resultTexts)
  if (rates.length === 0) return null
  return (
    <section className="rates">
      <h3>{t('ratesTitle')}</h3>
      <ul>
        {rates.map(({ stage, rate, n, source }) => (
          <li key={stage} className="row">
            <span className="grow cut">{stageName(stage)}</span>
            <b className="num">{rate === '' ? '–' : percentText(rate)}</b>
            <Badge tone={source === 'history' ? 'good' : 'warn'}>
              {source === 'history'
                ? t('rateHistory', { count: formatNumber(n) })
                : source.startsWith('baseline')
                  ? t('rateBaseline')
                  : t('rateProbability')}
            </Badge>
            {source !== 'history' && n > 0 ? (
              <span className="faint small">{t('rateFallback', { count: formatNumber(n) })}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
