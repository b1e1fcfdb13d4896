import { describe, expect, test } from 'vitest'
import {
  checkDocuments,
  type Document,
  type EntityDocument,
  type FieldDefinition,
} from '../../packages/definitions/src/index.ts'
import { salesWorkspace, withChange } from './corpus.ts'

const documents = salesWorkspace()

/** Problems as `kind/key path code`. */
const found = (changed: readonly Document[]) =>
  checkDocuments(changed).map(({ document, path, code }) => `${document} ${path} ${code}`)

const addField = (entity: string, field: FieldDefinition, extra: Partial<EntityDocument> = {}) =>
  withChange(documents, 'entity', entity, (document) => ({
    ...document,
    ...extra,
    fields: [...document.fields, field],
  }))

describe('tiles that filter one another', () => {
  const withTiles = (change: (tile: { readonly id: string }) => object) =>
    withChange(documents, 'dashboard', 'teamHome', (board) => ({
      ...board,
      tiles: board.tiles.map((tile) => ({ ...tile, ...change(tile) })),
    }))

  test('emit rows and columns that their report has', () => {
    const changed = withTiles(({ id }) => (id === 'til_funnel' ? { emits: { stage: 'stge' } } : {}))
    expect(checkDocuments(changed)).toMatchObject([
      {
        document: 'dashboard/teamHome',
        path: '/tiles/0/emits/stage',
        code: 'unknown_dimension',
        fix: { en: 'Did you mean "stage"?' },
      },
    ])
  })

  test('listen to what another tile emits, never to themselves', () => {
    const changed = withTiles(({ id }) =>
      id === 'til_region' ? { listens: ['til_region.region', 'til_funnel.owner', 'til_funnel.stage'] } : {},
    )
    expect(found(changed)).toEqual([
      'dashboard/teamHome /tiles/1/listens/0 unknown_tile',
      'dashboard/teamHome /tiles/1/listens/1 unknown_tile',
    ])
  })
})

describe('what a document names must exist', () => {
  test('a reference to an entity that is not there offers the nearest', () => {
    const changed = addField('contact', { id: 'fld_x', key: 'x', type: 'reference', target: 'acount' })
    expect(checkDocuments(changed)).toMatchObject([
      {
        document: 'entity/contact',
        path: '/fields/4/target',
        code: 'unknown_entity',
        fix: { en: 'Did you mean "account"?' },
      },
    ])
  })

  test('a path says which of its segments is unknown', () => {
    const changed = withChange(documents, 'view', 'myLeads', (view) => ({
      ...view,
      columns: [{ field: 'campaign.sorce' }],
    }))
    expect(checkDocuments(changed)).toMatchObject([
      {
        document: 'view/myLeads',
        path: '/columns/0/field',
        code: 'unknown_field',
        params: { entity: 'campaign', field: 'sorce', path: 'campaign.sorce' },
        fix: { en: 'Did you mean "source"?' },
      },
    ])
  })

  test('a calendar lies on dates', () => {
    const changed = withChange(documents, 'view', 'closing', (view) => ({
      ...view,
      calendar: { start: 'createdAt', end: 'name', color: 'stag' },
    }))
    expect(found(changed)).toEqual([
      'view/closing /calendar/color unknown_field',
      'view/closing /calendar/end wrong_type',
    ])
  })

  test('stages, options, roles, teams, messages, views, reports, dashboards and forms', () => {
    const cases: readonly (readonly [readonly Document[], string])[] = [
      [
        withChange(documents, 'automation', 'presalesHandoff', (d) => ({
          ...d,
          trigger: { on: 'stage.entered', stage: ['pok'] },
        })),
        'automation/presalesHandoff /trigger/stage/0 unknown_stage',
      ],
      [
        withChange(documents, 'automation', 'bigDeal', (d) => ({
          ...d,
          steps: [{ id: 'stp_1', action: 'updateRecord', on: { var: 'account' }, set: { industry: 'hardwear' } }],
        })),
        'automation/bigDeal /steps/0/set/industry unknown_option',
      ],
      [
        withChange(documents, 'approval', 'quoteDiscount', (d) => ({
          ...d,
          noApprover: { to: 'role:boss@team(owner)' },
        })),
        'approval/quoteDiscount /noApprover/to unknown_role',
      ],
      [withChange(documents, 'team', 'east', (d) => ({ ...d, parent: 'world' })), 'team/east /parent unknown_team'],
      [
        withChange(documents, 'role', 'sales', (d) => ({ ...d, home: 'nowhere' })),
        'role/sales /home unknown_dashboard',
      ],
      [
        withChange(documents, 'entity', 'lead', (d) => ({ ...d, forms: ['nothing'] })),
        'entity/lead /forms/0 unknown_form',
      ],
      [
        withChange(documents, 'navigation', 'navigation', (d) => ({
          ...d,
          items: [{ id: 'nvi_1', go: { report: 'none' } }],
        })),
        'navigation/navigation /items/0/go/report unknown_report',
      ],
      [
        withChange(documents, 'message', 'stale', (d) => ({ ...d, subject: '{{nam}}' })),
        'message/stale /subject unknown_field',
      ],
      [
        withChange(documents, 'dashboard', 'salesHome', (d) => ({
          ...d,
          tiles: [{ id: 'til_1', tile: 'view', view: 'x', at: [0, 0, 1, 1] }],
        })),
        'dashboard/salesHome /tiles/0/view unknown_view',
      ],
      [
        withChange(documents, 'approval', 'quoteDiscount', (d) => ({
          ...d,
          onRejected: [{ id: 'stp_1', action: 'notify', to: ['field:opportunity.boss'] }],
        })),
        'approval/quoteDiscount /onRejected/0/to/0 unknown_field',
      ],
      [
        withChange(documents, 'pipeline', 'leadFlow', (d) => ({
          ...d,
          stages: d.stages.map((stage) => ({
            ...stage,
            exit: [{ id: `gat_${stage.id}`, gate: 'fields' as const, fields: ['budgt'] }],
          })),
        })),
        'pipeline/leadFlow /stages/0/exit/0/fields/0 unknown_field',
      ],
    ]
    for (const [changed, problem] of cases) expect(found(changed)).toContain(problem)
  })

  test('ids and keys are taken once', () => {
    const twin: Document = { kind: 'team', specVersion: 1, id: 'tem_east', key: 'sales' }
    expect(found([...documents, twin])).toEqual(['team/sales /id duplicate_id', 'team/sales /key duplicate_key'])
  })
})

