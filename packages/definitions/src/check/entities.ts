import { checkRule } from '@atelier/rules'
import { readFields } from '../compile/computed.ts'
import { amountRule } from '../compile/currencies.ts'
import { entityKeyOf } from '../compile/merge-extensions.ts'
import { ruleReads } from '../compile/rule-paths.ts'
import type { Document, EntityDocument, FieldDefinition, UniqueDefinition } from '../documents/index.ts'
import { fieldTypeOf } from '../field-types.ts'
import type { Entity, Field, Model } from '../model.ts'
import { type Problem, pointer, problem } from '../problem.ts'
import { scopeOf } from '../scope.ts'

/** What is wrong with an entity beyond what it names: its field types' own checks, owners, uniqueness, volatile fields, reverse keys. */
export function entityProblems(document: Document, model: Model): readonly Problem[] {
  if (document.kind !== 'entity') return []
  const entity = model.entities.get(entityKeyOf(document))
  if (!entity) return []
  return [
    ...fieldsProblems(document.fields, entity, model, '/fields'),
    ...ownerProblems(document),
    ...stageProblems(document, model),
    ...uniqueProblems(document.unique, entity, '/unique'),
    ...ruleShapeProblems(document),
    ...extensionProblems(document, model),
  ]
}

function fieldsProblems(
  fields: readonly FieldDefinition[],
  entity: Entity,
  model: Model,
  at: string,
): readonly Problem[] {
  return fields.flatMap((definition, index) => {
    const place = pointer(at, index)
    const field = entity.fields.get(definition.key)
    if (!field || field.id !== definition.id) return []
    const lines = model.entities.get(`${entity.key}.${definition.key}`)
    return [
      ...(field.type.checkDefinition?.(field.settings) ?? []).map((each) => ({ ...each, path: place + each.path })),
      ...flagProblems(field, place),
      ...defaultProblems(field, model, place),
      ...reverseProblems(field, model, place),
      ...currencyProblems(field, model, place),
      ...optionProblems(definition, place),
      ...(definition.fields && lines ? fieldsProblems(definition.fields, lines, model, pointer(place, 'fields')) : []),
      ...(definition.uniques && lines ? uniqueProblems(definition.uniques, lines, pointer(place, 'unique')) : []),
    ]
  })
}

function flagProblems(field: Field, place: string): readonly Problem[] {
  const { definition, type } = field
  const problems: Problem[] = []
  if (definition.unique && !type.uniqueable) problems.push(notUniqueable(field, pointer(place, 'unique')))
  if (definition.unique && field.volatile) problems.push(volatileProblem(field, pointer(place, 'unique')))
  if (definition.index && field.volatile) problems.push(volatileProblem(field, pointer(place, 'index')))
  if (definition.searchable && field.volatile) problems.push(volatileProblem(field, pointer(place, 'searchable')))
  if (definition.searchable && !type.searchText)
    problems.push(
      problem(
        'not_searchable',
        pointer(place, 'searchable'),
        { en: 'Fields of this type are not searched', 'zh-CN': '此类型的字段不支持搜索' },
        { type: type.key },
      ),
    )
  return problems
}

function defaultProblems(field: Field, model: Model, place: string): readonly Problem[] {
  if (typeof field.definition.default !== 'object' || field.definition.default === null) return []
  const reads = ruleReads(field.definition.default, () => false)
  const volatile = reads.paths
    .flatMap((path) => readFields(model.entities, field.entity, path.split('.')))
    .find((read) => read.volatile)
  return volatile ? [volatileProblem(volatile, pointer(place, 'default'))] : []
}

/** A rollup over amounts that may be in different currencies says in which it is. */
function currencyProblems(field: Field, model: Model, place: string): readonly Problem[] {
  const { definition, entity } = field
  if (definition.over === undefined || definition.currency === 'workspace') return []
  const scope = scopeOf(model, entity, 'formula')
  const { problems } = checkRule(amountRule(definition), { scope, mode: 'plain', expects: 'any' })
  if (!problems?.some(({ code }) => code === 'currency_needed')) return []
  return [
    problem(
      'currency_needed',
      pointer(place, 'currency'),
      { en: 'The amounts may be in different currencies', 'zh-CN': '金额的币种可能不同' },
      { field: field.key },
      { en: 'State "currency": "workspace"', 'zh-CN': '请填写 "currency": "workspace"' },
    ),
  ]
}

/** The other side of a reference must find its key free. */
function reverseProblems(field: Field, model: Model, place: string): readonly Problem[] {
  const reverse = field.definition.reverse
  if (!reverse) return []
  return field.targets.flatMap((target) => {
    const other = model.entities.get(target)
    const relation = other?.relations.get(reverse.key)
    if (!other || (relation && 'field' in relation.through && relation.through.field === field)) return []
    return [
      problem(
        'duplicate_key',
        pointer(place, 'reverse', 'key'),
        {
          en: `"${target}" already has a field or list "${reverse.key}"`,
          'zh-CN': `“${target}”已有名为“${reverse.key}”的字段或列表`,
        },
        { key: reverse.key, entity: target },
      ),
    ]
  })
}

