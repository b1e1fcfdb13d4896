import type { Model, PipelineDocument } from '@atelier/definitions'
import { gatePaths } from '../gates/registry.ts'
import { personPaths } from '../persons/resolve.ts'
import { pathsOf } from '../rule.ts'
import { stageOf } from './stages.ts'

/**
 * Paths from the record, as rules write them (`budget`, `quotes.current`), that `judgeMove` reads: of one move when `from` and `to` are given, of every
 * move otherwise (`movesOf`). An approval's state is named `$approvals.<key>`, behind the path of the record that has it.
 */
export function requiredPaths(
  model: Model,
  entity: string,
  pipeline: PipelineDocument,
  move?: { readonly from: string | undefined; readonly to: string },
): readonly string[] {
  const left = move === undefined ? pipeline.stages : [stageOf(pipeline, move.from)]
  const entered = move === undefined ? pipeline.stages : [stageOf(pipeline, move.to)]
  const found = new Set<string>()
  const add = (paths: readonly string[]): void => {
    for (const path of paths) found.add(path)
  }
  for (const stage of left) {
    if (stage === undefined) continue
    for (const gate of stage.exit ?? []) add(gatePaths(gate, model, entity))
    for (const action of stage.keyActions ?? [])
      if (action.doneWhen !== undefined) add(pathsOf(model, entity, action.doneWhen))
  }
  for (const stage of entered) for (const gate of stage?.entry ?? []) add(gatePaths(gate, model, entity))
  for (const listed of pipeline.moves ?? []) {
    if (move !== undefined && (listed.to !== move.to || move.from === undefined || !listed.from.includes(move.from)))
      continue
    for (const gate of listed.gates ?? []) add(gatePaths(gate, model, entity))
    add((listed.for ?? []).flatMap(personPaths))
  }
  return [...found]
}
