import type { Entity, Field, Model } from '@atelier/definitions'
import { relatedRecord, wantedOf } from '../computed-values.ts'
import type { FormEnv, FormValues } from '../env.ts'
import { idOf } from '../record.ts'

/** Loads some fields of a record that the person may read; undefined where there is none. */
export type LoadRelated = (entity: string, id: string, fields: readonly string[]) => Promise<FormValues | undefined>

/**
 * What is known once a record was picked: the environment with what this entity's rules read of it. Only what was asked for is in it,
 * so that the rest does not look empty.
 */
export async function withPicked(
  model: Model,
  env: FormEnv,
  entity: Entity,
  field: Field,
  value: unknown,
  load: LoadRelated | undefined,
): Promise<FormEnv> {
  const [target] = field.targets
  const wanted = wantedOf(model, entity, field)
  const picked = idOf(value)
  if (!load || target === undefined || picked === null || wanted.length === 0) return env
  const known = model.entities.get(target)?.fields
  const answer = await load(
    target,
    picked,
    wanted.filter((key) => known?.has(key)),
  )
  const data = answer && relatedRecord(model, target, answer, env)
  if (!data) return env
  const kept = Object.fromEntries(Object.entries(data).filter(([key]) => wanted.includes(key)))
  return { ...env, related: new Map([...(env.related ?? []), [picked, { ...kept, id: picked }]]) }
}