function optionProblems(definition: FieldDefinition, place: string): readonly Problem[] {
  return (definition.options ?? []).flatMap((option, index) =>
    option.replacedBy !== undefined && !option.retired
      ? [
          problem(
            'not_retired',
            pointer(place, 'options', index, 'replacedBy'),
            { en: 'Only a retired option is replaced by another', 'zh-CN': '只有停用的选项才能被替换' },
            undefined,
            { en: 'Set "retired": true', 'zh-CN': '请设置 "retired": true' },
          ),
        ]
      : [],
  )
}

function ownerProblems(document: EntityDocument): readonly Problem[] {
  let owners = 0
  return document.fields.flatMap((field, index) => {
    if (fieldTypeOf(field.type)?.servesAs !== 'owner') return []
    owners += 1
    const place = pointer('/fields', index, 'key')
    if (field.key !== 'owner')
      return [
        problem(
          'bad_key',
          place,
          { en: 'The key of a field of type owner is "owner"', 'zh-CN': '负责人字段的 key 须为“owner”' },
          { key: field.key },
        ),
      ]
    return owners > 1
      ? [
          problem('too_many', pointer('/fields', index, 'type'), {
            en: 'An entity has one owner field',
            'zh-CN': '一个业务对象只能有一个负责人字段',
          }),
        ]
      : []
  })
}

function stageProblems(document: EntityDocument, model: Model): readonly Problem[] {
  let stages = 0
  return document.fields.flatMap((field, index) => {
    if (fieldTypeOf(field.type)?.servesAs !== 'stage') return []
    stages += 1
    const place = pointer('/fields', index)
    if (stages > 1)
      return [
        problem('too_many', pointer(place, 'type'), {
          en: 'An entity has one stage field',
          'zh-CN': '一个业务对象只能有一个阶段字段',
        }),
      ]
    return (field.pipelines ?? []).flatMap((choice, position) => {
      const pipeline = model.pipelines.get(choice.pipeline)
      return pipeline && pipeline.entity !== entityKeyOf(document)
        ? [
            problem(
              'wrong_entity',
              pointer(place, 'pipelines', position, 'pipeline'),
              {
                en: `The pipeline "${choice.pipeline}" is for "${pipeline.entity}"`,
                'zh-CN': `销售流程“${choice.pipeline}”属于“${pipeline.entity}”`,
              },
              { pipeline: choice.pipeline, entity: pipeline.entity },
            ),
          ]
        : []
    })
  })
}

function uniqueProblems(
  uniques: readonly UniqueDefinition[] | undefined,
  entity: Entity,
  at: string,
): readonly Problem[] {
  return (uniques ?? []).flatMap((unique, index) =>
    unique.fields.flatMap((key, position) => {
      const field = entity.fields.get(key)
      const place = pointer(at, index, 'fields', position)
      if (!field) return []
      if (field.volatile) return [volatileProblem(field, place)]
      return field.type.uniqueable || field.system ? [] : [notUniqueable(field, place)]
    }),
  )
}

/** One rule does one thing, and says for which fields and why. */
function ruleShapeProblems(document: EntityDocument): readonly Problem[] {
  return (document.rules ?? []).flatMap((rule, index) => {
    const effects = (['require', 'readonly', 'refuse', 'warn'] as const).filter((effect) => rule[effect] !== undefined)
    if (effects.length === 1) return []
    return [
      problem(
        effects.length === 0 ? 'required' : 'too_many',
        pointer('/rules', index),
        {
          en: 'A rule has one of "require", "readonly", "refuse" and "warn"',
          'zh-CN': '一条规则须有且仅有“require”“readonly”“refuse”“warn”之一',
        },
        { given: effects },
      ),
    ]
  })
}

function extensionProblems(document: EntityDocument, model: Model): readonly Problem[] {
  if (document.extends === undefined) {
    return model.entities.get(document.key)?.origin.kind === 'system'
      ? [
          problem(
            'reserved_key',
            '/key',
            { en: `"${document.key}" is a system entity`, 'zh-CN': `“${document.key}”是系统业务对象` },
            { key: document.key },
            { en: 'Write "extends": "system" to add fields to it', 'zh-CN': '如需增加字段,请写 "extends": "system"' },
          ),
        ]
      : []
  }
  const base = model.entities.get(entityKeyOf(document))
  return document.fields.flatMap((field, index) => {
    const present = base?.fields.get(field.key)
    return present && present.id !== field.id
      ? [
          problem(
            'duplicate_key',
            pointer('/fields', index, 'key'),
            {
              en: `"${base?.key}" already has a field "${field.key}"`,
              'zh-CN': `“${base?.key}”已有字段“${field.key}”`,
            },
            { key: field.key },
          ),
        ]
      : []
  })
}

function notUniqueable(field: Field, path: string): Problem {
  return problem(
    'not_uniqueable',
    path,
    { en: `"${field.key}" cannot be unique: its type does not allow it`, 'zh-CN': `“${field.key}”的类型不支持唯一` },
    { field: field.key, type: field.type.key },
  )
}

/** A field that is computed on read cannot stand where a stored value is needed. */
export function volatileProblem(field: Field, path: string): Problem {
  return problem(
    'volatile_field',
    path,
    {
      en: `"${field.key}" changes with the day, so it has no stored value and cannot stand here`,
      'zh-CN': `“${field.key}”随日期变化,没有存储值,不能用在此处`,
    },
    { field: field.key },
  )
}
