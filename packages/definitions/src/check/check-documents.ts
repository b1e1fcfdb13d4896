import { checkRule } from '@atelier/rules'
import { compileModel } from '../compile/model.ts'
import type { Document } from '../documents/index.ts'
import type { Model } from '../model.ts'
import { didYouMean, type Problem, problem } from '../problem.ts'
import { mapReferences } from '../references/map-references.ts'
import type { NamedKind, Reference, RuleSite } from '../references/visitor.ts'
import { modeOf, scopeOf } from '../scope.ts'
import { calendarProblems } from './calendars.ts'
import { circleProblems } from './circles.ts'
import { dashboardProblems } from './dashboards.ts'
import { type DocumentProblem, documentName } from './document-problem.ts'
import { entityProblems } from './entities.ts'
import { pathProblems } from './paths.ts'
import { processProblems } from './processes.ts'
import { taskProblems } from './tasks.ts'
import { workspaceProblems } from './workspace.ts'

/**
 * Checks what only all documents together can tell: that what they name exists, that every rule is right where it stands, that nothing
 * goes in circles, that every stage can be reached. Every problem at once, with the document it is in; never throws.
 * `model` is what `compileModel` makes of the same documents.
 */
export function checkDocuments(
  documents: readonly Document[],
  model: Model = compileModel(documents, { revision: 0 }),
): readonly DocumentProblem[] {
  const found: DocumentProblem[] = [...workspaceProblems(documents), ...circleProblems(model)]
  for (const document of documents) found.push(...checkDocument(document, model))
  const said = new Set<string>()
  return found.filter((each) => {
    const line = `${each.document} ${each.path} ${each.code} ${each.message.en}`
    return said.has(line) ? false : said.add(line)
  })
}

/** Checks one document against a model: what it names, its rules, its fields and processes; not what only all together can tell. */
export function checkDocument(document: Document, model: Model): readonly DocumentProblem[] {
  const own: readonly (Problem & { readonly tolerable?: boolean })[] = [
    ...referenceProblems(document, model),
    ...pathProblems(document, model),
    ...entityProblems(document, model),
    ...processProblems(document, model),
    ...taskProblems(document, model),
    ...calendarProblems(document),
    ...dashboardProblems(document, model),
  ]
  return own.map((each) => ({ ...each, path: inFile(each.path), document: documentName(document) }))
}

/** In files the constraints of lines are called `unique`. */
function inFile(path: string): string {
  return path.replace(/^(\/fields\/\d+)\/uniques(?=\/)/, '$1/unique')
}

/** What a document names in vain, and what is wrong with its rules and literals. */
function referenceProblems(document: Document, model: Model): readonly (Problem & { readonly tolerable?: boolean })[] {
  const problems: (Problem & { readonly tolerable?: boolean })[] = []
  mapReferences(document, model, {
    reference: (reference) => {
      const wrong = judge(reference, model)
      if (wrong) problems.push(reference.needed ? wrong : { ...wrong, tolerable: true })
      return reference.key
    },
    rule: (json, site) => {
      // The report engine checks reports: it knows their parameters, measures and dimensions.
      if (document.kind !== 'report') problems.push(...ruleProblems(json, site, model))
      return json
    },
    literal: (value, site) => {
      const field = model.entities.get(site.entity)?.fields.get(site.field)
      if (field && value !== null && field.type.storage !== 'rows') {
        const parsed = field.type.parse(value, field.settings)
        if (!parsed.ok) problems.push(...parsed.problems.map((each) => ({ ...each, path: site.at + each.path })))
      }
      return value
    },
  })
  return problems
}

function ruleProblems(json: unknown, site: RuleSite, model: Model): readonly Problem[] {
  // Where the entity is unknown, that alone is the problem.
  if (site.entity !== undefined && !model.entities.has(site.entity)) return []
  const scope = scopeOf(model, site.entity, site.place, site.record ?? site.entity)
  return checkRule(json, { scope, expects: site.expects, mode: modeOf(site.place), path: site.at }).problems ?? []
}

function judge(reference: Reference, model: Model): Problem | undefined {
  const known = knownKeys(reference, model)
  if (known === undefined || known.includes(reference.key)) return undefined
  const shown = reference.key.slice(0, 80)
  const [en, zh] = words[reference.kind]
  const where = 'entity' in reference ? [` of "${reference.entity}"`, `“${reference.entity}”的`] : ['', '']
  return problem(
    `unknown_${reference.kind}`,
    reference.at,
    { en: `There is no ${en} "${shown}"${where[0]}`, 'zh-CN': `没有${where[1]}${zh}“${shown}”` },
    {
      [reference.kind]: shown,
      ...('entity' in reference ? { entity: reference.entity } : {}),
      ...('path' in reference ? { path: reference.path } : {}),
    },
    didYouMean(reference.key, known),
  )
}

const words: Readonly<Record<Reference['kind'], readonly [en: string, zh: string]>> = {
  entity: ['entity', '业务对象'],
  pipeline: ['pipeline', '销售流程'],
  approval: ['approval flow', '审批流'],
  role: ['role', '角色'],
  team: ['team', '团队'],
  optionset: ['option set', '选项集'],
  view: ['view', '视图'],
  report: ['report', '报表'],
  dashboard: ['dashboard', '仪表盘'],
  form: ['form', '表单'],
  message: ['message', '消息模板'],
  calendar: ['calendar', '日历'],
  field: ['field', '字段'],
  part: ['part', '组成部分'],
  stage: ['stage', '阶段'],
  option: ['option', '选项'],
  person: ['way to name a person', '人员表达式'],
}

/** What could stand there; undefined when that cannot be judged here because something before it is unknown. */
function knownKeys(reference: Reference, model: Model): readonly string[] | undefined {
  switch (reference.kind) {
    case 'field': {
      const entity = model.entities.get(reference.entity)
      return entity ? [...entity.fields.keys(), ...entity.relations.keys()] : undefined
    }
    case 'part': {
      const field = model.entities.get(reference.entity)?.fields.get(reference.field)
      return field ? Object.keys(field.type.parts?.(field.settings) ?? {}) : undefined
    }
    case 'stage': {
      const pipelines = reference.pipelines.flatMap((key) => model.pipelines.get(key) ?? [])
      return pipelines.flatMap((pipeline) => pipeline.stages.map((stage) => stage.key))
    }
    case 'person':
      return personWords
    case 'option':
      return model.entities
        .get(reference.entity)
        ?.fields.get(reference.field)
        ?.options.map((option) => option.key)
    case 'calendar':
      return [...model.policies.values()].filter((policy) => policy.policy === 'calendar').map((policy) => policy.key)
    default:
      return [...collectionOf(model, reference.kind).keys()]
  }
}

const personWords = [
  'owner',
  'starter',
  'approver',
  'creator',
  '$user',
  'manager()',
  'leader()',
  'role:',
  'team:',
  'field:',
]

function collectionOf(model: Model, kind: Exclude<NamedKind, 'calendar'>): ReadonlyMap<string, unknown> {
  const maps = {
    entity: model.entities,
    pipeline: model.pipelines,
    approval: model.approvals,
    role: model.roles,
    team: model.teams,
    optionset: model.optionsets,
    view: model.views,
    report: model.reports,
    dashboard: model.dashboards,
    form: model.forms,
    message: model.messages,
  }
  return maps[kind]
}