describe('what a place asks for', () => {
  test('a rollup goes over a list, a lookup to one record, a scope to records, money to a currency', () => {
    const field = (extra: Partial<FieldDefinition>): FieldDefinition => ({
      id: 'fld_x',
      key: 'x',
      type: 'lookup',
      ...extra,
    })
    expect(found(addField('contact', field({ type: 'rollup', over: 'account', aggregate: 'count' })))).toEqual([
      'entity/contact /fields/4/over wrong_type',
    ])
    expect(found(addField('account', field({ path: 'contacts.name' })))).toEqual([
      'entity/account /fields/9/path wrong_type',
    ])
    expect(found(addField('contact', field({ type: 'money', currency: { from: 'name' } })))).toEqual([
      'entity/contact /fields/4/currency/from wrong_type',
    ])
    const via = withChange(documents, 'role', 'presales', (d) => ({
      ...d,
      grants: [{ id: 'grt_1', entity: 'contact', actions: ['read'], scope: { via: 'name' } }],
    }))
    expect(found(via)).toEqual(['role/presales /grants/0/scope/via wrong_type'])
  })

  test('a person inside a person must be one too', () => {
    const changed = withChange(documents, 'approval', 'quoteDiscount', (d) => ({
      ...d,
      noApprover: { to: 'manager(boss,2)' },
    }))
    expect(found(changed)).toEqual(['approval/quoteDiscount /noApprover/to unknown_person'])
  })

  test('one entity keeps the activities; a retired option is replaced by one that is there', () => {
    const activity = { about: 'name', type: 'name', due: 'name', done: 'name', doneAt: 'name' }
    expect(
      found(withChange(documents, 'entity', 'product', (d) => ({ ...d, activity }))).filter((each) =>
        each.endsWith('too_many'),
      ),
    ).toHaveLength(1)
    const sets = withChange(documents, 'optionset', 'region', (d) => ({
      ...d,
      options: d.options.map((option) => ({ ...option, retired: true, replacedBy: 'north' })),
    }))
    expect(found(sets)).toEqual([
      'optionset/region /options/0/replacedBy unknown_option',
      'optionset/region /options/1/replacedBy unknown_option',
    ])
  })
})

