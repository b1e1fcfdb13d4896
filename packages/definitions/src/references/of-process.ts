import type {
  ApprovalDocument,
  ApprovalStep,
  AutomationDocument,
  GateDefinition,
  LadderAction,
  PipelineDocument,
  StageDefinition,
  TriggerDefinition,
} from '../documents/index.ts'
import type { Model } from '../model.ts'
import { each, type Mapping, props } from './mapping.ts'
import type { Walker } from './walker.ts'

function gate(w: Walker, key: string): Mapping<GateDefinition> {
  return (definition, at) => {
    switch (definition.gate) {
      case 'fields':
        return props<typeof definition>({ fields: each(w.path(key)), message: w.texts(key) })(definition, at)
      case 'rule':
        return props<typeof definition>({ rule: w.rule({ place: 'gate', entity: key }), message: w.texts(key) })(
          definition,
          at,
        )
      case 'who':
        return props<typeof definition>({ who: each(w.person(key)) })(definition, at)
      case 'approval':
        return props<typeof definition>({ approval: w.named('approval') })(definition, at)
      case 'via':
        return definition
    }
  }
}

/** What a pipeline names. */
export function pipeline(w: Walker, document: PipelineDocument): Mapping<PipelineDocument> {
  const key = document.entity
  const gates = each(gate(w, key))
  const stage = w.stage([document.key])
  const steps = w.steps(key, activityOf(w.model))
  return props<PipelineDocument>({
    entity: w.named('entity'),
    calendar: w.named('calendar', false),
    moves: each(props({ from: each(stage), to: stage, for: each(w.person(key)), gates })),
    stages: each(
      props<StageDefinition>({
        entry: gates,
        exit: gates,
        keyActions: each(props({ doneWhen: w.rule({ place: 'gate', entity: key }) })),
        onEnter: steps,
        onLeave: steps,
        sla: each(props({ steps })),
        replacedBy: stage,
      }),
    ),
  })
}

/** The entity whose records are tasks. */
export function activityOf(model: Model): string | undefined {
  return [...model.entities.values()].find((candidate) => candidate.document.activity !== undefined)?.key
}

function trigger(w: Walker, key: string): Mapping<TriggerDefinition> {
  const filter = w.rule({ place: 'automation', entity: key })
  return (definition, at) => {
    switch (definition.on) {
      case 'field.changed': {
        const value: Mapping<unknown> = w.value(key, definition.field, { place: 'automation', entity: key })
        return props<typeof definition>({ field: w.path(key), from: value, to: value, filter })(definition, at)
      }
      case 'stage.entered':
      case 'stage.left': {
        const pipelines = w.model.entities.get(key)?.pipelines.map((own) => own.key) ?? []
        return props<typeof definition>({ stage: each(w.stage(pipelines)), filter })(definition, at)
      }
      case 'time.reached':
        return props<typeof definition>({ field: w.path(key), filter })(definition, at)
      default:
        return props<typeof definition>({ filter })(definition, at)
    }
  }
}

/** What an automation names. */
export const automation = (w: Walker, key: string): Mapping<AutomationDocument> =>
  props<AutomationDocument>({
    entity: w.named('entity'),
    trigger: trigger(w, key),
    steps: w.steps(key, activityOf(w.model)),
  })

/** What a step of an approval names: its people, the rules of its cases, and the steps inside. */
function approvalStep(w: Walker, key: string): Mapping<ApprovalStep> {
  const person = w.person(key)
  const message = w.named('message')
  return (definition, at) => {
    const inner = each(approvalStep(w, key))
    switch (definition.type) {
      case 'approve': {
        const ladder: Mapping<LadderAction> = (step, place) =>
          step.action === 'notify'
            ? props<typeof step>({
                to: each(person),
                cc: each(person),
                message,
                subject: w.texts(key),
                body: w.texts(key),
              })(step, place)
            : step.action === 'escalate'
              ? props<typeof step>({ to: person })(step, place)
              : step
        return props<typeof definition>({ approvers: each(person), onDue: each(props({ steps: each(ladder) })) })(
          definition,
          at,
        )
      }
      case 'cc':
        return props<typeof definition>({ to: each(person) })(definition, at)
      case 'branch':
        return props<typeof definition>({
          cases: each(props({ when: w.rule({ place: 'approval', entity: key }), steps: inner })),
        })(definition, at)
      case 'parallel':
        return props<typeof definition>({ branches: each(props({ steps: inner })) })(definition, at)
    }
  }
}

/** What an approval flow names. */
export function approval(w: Walker, key: string): Mapping<ApprovalDocument> {
  const steps = w.steps(key, activityOf(w.model))
  return props<ApprovalDocument>({
    entity: w.named('entity'),
    when: w.rule({ place: 'approval', entity: key }),
    title: w.texts(key),
    lock: props({ fields: each(w.path(key)) }),
    material: each(w.path(key)),
    noApprover: props({ to: w.person(key) }),
    steps: each(approvalStep(w, key)),
    onApproved: steps,
    onRejected: steps,
  })
}
