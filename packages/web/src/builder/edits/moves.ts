import type { GateDefinition, MoveDefinition, PipelineDocument, StageDefinition } from '@atelier/definitions'
import { changePart, insertPart, type PartChange, removePart, withProperties } from './lists.ts'

type Ids = () => string

const withMoves = (pipeline: PipelineDocument, moves: readonly MoveDefinition[]): PipelineDocument =>
  withProperties(pipeline, { moves: moves.length > 0 ? moves : undefined })

/** A move without conditions of its own: others from the same list may join it. */
const isPlain = (move: MoveDefinition): boolean => move.for === undefined && move.gates === undefined

/** The move that is listed from one stage to another. */
export const listedMove = (pipeline: PipelineDocument, from: string, to: string): MoveDefinition | undefined =>
  pipeline.moves?.find((move) => move.to === to && move.from.includes(from))

/** Lists a move, or takes it off the list; conditions that a listed move has stay with the stages it still starts from. */
export function toggleMove(pipeline: PipelineDocument, from: string, to: string, id: Ids): PipelineDocument {
  const moves = pipeline.moves ?? []
  if (listedMove(pipeline, from, to)) {
    return withMoves(
      pipeline,
      moves.flatMap((move) => {
        const left = move.to === to ? move.from.filter((key) => key !== from) : move.from
        return left.length === 0 ? [] : left.length === move.from.length ? [move] : [{ ...move, from: left }]
      }),
    )
  }
  const home = moves.find((move) => move.to === to && isPlain(move))
  if (!home) return withMoves(pipeline, [...moves, { id: id(), from: [from], to }])
  const order = pipeline.stages.map((stage) => stage.key)
  const all = [...home.from, from].toSorted((one, other) => order.indexOf(one) - order.indexOf(other))
  return withMoves(
    pipeline,
    moves.map((move) => (move === home ? { ...home, from: all } : move)),
  )
}

/** The next stage one comes to from each running stage, so that a list of moves begins with every stage in reach. */
function steps(stages: readonly StageDefinition[]): readonly (readonly [string, string])[] {
  const row = stages.filter((stage) => stage.retired !== true && stage.outcome !== 'lost')
  return row.slice(1).flatMap((stage, index) => {
    const before = row[index]
    return before?.outcome === 'open' ? [[before.key, stage.key] as const] : []
  })
}

/**
 * Changes how records go forward. Only a pipeline that goes by listed moves has a list: it begins with one stage after another, and is
 * given up with it.
 */
export function setForward(
  pipeline: PipelineDocument,
  forward: PipelineDocument['forward'],
  id: Ids,
): PipelineDocument {
  if (forward === pipeline.forward) return pipeline
  if (forward !== 'explicit') return withProperties({ ...pipeline, forward }, { moves: undefined })
  return steps(pipeline.stages).reduce<PipelineDocument>((each, [from, to]) => toggleMove(each, from, to, id), {
    ...pipeline,
    forward,
  })
}

/** Changes who may make a listed move, or what it asks for. */
export const editMove = (
  pipeline: PipelineDocument,
  id: string,
  change: PartChange<Pick<MoveDefinition, 'for' | 'gates'>>,
): PipelineDocument => withMoves(pipeline, changePart<MoveDefinition>(pipeline.moves ?? [], id, change))

/**
 * Gives the move between two stages conditions of its own: it leaves the list it shares with others. What else starts there stays as it
 * was. Undefined when it has an entry to itself already.
 */
export function splitMove(pipeline: PipelineDocument, from: string, to: string, id: Ids): PipelineDocument | undefined {
  const move = listedMove(pipeline, from, to)
  if (!move || move.from.length === 1) return undefined
  const rest = { ...move, from: move.from.filter((key) => key !== from) }
  const moves = (pipeline.moves ?? []).map((each) => (each === move ? rest : each))
  return withMoves(pipeline, [...moves, { ...move, id: id(), from: [from] }])
}

const onMove = (
  pipeline: PipelineDocument,
  id: string,
  change: (gates: readonly GateDefinition[]) => readonly GateDefinition[],
): PipelineDocument => {
  const gates = change(pipeline.moves?.find((move) => move.id === id)?.gates ?? [])
  return editMove(pipeline, id, { gates: gates.length > 0 ? gates : undefined })
}

export const addMoveGate = (pipeline: PipelineDocument, move: string, gate: GateDefinition): PipelineDocument =>
  onMove(pipeline, move, (gates) => insertPart(gates, gate))

export const editMoveGate = (pipeline: PipelineDocument, move: string, gate: GateDefinition): PipelineDocument =>
  onMove(pipeline, move, (gates) => gates.map((each) => (each.id === gate.id ? gate : each)))

export const removeMoveGate = (pipeline: PipelineDocument, move: string, gate: string): PipelineDocument =>
  onMove(pipeline, move, (gates) => removePart(gates, gate))
