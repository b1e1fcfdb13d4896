import type { Field, Model, PipelineDocument } from '@atelier/definitions'
import type { Env } from '@atelier/rules'
import { holds } from '../rule.ts'

/** The pipeline of a record being made: the first of the stage field's list whose `when` holds; undefined when none fits. `env.record` is the record after the write. */
export function pipelineFor(model: Model, field: Field, env: Env): PipelineDocument | undefined {
  for (const { pipeline, when } of field.definition.pipelines ?? []) {
    if (when === undefined || holds(model, field.entity, when, env)) return model.pipelines.get(pipeline)
  }
  return undefined
}
