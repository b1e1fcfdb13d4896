import type { Entity, Field } from '@atelier/definitions'
import type { Problem } from '@atelier/fields'
import { fieldAccess } from '../access/fields.ts'
import type { Selection } from './answer.ts'
import type { Build } from './build.ts'
import { unknownField } from './problems.ts'

type Draft = Map<string, { field: Field; sub?: Draft; part?: string }>

/** What the paths of `fields=` ask for, and a problem for each that leads nowhere the reader may go. */
export function parseSelection(
  build: Build,
  entity: Entity,
  paths: readonly string[],
): { readonly selection: Selection; readonly problems: readonly Problem[] } {
  const selection: Draft = new Map()
  const problems: Problem[] = []
  for (const [index, path] of paths.entries())
    if (!select(build, entity, path.split('.'), selection)) problems.push(unknownField(path, `/fields/${index}`))
  return { selection, problems }
}

function select(build: Build, entity: Entity, path: readonly string[], into: Draft): boolean {
  const [key = '', ...rest] = path
  const field = entity.fields.get(key)
  const right = field && fieldAccess(build.reader, build.model, entity.key).get(key)
  if (!field || !right || right.access === 'hidden') return false
  const present = into.get(key)
  if (rest.length === 0) {
    if (!present) into.set(key, { field })
    return true
  }
  const relation = entity.relations.get(key)
  const target = relation && relation.to.length === 1 ? build.model.entities.get(relation.to[0] ?? '') : undefined
  if (relation && target && relation.through.kind !== 'collection') {
    const sub: Draft = present?.sub ?? new Map()
    if (!select(build, target, rest, sub)) return false
    into.set(key, { field, sub })
    return true
  }
  const part = rest.join('.')
  if (right.access === 'masked' || !(part in (field.type.parts?.(field.settings) ?? {}))) return false
  into.set(`${key}.${part}`, { field, part })
  return true
}
