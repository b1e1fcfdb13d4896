import { type ReactNode, useEffect, useState } from 'react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'

/** Draws its children only after 200 ms: what is quicker than that should not flicker. */
export function Late({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = window.setTimeout(() => setShown(true), 200)
    return () => window.clearTimeout(timer)
  }, [])
  return shown ? children : null
}

const Bar = ({ width }: { readonly width: number | string }) => <span className="bone" style={{ width }} />

function Loading({ className, children }: { readonly className: string; readonly children: ReactNode }) {
  const t = useTexts(kitTexts)
  return (
    <Late>
      <div className={className} role="status" aria-label={t('loading')}>
        {children}
      </div>
    </Late>
  )
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index)

/** A table's rows before they are there; widths follow the real columns. */
export function TableSkeleton({ widths, rows = 12 }: { readonly widths: readonly number[]; readonly rows?: number }) {
  return (
    <Loading className="skeleton-table">
      {numbers(rows).map((row) => (
        <div key={row}>
          {numbers(widths.length).map((column) => (
            <span key={column} style={{ width: widths[column] }}>
              <Bar width={`${45 + ((row * 7 + column * 13) % 35)}%`} />
            </span>
          ))}
        </div>
      ))}
    </Loading>
  )
}

/** A board's lanes before their cards are there. */
export function BoardSkeleton({ lanes = 5 }: { readonly lanes?: number }) {
  return (
    <Loading className="board">
      {numbers(lanes).map((lane) => (
        <div key={lane} className="lane">
          <div className="lane-head">
            <Bar width="50%" />
          </div>
          {numbers(3 - (lane % 3)).map((card) => (
            <div key={card} className="card skeleton-card">
              <Bar width="80%" />
              <Bar width="55%" />
              <Bar width="35%" />
            </div>
          ))}
        </div>
      ))}
    </Loading>
  )
}

/** A record's two columns before they are there. */
export function RecordSkeleton() {
  return (
    <Loading className="skeleton-record">
      <Bar width={220} />
      <Bar width="100%" />
      {numbers(6).map((row) => (
        <Bar key={row} width={`${70 - ((row * 11) % 40)}%`} />
      ))}
    </Loading>
  )
}
