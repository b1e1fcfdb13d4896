import type { EntityDocument, GateDefinition } from '@atelier/definitions'
import { Menu, useTexts } from '@atelier/ui'
import { IconFilter, IconPencil, IconPlus, IconRubberStamp, IconUser } from '@atelier/ui/icons'
import { newId } from '../edits/names.ts'
import { Change } from '../parts/Change.tsx'
import { pipelineTexts } from './pipeline-texts.ts'
import { useGateWords } from './use-gate-words.ts'

const icons = { fields: IconPencil, rule: IconFilter, approval: IconRubberStamp, who: IconUser, via: IconUser } as const
const kinds = [
  ['fields', 'gateFields', 'gateFieldsText'],
  ['rule', 'gateRule', 'gateRuleText'],
  ['approval', 'gateApproval', 'gateApprovalText'],
  ['who', 'gateWho', 'gateWhoText'],
] as const

const fresh = {
  fields: (): GateDefinition => ({ id: newId('gte'), gate: 'fields', fields: [] }),
  rule: (): GateDefinition => ({ id: newId('gte'), gate: 'rule', rule: true }),
  approval: (): GateDefinition => ({ id: newId('gte'), gate: 'approval', approval: '' }),
  who: (): GateDefinition => ({ id: newId('gte'), gate: 'who', who: [] }),
} as const

/** Gates as chips that open on a click, and a menu that adds one. */
export function GateChips({
  gates,
  entity,
  selected,
  before,
  name,
  onSelect,
  onAdd,
}: {
  readonly gates: readonly GateDefinition[]
  readonly entity: EntityDocument | undefined
  readonly selected: string | undefined
  /** Those in service, where changes to them are to be marked. */
  readonly before?: readonly GateDefinition[] | undefined
  /** Where a new gate would stand, for those who only hear the button. */
  readonly name: string
  readonly onSelect: (id: string) => void
  readonly onAdd: (gate: GateDefinition) => void
}) {
  const t = useTexts(pipelineTexts)
  const words = useGateWords(entity)
  return (
    <>
      {gates.map((gate) => {
        const Icon = icons[gate.gate]
        const { kind, text } = words(gate)
        return (
          <button
            key={gate.id}
            type="button"
            className={`gate-chip${gate.id === selected ? ' is-on' : ''}`}
            aria-pressed={gate.id === selected}
            onClick={() => onSelect(gate.id)}
          >
            <Icon size={14} stroke={1.5} aria-hidden="true" />
            <span>
              <span className="quiet">{kind}</span> {text}{' '}
              {before ? <Change now={gate} before={before.find((each) => each.id === gate.id)} /> : null}
            </span>
          </button>
        )
      })}
      <Menu width={260} returnFocus={false}>
        <Menu.Target>
          <button type="button" className="stage-add" aria-label={`${name}: ${t('addGate')}`}>
            <IconPlus size={14} stroke={1.5} aria-hidden="true" />
            {t('addGate')}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {kinds.map(([kind, title, text]) => {
            const Icon = icons[kind]
            return (
              <Menu.Item
                key={kind}
                leftSection={<Icon size={16} stroke={1.5} aria-hidden="true" />}
                onClick={() => onAdd(fresh[kind]())}
              >
                {t(title)}
                <span className="menu-why">{t(text)}</span>
              </Menu.Item>
            )
          })}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
