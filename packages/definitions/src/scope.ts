import type { Mode, RuleType, Scope } from '@atelier/rules'
import type { Model } from './model.ts'

/** Where a rule stands. The place chooses the mode and the names a rule may use; its author never does. */
export type Place =
  /** filters of lists, views, reports and record queries */
  | 'filter'
  /** `unless`, `warn`, `require`, `readonly` of an entity's rules; conditions of forms */
  | 'rule'
  /** `refuse` of an entity's rules */
  | 'refuse'
  | 'invariant'
  /** formulas, rollup values and filters, defaults, fills */
  | 'formula'
  /** candidates of a reference: `var` is the candidate, `$record` the record written */
  | 'choices'
  /** gates and `doneWhen` of pipelines */
  | 'gate'
  /** `when` of approvals */
  | 'approval'
  /** conditions and values of automations */
  | 'automation'
  /** scopes of grants */
  | 'grant'
  /** filters and values of reports; add `param`, `measure` and `dimension` to `names` as the report has them */
  | 'report'
  /** navigation and other places without a record */
  | 'nowhere'

const strictPlaces: ReadonlySet<Place> = new Set(['refuse', 'invariant', 'gate', 'approval', 'grant'])

/** Strict where an empty value must not let something pass: gates, approvals' `when`, permissions, `refuse`, invariants. */
export function modeOf(place: Place): Mode {
  return strictPlaces.has(place) ? 'strict' : 'plain'
}

const text: RuleType = { kind: 'text' }
const user: RuleType = { kind: 'reference', entity: 'user' }

/**
 * The scope of a rule over records of `entity`, standing at `place`; undefined entity for places without a record. Mode: `modeOf`.
 * `record` is the entity of `$record` where it differs from `entity` (inside `choices`).
 */
export function scopeOf(
  model: Model,
  entity: string | undefined,
  place: Place,
  record: string | undefined = entity,
): Scope {
  const references = (key: string | undefined): RuleType | undefined =>
    key ? { kind: 'reference', entity: key } : undefined
  const old = references(entity)
  const self = references(record)
  const hasOld = place === 'rule' || place === 'refuse' || place === 'automation' || place === 'gate'
  return {
    ...(entity ? { entity } : {}),
    shape: (key) => model.shape(key),
    names: {
      ...(self ? { $record: { type: self } } : {}),
      ...(hasOld && old ? { $old: { type: old } } : {}),
      $user: {
        type: user,
        keys: {
          id: text,
          roles: { kind: 'choices', options: [...model.roles.values()].map((role) => ({ key: role.key })) },
          team: { kind: 'reference', entity: 'team' },
          teams: { kind: 'references', entities: ['team'] },
        },
        required: true,
      },
      $workspace: {
        keys: { currency: { kind: 'currency' }, zone: text, language: text },
      },
      ...(place === 'automation'
        ? {
            $event: {
              keys: { at: { kind: 'datetime' }, offset: { kind: 'duration' } },
            },
          }
        : {}),
    },
    relationSteps: place === 'report' ? 4 : 2,
    approvals: (key) => approvalsOf(model, key, place),
    calendars: [...model.policies.values()]
      .filter((policy) => policy.policy === 'calendar')
      .map((policy) => policy.key),
    roles: [...model.roles.keys()],
    teams: [...model.teams.keys()],
    currencies: model.workspace.currencies ?? [model.workspace.currency],
    workspaceCurrency: model.workspace.currency,
    ...(place === 'grant' ? { canRead: true } : {}),
  }
}

/**
 * The approvals of an entity that `approvalState` may name. Stored values do not follow decisions, and constraints are the database's: there, and
 * where no record is, it may not stand.
 */
function approvalsOf(model: Model, entity: string, place: Place): readonly string[] | undefined {
  if (place === 'formula' || place === 'nowhere') return undefined
  return [...model.approvals.values()].filter((approval) => approval.entity === entity).map(({ key }) => key)
}