describe('rules are judged where they stand', () => {
  test('a rule that compares a date with a number', () => {
    const changed = withChange(documents, 'view', 'myLeads', (view) => ({
      ...view,
      filter: { '>': [{ var: 'createdAt' }, 5] },
    }))
    expect(found(changed)).toEqual(['view/myLeads /filter/>/1 wrong_type'])
  })

  test('`$old` is known to rules of an entity and unknown to filters', () => {
    const rule = { '!=': [{ var: '$old.name' }, { var: 'name' }] }
    const inRule = withChange(documents, 'entity', 'product', (d) => ({
      ...d,
      rules: [{ id: 'rul_1', when: rule, warn: 'Renamed' }],
    }))
    expect(found(inRule)).toEqual([])
    const inFilter = withChange(documents, 'view', 'myLeads', (view) => ({ ...view, filter: rule }))
    expect(found(inFilter)).toEqual(['view/myLeads /filter/!=/0/var unknown_name'])
  })

  test('a rule in a line reads its header as `parent`', () => {
    const changed = withChange(documents, 'entity', 'quote', (d) => ({
      ...d,
      fields: d.fields.map((field) =>
        field.key === 'lines'
          ? {
              ...field,
              invariants: [
                { id: 'inv_1', always: { '==': [{ var: 'parent.isCurrent' }, true] }, mode: 'refuse' as const },
              ],
            }
          : field,
      ),
    }))
    expect(found(changed)).toEqual([])
  })

  test('`canRead` stands in scopes only', () => {
    const rule = { some: [{ var: 'opportunities' }, { canRead: [] }] }
    const changed = withChange(documents, 'view', 'myLeads', (view) => ({ ...view, filter: rule }))
    expect(found(changed)).toHaveLength(1)
  })
})

describe('nothing goes in circles', () => {
  test('formulas that read each other name the circle', () => {
    const changed = withChange(documents, 'entity', 'product', (d) => ({
      ...d,
      fields: [
        ...d.fields,
        { id: 'fld_a', key: 'a', type: 'formula', result: 'number', formula: { '+': [{ var: 'b' }, 1] } },
        { id: 'fld_b', key: 'b', type: 'formula', result: 'number', formula: { '+': [{ var: 'a' }, 1] } },
      ],
    }))
    expect(found(changed).sort()).toEqual(['entity/product /fields/4 circle', 'entity/product /fields/5 circle'])
    expect(checkDocuments(changed)[0]?.message.en).toContain('product.a → product.b → product.a')
  })

  test('a rollup over records whose formula reads it back', () => {
    const changed = withChange(
      addField('account', {
        id: 'fld_back',
        key: 'total',
        type: 'rollup',
        over: 'opportunities',
        aggregate: 'sum',
        field: 'share',
      }),
      'entity',
      'opportunity',
      (d) => ({
        ...d,
        fields: [
          ...d.fields,
          {
            id: 'fld_share',
            key: 'share',
            type: 'formula',
            result: 'number',
            formula: { '*': [{ var: 'account.total' }, 2] },
          },
        ],
      }),
    )
    expect(found(changed).filter((each) => each.endsWith('circle'))).toHaveLength(2)
  })

  test('a formula that reads itself', () => {
    const changed = addField('product', {
      id: 'fld_a',
      key: 'a',
      type: 'formula',
      result: 'number',
      formula: { '+': [{ var: 'a' }, 1] },
    })
    expect(found(changed)).toEqual(['entity/product /fields/4 circle'])
  })

  test('teams above themselves', () => {
    const changed = withChange(documents, 'team', 'sales', (team) => ({ ...team, parent: 'east' }))
    expect(found(changed).sort()).toEqual(['team/east /parent circle', 'team/sales /parent circle'])
  })

  test('scopes by way of each other', () => {
    const changed = withChange(documents, 'role', 'presales', (role) => ({
      ...role,
      grants: [
        { id: 'grt_a', entity: 'account', actions: ['read'], scope: { via: 'opportunities' } },
        { id: 'grt_b', entity: 'opportunity', actions: ['read'], scope: { via: 'account' } },
      ],
    }))
    expect(found(changed).sort()).toEqual([
      'role/presales /grants/0/scope/via circle',
      'role/presales /grants/1/scope/via circle',
    ])
  })
})

