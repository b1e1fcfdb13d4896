import { useEffect, useState } from 'react'
import { currentLanguage } from '../i18n/i18n.ts'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'
import { formatDateTime, formatRelative } from './date.ts'
import { formatMoney, type MoneyValue } from './money.ts'
import { formatNumber } from './number.ts'
import { useFormat } from './settings.ts'

/** An amount in the reader's way, with the exact one on hover. */
export function Money({ value }: { readonly value: MoneyValue }) {
  const settings = useFormat()
  return (
    <span className="num" title={`${formatNumber(value.amount)} ${value.currency}`}>
      {formatMoney(value, settings)}
    </span>
  )
}

/** A number, grouped, with the decimals it came with or `scale` of them. */
export function NumberText({ value, scale }: { readonly value: string | number; readonly scale?: number | undefined }) {
  return <span className="num">{formatNumber(value, scale)}</span>
}

/** An instant in the reader's zone. */
export function DateTimeText({ value }: { readonly value: string }) {
  const settings = useFormat()
  return <time dateTime={value}>{formatDateTime(value, settings)}</time>
}

/** How long ago, kept current, with the exact instant on hover. */
export function RelativeTime({ value }: { readonly value: string }) {
  const t = useTexts(kitTexts)
  const settings = useFormat()
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = window.setInterval(() => setNow(new Date()), 60_000)
    return () => window.clearInterval(timer)
  }, [])
  return (
    <time dateTime={value} title={formatDateTime(value, settings)} className="nowrap">
      {formatRelative(value, now, currentLanguage()) ?? t('justNow')}
    </time>
  )
}
