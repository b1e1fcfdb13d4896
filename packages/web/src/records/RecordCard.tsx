import type { RecordJson } from '@atelier/api'
import { Avatar } from '@atelier/ui'
import { FieldCell } from '../fields/Field.tsx'
import { isNumeric, isOfKind } from '../fields/registry.ts'
import { asReference, asText, isEmpty } from '../fields/values.ts'
import { type EntityView, type FieldView, fieldOf, type PipelineStage } from '../workspace/model.ts'
import { enteredPath } from './list-fields.ts'
import { recordTitle } from './record-title.ts'
import { StageAge } from './StageAge.tsx'
import { stageAge } from './stage-age.ts'

export type RecordCardProps = {
  readonly entity: EntityView
  readonly record: RecordJson
  /** What the card shows below the title. */
  readonly fields: readonly string[]
  /** The stage stands in the lane's head already. */
  readonly withoutStage?: boolean
}

/** The stage that a record is in, as its pipeline describes it. */
export function stageOf(entity: EntityView, record: RecordJson): PipelineStage | undefined {
  const key = entity.stage ? asText(record[entity.stage.key]) : ''
  return entity.pipelines.flatMap((pipeline) => pipeline.stages).find((stage) => stage.key === key)
}

/** What a card says about a record: its name, who it is for, how much, and at its foot whose it is, what comes next and since when it stands here. */
export function RecordCard({ entity, record, fields, withoutStage = false }: RecordCardProps) {
  const shown = fields
    .flatMap((key) => fieldOf(entity, key) ?? [])
    .filter(
      (field) => field !== entity.owner && !(withoutStage && field === entity.stage) && !isEmpty(record[field.key]),
    )
  const amount = shown.find((field) => isOfKind(field, 'money')) ?? shown.find((field) => isNumeric(field))
  const line = shown.find((field) => isOfKind(field, 'reference'))
  const rest = shown.filter((field) => field !== amount && field !== line)
  const owner = entity.owner ? asReference(record[entity.owner.key]) : null
  const stage = stageOf(entity, record)
  const entered = enteredPath(entity)
  const age = stage && entered ? stageAge(asText(record[entered]) || undefined, stage, new Date()) : null
  const cell = (field: FieldView) => (
    <span key={field.key} className="quiet cut">
      <FieldCell field={field} value={record[field.key]} />
    </span>
  )
  // Beside the amount stands what is short, at the foot what comes next.
  const [beside] = amount ? rest.filter((field) => !isOfKind(field, 'text')) : []
  const foot = rest.filter((field) => field !== beside).slice(0, 2)
  return (
    <span className="record-card">
      <span className="record-card-title">{recordTitle(entity, record)}</span>
      {line ? cell(line) : null}
      {amount ? (
        <span className="record-card-money">
          <b className="record-card-amount">
            <FieldCell field={amount} value={record[amount.key]} />
          </b>
          {beside ? cell(beside) : null}
        </span>
      ) : null}
      {owner || foot.length > 0 || age ? (
        <span className="record-card-foot">
          {owner ? <Avatar name={owner.label} /> : null}
          {foot.map(cell)}
          {age ? <StageAge age={age} /> : null}
        </span>
      ) : null}
    </span>
  )
}
