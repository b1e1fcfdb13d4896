import type { ReportValue } from '@atelier/definitions'
import { type Label, labelText, type ValueKind } from '@atelier/ui'
import { isOfKind, valueKind } from '../../../fields/registry.ts'
import type { WorkspaceView } from '../../../workspace/model.ts'
import { pathLabel } from '../rule-words.ts'

/** A field that a report may use, by its path from the counted entity. */
export type PathChoice = {
  readonly path: string
  readonly label: string
  readonly kind: ValueKind
  readonly scale?: number | undefined
  /** What is added instead of a field, where the choice is a question of its own. */
  readonly values?: readonly ReportValue[]
}

type Say = Parameters<typeof pathLabel>[3]

const temporal: readonly ValueKind[] = ['date', 'datetime']
const numeric: readonly ValueKind[] = ['number', 'money']
const dimensional: readonly ValueKind[] = ['choice', 'reference', 'people', ...temporal, 'boolean', 'text', 'currency']

/** Fields of an entity and of what it refers to, one step away, of the kinds. */
function paths(workspace: WorkspaceView, entity: string, kinds: readonly ValueKind[], say: Say): readonly PathChoice[] {
  const view = workspace.entities.get(entity)
  if (!view) return []
  const own = view.fields.filter((field) => kinds.includes(valueKind(field)))
  const far = view.fields
    .filter((field) => isOfKind(field, 'reference') && field.target !== undefined && field.targets?.length === 1)
    .flatMap((field) =>
      (workspace.entities.get(field.target ?? '')?.fields ?? [])
        .filter(
          (each) =>
            kinds.includes(valueKind(each)) && !['createdAt', 'createdBy', 'updatedAt', 'updatedBy'].includes(each.key),
        )
        .map((each) => ({
          path: `${field.key}.${each.key}`,
          label: `${say(field.label, field.key)} · ${say(each.label, each.key)}`,
          kind: valueKind(each),
          scale: each.scale,
        })),
    )
  return [
    ...own.map((field) => ({
      path: field.key,
      label: say(field.label, field.key),
      kind: valueKind(field),
      scale: field.scale,
    })),
    ...far,
  ]
}

/** What rows and columns may be: besides fields, when and how a process ended. */
export function dimensionChoices(workspace: WorkspaceView, entity: string, say: Say): readonly PathChoice[] {
  const stage = workspace.entities.get(entity)?.stage
  const ends = stage
    ? [
        { path: `${stage.key}.closedAt`, kind: 'datetime' as const },
        { path: `${stage.key}.outcome`, kind: 'choice' as const },
      ].map((each) => ({ ...each, label: pathLabel(workspace, entity, each.path, say) }))
    : []
  return [...paths(workspace, entity, dimensional, say), ...ends]
}

/** What may be summed. */
export const measureChoices = (workspace: WorkspaceView, entity: string, say: Say): readonly PathChoice[] =>
  paths(workspace, entity, numeric, say)

export const dateChoices = (workspace: WorkspaceView, entity: string, say: Say): readonly PathChoice[] =>
  paths(workspace, entity, temporal, say)

export const isTemporalChoice = (choice: PathChoice | undefined): boolean =>
  choice !== undefined && temporal.includes(choice.kind)

/** A key for a part of a report, made from what it reads and not yet used. */
export function partKey(path: string, taken: readonly string[]): string {
  const words = path.split('.').map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
  const stem =
    words
      .join('')
      .replace(/[^A-Za-z0-9]/g, '')
      .slice(0, 36) || 'part'
  const free = (name: string, count: number): string => {
    const key = count === 1 ? name : `${name}${count}`
    return taken.includes(key) ? free(name, count + 1) : key
  }
  return free(stem, 1)
}

const inBoth = (say: (language: 'en' | 'zh-CN') => string): Label => ({ en: say('en'), 'zh-CN': say('zh-CN') })

/** How many of those that have ended are won, with the two counts that it is made of. */
function winRate(stage: string): readonly ReportValue[] {
  const outcome = { var: `${stage}.outcome` }
  return [
    {
      key: 'won',
      label: inBoth((language) => (language === 'en' ? 'Won' : '赢单数')),
      aggregate: 'count',
      filter: { '==': [outcome, 'won'] },
    },
    {
      key: 'closed',
      label: inBoth((language) => (language === 'en' ? 'Closed' : '已结束')),
      aggregate: 'count',
      filter: { '!=': [outcome, 'open'] },
    },
    {
      key: 'winRate',
      label: inBoth((language) => (language === 'en' ? 'Win rate' : '赢单率')),
      formula: { '/': [{ measure: 'won' }, { measure: 'closed' }] },
      scale: 4,
      format: 'percent',
    },
  ]
}

/** Questions that many ask and no field answers: the win rate of a process, and the days between two dates. */
export function questionChoices(workspace: WorkspaceView, entity: string, say: Say): readonly PathChoice[] {
  const view = workspace.entities.get(entity)
  const dates = view?.fields.filter((field) => isOfKind(field, 'date')) ?? []
  const questions: readonly (readonly [string, readonly ReportValue[]])[] = [
    ...(view?.stage ? [['~winRate', winRate(view.stage.key)] as const] : []),
    ...dates.flatMap((from, at) =>
      dates.slice(at + 1).map((to) => {
        const label = inBoth((language) => {
          const [first, last] = [from, to].map((field) => labelText(field.label, language, field.key))
          return language === 'en' ? `Days from ${first} to ${last}` : `${first}到${last}的天数`
        })
        const path = `~days ${from.key} ${to.key}`
        const value = { dateDiff: [{ var: from.key }, { var: to.key }, 'day'] }
        return [path, [{ key: partKey(`days.${to.key}`, []), label, aggregate: 'avg', scale: 2, value }]] as const
      }),
    ),
  ]
  return questions.map(([path, values]) => ({ path, kind: 'number', label: say(values.at(-1)?.label, path), values }))
}
