import type { EntityDocument, StepDefinition } from '@atelier/definitions'
import { addAction, kindOf, moveAction, newAction } from '../edits/automation.ts'
import { newId } from '../edits/names.ts'
import { actionShape, changeList, findStep } from '../edits/steps.ts'
import { Change } from '../parts/Change.tsx'
import { usePersonWords } from '../parts/use-person-words.ts'
import { actionIcon, actionKind, useActionChoices } from './action-choices.ts'
import { StepFlow } from './StepFlow.tsx'
import { PeopleOnCard } from './Today.tsx'
import { useActionWords } from './use-action-words.ts'

/** Actions one after another, with their branches: added, put in order, and chosen to be looked at. */
export function ActionFlow({
  entity,
  person,
  steps,
  place: name,
  before,
  selected,
  onSelect,
  onChange,
}: {
  readonly entity: EntityDocument | undefined
  /** Whom a new action is for. */
  readonly person: string
  readonly steps: readonly StepDefinition[]
  /** What the list is called, where a page has several. */
  readonly place?: string
  /** The actions in service, where there are any. */
  readonly before: readonly StepDefinition[] | undefined
  readonly selected: string | undefined
  readonly onSelect: (id: string) => void
  readonly onChange: (steps: readonly StepDefinition[]) => void
}) {
  const choices = useActionChoices()
  const words = useActionWords(entity)
  return (
    <StepFlow
      shape={actionShape}
      steps={steps}
      choices={choices}
      name={name}
      nameOf={words.nameOf}
      wayWords={words.wayWords}
      selected={selected}
      onSelect={onSelect}
      onMove={(id, index) => onChange(moveAction(steps, id, index))}
      onAdd={(name, way, index) => {
        const kind = actionKind(name)
        if (!kind) return
        const made = newAction(kind, person, { step: newId('stp'), way: newId('cas') })
        onChange(addAction(steps, made, way, index))
        onSelect(made.id)
      }}
      onAddWay={(step) => {
        const way = { id: newId('cas'), when: true, steps: [] }
        const place = findStep(actionShape, steps, step.id)
        onChange(
          changeList(actionShape, steps, place?.way, (own) =>
            own.map((each) =>
              each.id === step.id && 'type' in each && each.type === 'branch'
                ? { ...each, cases: [...each.cases, way] }
                : each,
            ),
          ),
        )
        onSelect(way.id)
      }}
      card={(step) => {
        const Icon = actionIcon(kindOf(step))
        const { title, more } = words.says(step)
        return (
          <>
            <span className="row quiet">
              <Icon size={16} stroke={1.5} aria-hidden="true" />
              {words.kindName(step)}
              {before ? <Change now={step} before={findStep(actionShape, before, step.id)?.step} /> : null}
            </span>
            <b>{title}</b>
            {more.some((each) => each !== '') ? (
              <span className="small quiet">{more.filter((each) => each !== '').join(' · ')}</span>
            ) : null}
            <CardPeople entity={entity} step={step} />
          </>
        )
      }}
    />
  )
}

function CardPeople({ entity, step }: { readonly entity: EntityDocument | undefined; readonly step: StepDefinition }) {
  const words = usePersonWords(entity)
  if (!('action' in step) || step.action !== 'notify') return null
  return <PeopleOnCard persons={[...step.to, ...(step.cc ?? [])]} words={words} />
}
