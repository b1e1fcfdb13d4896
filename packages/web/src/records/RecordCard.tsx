import type { RecordJson } from '@atelier/api'
import { Avatar } from '@atelier/ui'
import { FieldCell } from '../fields/Field.tsx'
import { isNumeric } from '../fields/registry.ts'
import { asReference, isEmpty } from '../fields/values.ts'
import { type EntityView, fieldOf } from '../workspace/model.ts'
import { recordTitle } from './record-title.ts'

export type RecordCardProps = {
  readonly entity: EntityView
  readonly record: RecordJson
  /** What the card shows below the title. */
  readonly fields: readonly string[]
  /** The stage stands in the lane's head already. */
  readonly withoutStage?: boolean
}

/** What a card says about a record: its name, who it is for, how much, whose it is, and the rest in small. */
export function RecordCard({ entity, record, fields, withoutStage = false }: RecordCardProps) {
  const shown = fields
    .flatMap((key) => fieldOf(entity, key) ?? [])
    .filter(
      (field) => field.type !== 'owner' && !(withoutStage && field.type === 'stage') && !isEmpty(record[field.key]),
    )
  const amount = shown.find((field) => field.type === 'money') ?? shown.find((field) => isNumeric(field))
  const line = shown.find((field) => field.type === 'reference')
  const rest = shown.filter((field) => field !== amount && field !== line)
  const owner = entity.owner ? asReference(record[entity.owner.key]) : null
  return (
    <span className="record-card">
      <span className="record-card-title">{recordTitle(entity, record)}</span>
      {line ? (
        <span className="quiet cut">
          <FieldCell field={line} value={record[line.key]} />
        </span>
      ) : null}
      {amount ? (
        <b className="record-card-amount">
          <FieldCell field={amount} value={record[amount.key]} />
        </b>
      ) : null}
      {owner || rest.length > 0 ? (
        <span className="record-card-foot">
          {owner ? <Avatar name={owner.label} /> : null}
          {rest.slice(0, 2).map((field) => (
            <span key={field.key} className="quiet cut">
              <FieldCell field={field} value={record[field.key]} />
            </span>
          ))}
        </span>
      ) : null}
    </span>
  )
}
