import type { RecordJson } from '@atelier/api'
import { SaveState, useLabel } from '@atelier/ui'
import { asText } from '../../fields/values.ts'
import { useMoves } from '../../records/use-move.ts'
import { useWrite } from '../../records/use-write.ts'
import type { EntityView } from '../../workspace/model.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { InlineField } from './InlineField.tsx'
import { pipelineOf, RecordStages } from './RecordStages.tsx'
import { recordSections } from './sections.ts'
import './record.css'

export type RecordBodyProps = {
  readonly entity: EntityView
  readonly record: RecordJson
  /** In the side panel: one column, with the stages on top. */
  readonly narrow?: boolean
  readonly label: string
}

/** The fields of a record in their sections, each editable in its place. */
export function RecordBody({ entity, record, narrow = false, label: name }: RecordBodyProps) {
  const label = useLabel()
  const { forms } = useWorkspace()
  const writer = useWrite(entity.key)
  const moves = useMoves(entity.key, entity.stage ? record.id : null)
  const stages = pipelineOf(entity, record)?.stages ?? []
  const at = stages.findIndex((stage) => stage.key === (entity.stage ? asText(record[entity.stage.key]) : ''))
  const wanted = moves.find((move) => move.stage === stages[at + 1]?.key)?.refusals ?? []
  return (
    <section className={narrow ? 'record-body is-narrow' : 'record-body'} aria-label={name}>
      {narrow && entity.stage ? <RecordStages entity={entity} record={record} /> : null}
      {recordSections(entity, forms).map((section) => {
        const title = label(section.label, '')
        return (
          <section key={section.id} className="record-section">
            {title ? <h3>{title}</h3> : null}
            <div className="record-grid">
              {section.fields.map((field) => (
                <InlineField
                  key={field.key}
                  field={field}
                  record={record}
                  writer={writer}
                  mayEdit={entity.may.has('update')}
                  wanted={wanted.find((problem) => problem.field === field.key)?.message}
                />
              ))}
            </div>
          </section>
        )
      })}
      <div className="record-save">
        <SaveState status={writer.status} />
      </div>
    </section>
  )
}
