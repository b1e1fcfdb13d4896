import type { GateDefinition, Model } from '@atelier/definitions'
import { approval } from './approval/index.ts'
import type { GateKind, GateQuestion, GateVerdict } from './contract.ts'
import { fields } from './fields/index.ts'
import { rule } from './rule/index.ts'
import { via } from './via/index.ts'
import { who } from './who/index.ts'

/** Every kind of gate. A new one is a folder and a line here and in the two functions below. */
export const gates = [fields, rule, who, via, approval] as const

/** Judges one gate. */
export function judgeGate(gate: GateDefinition, question: GateQuestion): GateVerdict {
  switch (gate.gate) {
    case 'fields':
      return fields.judge(gate, question)
    case 'rule':
      return rule.judge(gate, question)
    case 'who':
      return who.judge(gate, question)
    case 'via':
      return via.judge(gate, question)
    case 'approval':
      return approval.judge(gate, question)
  }
}

/** Paths that must be loaded before a gate can be judged. */
export function gatePaths(gate: GateDefinition, model: Model, entity: string): readonly string[] {
  switch (gate.gate) {
    case 'fields':
      return fields.paths(gate, model, entity)
    case 'rule':
      return rule.paths(gate, model, entity)
    case 'who':
      return who.paths(gate, model, entity)
    case 'via':
      return via.paths(gate, model, entity)
    case 'approval':
      return approval.paths(gate, model, entity)
  }
}

export type { GateKind }
