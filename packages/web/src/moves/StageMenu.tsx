import type { RecordJson } from '@atelier/api'
import { Menu, StageGlyph, useLabel, useTexts } from '@atelier/ui'
import { IconCheck, IconLock } from '@atelier/ui/icons'
import { FieldCell } from '../fields/Field.tsx'
import { recordTexts } from '../records/record-texts.ts'
import { moveState, useMoves } from '../records/use-move.ts'
import type { EntityView } from '../workspace/model.ts'

export type StageMenuProps = {
  readonly entity: EntityView
  readonly record: RecordJson
  readonly onChoose: (stage: string, anchor: HTMLElement) => void
  readonly onClose: () => void
}

/** The stages as a menu that says beforehand what each would ask: "2 to do", or a lock with the reason. */
export function StageMenu({ entity, record, onChoose, onClose }: StageMenuProps) {
  const t = useTexts(recordTexts)
  const label = useLabel()
  const moves = useMoves(entity.key, record.id)
  const field = entity.stage
  if (!field) return null
  const here = record[field.key]
  return (
    <Menu defaultOpened onClose={onClose} width={252} returnFocus={false}>
      <Menu.Target>
        <button type="button" className="stage-edit">
          <FieldCell field={field} value={here} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {field.stages?.map((stage) => {
          const { state, missing, why } = moveState(moves.find((each) => each.stage === stage.key))
          return (
            <Menu.Item
              key={stage.key}
              disabled={state === 'closed'}
              leftSection={<StageGlyph position={stage.position} total={stage.total} outcome={stage.outcome} />}
              rightSection={
                stage.key === here ? (
                  <IconCheck size={14} aria-hidden="true" />
                ) : state === 'fill' ? (
                  <span className="small warn">{t('toDo', { count: missing })}</span>
                ) : state === 'closed' ? (
                  <IconLock size={13} aria-label={why ?? ''} />
                ) : null
              }
              onClick={(event) => {
                // The menu goes away: what a refusal opens needs an anchor that stays.
                const cell = document.activeElement?.closest('.vt-cell') ?? event.currentTarget
                if (stage.key !== here && cell instanceof HTMLElement) onChoose(stage.key, cell)
              }}
            >
              {label(stage.label, stage.key)}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
