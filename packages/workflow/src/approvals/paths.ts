import type { ApprovalDocument, LadderAction, Model } from '@atelier/definitions'
import { personPaths } from '../persons/resolve.ts'
import { pathsOf } from '../rule.ts'
import { caseRules, leavesOf } from './tree.ts'

/** Paths from the record that must be loaded before its state with an approval can be told. */
export function approvalPaths(model: Model, entity: string, document: ApprovalDocument): readonly string[] {
  const when = document.when === undefined ? [] : pathsOf(model, entity, document.when, 'approval')
  return [...new Set([...when, ...(document.material ?? [])])]
}

/** Paths from the record that going through an approval reads: to find its people, and to choose between cases. */
export function flowPaths(model: Model, document: ApprovalDocument): readonly string[] {
  const people = leavesOf(document.steps).flatMap((step) =>
    step.type === 'cc'
      ? step.to
      : [...step.approvers, ...(step.onDue ?? []).flatMap((rung) => rung.steps.flatMap(peopleOfRung))],
  )
  const instead = document.noApprover === undefined ? [] : [document.noApprover.to]
  const rules = caseRules(document.steps).flatMap((rule) => pathsOf(model, document.entity, rule, 'approval'))
  return [...new Set([...[...people, ...instead].flatMap(personPaths), ...rules])]
}

const peopleOfRung = (step: LadderAction): readonly string[] =>
  step.action === 'notify' ? [...step.to, ...(step.cc ?? [])] : step.action === 'escalate' ? [step.to] : []
