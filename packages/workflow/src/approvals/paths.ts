import type { ApprovalDocument, Model } from '@atelier/definitions'
import { pathsOf } from '../rule.ts'

/** Paths from the record that must be loaded before its state with an approval can be told. */
export function approvalPaths(model: Model, entity: string, document: ApprovalDocument): readonly string[] {
  const when = document.when === undefined ? [] : pathsOf(model, entity, document.when, 'approval')
  return [...new Set([...when, ...(document.material ?? [])])]
}
