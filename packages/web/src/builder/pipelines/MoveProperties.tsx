import type { EntityDocument, MoveDefinition, PipelineDocument } from '@atelier/definitions'
import { useTexts } from '@atelier/ui'
import { useDraft } from '../draft/DraftContext.tsx'
import { addMoveGate, editMove } from '../edits/moves.ts'
import { PersonsInput } from '../parts/PersonsInput.tsx'
import { Section } from '../parts/Section.tsx'
import { GateChips } from './GateChips.tsx'
import { pipelineTexts } from './pipeline-texts.ts'

/** What a single move asks for beyond its stages: who may make it, and gates of its own. */
export function MoveProperties({
  pipeline,
  entity,
  move,
  name,
  onSelect,
}: {
  readonly pipeline: PipelineDocument
  readonly entity: EntityDocument | undefined
  readonly move: MoveDefinition
  readonly name: string
  readonly onSelect: (id: string) => void
}) {
  const t = useTexts(pipelineTexts)
  const { put } = useDraft()
  return (
    <>
      <Section>
        <p className="small quiet">{t('moveText')}</p>
        <PersonsInput
          label={t('moveFor')}
          description={t('moveForHelp')}
          entity={entity}
          value={move.for ?? []}
          onChange={(persons) =>
            put(editMove(pipeline, move.id, { for: persons.length > 0 ? persons : undefined }), `${move.id}/for`)
          }
        />
      </Section>
      <Section title={t('moveGates')}>
        <GateChips
          gates={move.gates ?? []}
          entity={entity}
          selected={undefined}
          name={name}
          onSelect={onSelect}
          onAdd={(gate) => {
            put(addMoveGate(pipeline, move.id, gate))
            onSelect(gate.id)
          }}
        />
      </Section>
    </>
  )
}
