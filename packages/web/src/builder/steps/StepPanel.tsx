import type { EntityDocument, StepDefinition } from '@atelier/definitions'
import { removeAction } from '../edits/automation.ts'
import { withProperties } from '../edits/lists.ts'
import { actionShape, findStep, findWay, replaceStep } from '../edits/steps.ts'
import { ActionProperties } from './ActionProperties.tsx'
import { WayProperties } from './WayProperties.tsx'

/** Properties of an action or of a way through a branch; nothing when the list has neither with this id. */
export function StepPanel({
  entity,
  steps,
  part,
  inStage = false,
  onChange,
  onGone,
}: {
  readonly entity: EntityDocument
  readonly steps: readonly StepDefinition[]
  readonly part: string
  readonly inStage?: boolean
  readonly onChange: (steps: readonly StepDefinition[], about?: string) => void
  readonly onGone: () => void
}) {
  const place = findStep(actionShape, steps, part)
  if (place)
    return (
      <ActionProperties
        key={part}
        entity={entity}
        step={place.step}
        inStage={inStage}
        onChange={(step, about) => onChange(replaceStep(actionShape, steps, step), about && `${part}/${about}`)}
        onRemove={() => {
          onChange(removeAction(steps, part))
          onGone()
        }}
      />
    )
  const found = findWay(actionShape, steps, part)
  const { step } = found ?? {}
  if (!found || !step || !('type' in step) || step.type !== 'branch') return null
  return (
    <WayProperties
      key={part}
      way={found.way}
      site={{ entity: entity.key, place: 'automation' }}
      hasCondition
      mayRemove={step.cases.length > 1}
      onChange={(change, about) => {
        const cases = step.cases.map((each) => (each.id === part ? withProperties(each, change) : each))
        onChange(replaceStep(actionShape, steps, { ...step, cases }), about && `${part}/${about}`)
      }}
      onRemove={() => {
        onChange(replaceStep(actionShape, steps, { ...step, cases: step.cases.filter((each) => each.id !== part) }))
        onGone()
      }}
    />
  )
}
