import { checkDocuments } from '../check/check-documents.ts'
import type { DocumentProblem } from '../check/document-problem.ts'
import { compileModel } from '../compile/model.ts'
import type { Document, RuleJson } from '../documents/index.ts'
import type { Entity, Field, Model } from '../model.ts'
import { type Diff, diffDocuments } from './diff.ts'
import { findRenames, type Rename } from './renames.ts'
import { type DocumentSentences, describeDiffs } from './sentences.ts'

/** Something to count in the data before a change is published; `filter` is a rule over the entity as it is before. */
export type ImpactQuestion = {
  readonly code:
    | 'retired_option_in_use'
    | 'retired_stage_in_use'
    | 'required_empty'
    | 'field_dropped'
    | 'entity_dropped'
  readonly entity: string
  readonly field?: string
  /** The option or stage, and what replaces it. */
  readonly value?: string
  readonly replacedBy?: string
  readonly filter: RuleJson | undefined
}

/** What publishing `after` over `before` would change, before anything is asked of the data. */
export type ChangePlan = {
  readonly problems: readonly DocumentProblem[]
  readonly diff: readonly Diff[]
  readonly renames: readonly Rename[]
  readonly impacts: readonly ImpactQuestion[]
  readonly sentences: readonly DocumentSentences[]
}

/** Plans a change of documents: problems of the result, differences, renames, what to count, and sentences in en and zh-CN. Pure. */
export function planChange(before: readonly Document[], after: readonly Document[]): ChangePlan {
  const [was, now] = [compileModel(before, { revision: 0 }), compileModel(after, { revision: 0 })]
  const diff = diffDocuments(before, after)
  return {
    problems: [...identityChanges(before, after), ...checkDocuments(after, now)],
    diff,
    renames: findRenames(before, after),
    impacts: impactsOf(was, now),
    sentences: describeDiffs(diff, was, now),
  }
}

/** What an id may not become: a document of another kind, a field of another type. */
function identityChanges(before: readonly Document[], after: readonly Document[]): readonly DocumentProblem[] {
  const old = new Map(before.map((document) => [document.id, document]))
  return after.flatMap((document): readonly DocumentProblem[] => {
    const was = old.get(document.id)
    const name = `${document.kind}/${document.key}`
    if (was && was.kind !== document.kind)
      return [
        {
          code: 'duplicate_id',
          path: '/id',
          document: name,
          message: {
            en: `The id "${document.id}" belongs to a ${was.kind}`,
            'zh-CN': `id“${document.id}”已属于另一类文档(${was.kind})`,
          },
          params: { id: document.id ?? '' },
        },
      ]
    if (was?.kind !== 'entity' || document.kind !== 'entity') return []
    const types = new Map(was.fields.map((field) => [field.id, field.type]))
    return document.fields.flatMap((field, index) => {
      const type = types.get(field.id)
      return type === undefined || type === field.type
        ? []
        : [
            {
              code: 'type_changed',
              path: `/fields/${index}/type`,
              document: name,
              message: {
                en: `A field keeps its type: "${field.key}" is a ${type}`,
                'zh-CN': `字段类型不可更改:“${field.key}”为 ${type}`,
              },
              params: { field: field.key, from: type, to: field.type },
              fix: { en: 'Retire it and add a field with another id', 'zh-CN': '请停用该字段,并以新的 id 添加字段' },
            },
          ]
    })
  })
}

function impactsOf(was: Model, now: Model): readonly ImpactQuestion[] {
  const next = new Map([...now.entities.values()].map((entity) => [entity.id, entity]))
  return [...was.entities.values()].flatMap((entity): readonly ImpactQuestion[] => {
    if (entity.origin.kind === 'collection') return []
    const after = next.get(entity.id)
    if (!after) return [{ code: 'entity_dropped', entity: entity.key, filter: undefined }]
    const fields = new Map([...after.fields.values()].map((field) => [field.id, field]))
    return [...entity.fields.values()]
      .filter((field) => !field.system)
      .flatMap((field) => fieldImpacts(entity, field, fields.get(field.id)))
  })
}

function fieldImpacts(entity: Entity, field: Field, after: Field | undefined): readonly ImpactQuestion[] {
  const at = { entity: entity.key, field: field.key }
  const here = { var: field.key }
  if (!after)
    return field.type.source === 'computed' ? [] : [{ ...at, code: 'field_dropped', filter: { notEmpty: [here] } }]
  const impacts: ImpactQuestion[] = []
  if (after.definition.required && !field.definition.required)
    impacts.push({ ...at, code: 'required_empty', filter: { empty: [here] } })
  const options = new Map(after.options.map((option) => [option.id, option]))
  const isMany = field.type.ruleType(field.settings).kind === 'choices'
  for (const option of field.options) {
    const kept = options.get(option.id)
    if (option.retired || (kept && !kept.retired)) continue
    impacts.push({
      ...at,
      code: field.type.servesAs === 'stage' ? 'retired_stage_in_use' : 'retired_option_in_use',
      value: option.key,
      ...(kept?.replacedBy === undefined ? {} : { replacedBy: kept.replacedBy }),
      filter: isMany ? { hasAny: [here, [option.key]] } : { '==': [here, option.key] },
    })
  }
  return impacts
}
