import { useLabel } from '@atelier/ui'
import { measuresOf, type ResultView } from '../result-view.ts'
import { CellButton, type Opening } from './CellButton.tsx'

/** A report without rows: its numbers, large. */
export function Figures({ result, ...opening }: Opening & { readonly result: ResultView }) {
  const say = useLabel()
  const [row] = result.rows
  if (!row) return null
  return (
    <dl className="figures">
      {measuresOf(result).map((measure) => (
        <div key={measure.id}>
          <dt>{say(measure.label)}</dt>
          <dd>
            <CellButton
              {...opening}
              column={measure}
              value={row[measure.id]}
              cell={{ row: {}, value: measure.id }}
              name={say(measure.label)}
            />
          </dd>
        </div>
      ))}
    </dl>
  )
}