describe('processes can be walked', () => {
  test('a stage that no move leads to', () => {
    const changed = withChange(documents, 'pipeline', 'renewal', (d) => ({ ...d, moves: d.moves?.slice(0, 1) ?? [] }))
    expect(checkDocuments(changed)).toMatchObject([
      { document: 'pipeline/renewal', path: '/stages/2', code: 'unreachable_stage', params: { stage: 'lost' } },
    ])
  })

  test('every stage of a sequential pipeline follows the one before, optional ones may be skipped', () => {
    expect(found(documents)).toEqual([])
  })

  test('an approval of another entity cannot be a gate', () => {
    const changed = withChange(documents, 'pipeline', 'leadFlow', (d) => ({
      ...d,
      stages: d.stages.map((stage, index) =>
        index === 1
          ? { ...stage, entry: [{ id: 'gat_a', gate: 'approval' as const, approval: 'quoteDiscount' }] }
          : stage,
      ),
    }))
    expect(found(changed)).toEqual(['pipeline/leadFlow /stages/1/entry/0/approval wrong_entity'])
  })

  test('tasks need an entity that keeps them', () => {
    const changed = withChange(documents, 'entity', 'activity', ({ activity: _, ...document }) => document)
    expect(found(changed).sort()).toEqual([
      'approval/largeDeal /onApproved/0/cases/0/steps/0/action required',
      'automation/dealEnters /steps/0/action required',
      'automation/presalesHandoff /steps/0/action required',
      'pipeline/salesStandard /stages/1/onEnter/0/action required',
    ])
  })

  test('a computed field cannot be locked: what it is made from can', () => {
    const changed = withChange(documents, 'approval', 'quoteDiscount', (d) => ({
      ...d,
      lock: { fields: ['discountRate'] },
    }))
    expect(checkDocuments(changed)).toMatchObject([
      { path: '/lock/fields/0', code: 'not_writable', fix: { en: 'Lock what it is made from: net, gross' } },
    ])
  })
})

describe('fields', () => {
  test('the owner field has the key owner and stands once', () => {
    expect(found(addField('lead', { id: 'fld_o', key: 'keeper', type: 'owner' }))).toEqual([
      'entity/lead /fields/19/key bad_key',
    ])
  })

  test('what changes with the day has no stored value to be unique or to trigger on', () => {
    const changed = withChange(documents, 'automation', 'bigDeal', (d) => ({
      ...d,
      entity: 'account',
      trigger: { on: 'field.changed', field: 'lateAmount' },
      steps: [],
    }))
    expect(found(changed)).toEqual(['automation/bigDeal /trigger/field volatile_field'])
    const unique = withChange(documents, 'entity', 'account', (d) => ({
      ...d,
      unique: [{ id: 'unq_1', fields: ['lateAmount'] }],
    }))
    expect(found(unique)).toEqual(['entity/account /unique/0/fields/0 volatile_field'])
  })

  test('the other side of a reference must find its key free', () => {
    const changed = addField('product', {
      id: 'fld_acc',
      key: 'maker',
      type: 'reference',
      target: 'account',
      reverse: { key: 'name' },
    })
    expect(found(changed)).toEqual(['entity/product /fields/4/reverse/key duplicate_key'])
  })

  test('a literal default must be a value of the field', () => {
    const changed = addField('product', { id: 'fld_n', key: 'n', type: 'number', default: 'many' })
    expect(found(changed)).toEqual(['entity/product /fields/4/default wrong_type'])
  })

  test('a system entity is extended, not drawn again', () => {
    const changed = withChange(documents, 'entity', 'user', ({ extends: _, ...document }) => document)
    expect(found(changed)).toContain('entity/user /key reserved_key')
  })
})

describe('times that cannot be', () => {
  test('a zone that is none, hours that end before they begin, and hours that overlap', () => {
    const changed = withChange(documents, 'policy', 'cnOffice', (policy) => ({
      ...policy,
      zone: 'Asia/Shanhai',
      week: {
        mon: [['22:00', '06:00']],
        tue: [
          ['09:00', '12:00'],
          ['11:30', '18:00'],
        ],
        wed: [
          ['13:00', '24:00'],
          ['09:00', '13:00'],
        ],
      },
    }))
    expect(found(changed)).toEqual([
      'policy/cnOffice /zone unknown_zone',
      'policy/cnOffice /week/mon/0 out_of_range',
      'policy/cnOffice /week/tue/1 out_of_range',
    ])
    expect(checkDocuments(changed)[1]?.fix?.en).toBe(
      'Hours past midnight are two: 22:00 to 24:00, and 00:00 to 06:00 of the next day',
    )
  })
})
