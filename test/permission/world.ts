import type { Document } from '@atelier/definitions'
import { runWrites, systemContext } from '@atelier/runtime'
import { type App, type Caller, openApp } from '../http/open-app.ts'

const label = (en: string, zh: string): Record<string, string> => ({ en, 'zh-CN': zh })

/** What nobody of the readers here may see carries these letters in its key, its label and its values. */
export const canary = /zz|77777|绝密/i

/** Fields that the role `fielded` does not see, and documents that speak of them. */
const hiddenAccountFields = [
  { id: 'fld_a_credit', key: 'zzcredit', type: 'number', scale: 2, label: label('Zz credit', '绝密额度') },
  {
    id: 'fld_a_double',
    key: 'zzdouble',
    type: 'formula',
    result: 'number',
    scale: 2,
    formula: { '*': [{ var: 'zzcredit' }, '2'] },
    label: label('Zz double', '绝密翻倍'),
  },
  { id: 'fld_a_vault', key: 'zzvaultRef', type: 'reference', target: 'zzvault', label: label('Zz vault', '绝密库') },
]

const account = (withHidden: boolean): Document => ({
  kind: 'entity',
  specVersion: 1,
  id: 'ent_account',
  key: 'account',
  label: label('Account', '客户'),
  titleField: 'name',
  fields: [
    { id: 'fld_a_name', key: 'name', type: 'text', required: true, unique: true, label: label('Name', '名称') },
    {
      id: 'fld_a_region',
      key: 'region',
      type: 'choice',
      options: [
        { id: 'opt_n', key: 'north', label: label('North', '北') },
        { id: 'opt_s', key: 'south', label: label('South', '南') },
      ],
    },
    { id: 'fld_a_note', key: 'note', type: 'text' },
    { id: 'fld_a_tax', key: 'tax', type: 'text', label: label('Tax number', '税号') },
    {
      id: 'fld_a_parent',
      key: 'parentAccount',
      type: 'reference',
      target: 'account',
      reverse: { key: 'subsidiaries' },
    },
    { id: 'fld_a_owner', key: 'owner', type: 'owner' },
    ...(withHidden ? hiddenAccountFields : []),
  ],
  rules: withHidden
    ? [
        {
          id: 'rul_zz',
          when: { '>': [{ var: 'zzcredit' }, '1000000'] },
          warn: label('Zz credit is high', '绝密额度过高'),
        },
      ]
    : [],
})

/** The documents of this world; without the hidden ones, of its twin in which they do not exist. */
export function documents(withHidden: boolean): readonly Document[] {
  const hiddenInGrant: Readonly<Record<string, 'hidden'>> = withHidden
    ? { zzcredit: 'hidden', zzvaultRef: 'hidden' }
    : {}
  return [
    account(withHidden),
    {
      kind: 'entity',
      specVersion: 1,
      id: 'ent_deal',
      key: 'deal',
      label: label('Deal', '商机'),
      titleField: 'name',
      fields: [
        { id: 'fld_d_name', key: 'name', type: 'text', required: true },
        { id: 'fld_d_account', key: 'account', type: 'reference', target: 'account', reverse: { key: 'deals' } },
        { id: 'fld_d_stage', key: 'stage', type: 'stage', pipelines: [{ pipeline: 'sales' }] },
        { id: 'fld_d_amount', key: 'amount', type: 'number', scale: 2 },
        { id: 'fld_d_close', key: 'closeDate', type: 'date' },
        { id: 'fld_d_owner', key: 'owner', type: 'owner' },
        ...(withHidden
          ? [
              { id: 'fld_d_margin', key: 'zzmargin', type: 'number', scale: 2, sensitive: true, label: 'Zz margin' },
              {
                id: 'fld_d_profit',
                key: 'zzprofit',
                type: 'formula',
                result: 'number',
                scale: 2,
                formula: { '*': [{ var: 'amount' }, { var: 'zzmargin' }] },
              },
            ]
          : []),
      ],
    },
    {
      kind: 'pipeline',
      specVersion: 1,
      id: 'pip_sales',
      key: 'sales',
      entity: 'deal',
      forward: 'any',
      backward: { allow: 'any' },
      stages: [
        { id: 'stg_a', key: 'first', outcome: 'open', probability: '0.1' },
        { id: 'stg_b', key: 'second', outcome: 'open', probability: '0.5' },
        { id: 'stg_w', key: 'won', outcome: 'won', probability: '1' },
        { id: 'stg_l', key: 'lost', outcome: 'lost', probability: '0' },
      ],
    },
    {
      kind: 'view',
      specVersion: 1,
      id: 'viw_accounts',
      key: 'accounts',
      label: 'Accounts',
      entity: 'account',
      type: 'table',
      columns: [{ field: 'name' }, ...(withHidden ? [{ field: 'zzcredit' }] : []), { field: 'region' }],
      sort: ['name'],
    },
    {
      kind: 'report',
      specVersion: 1,
      id: 'rep_regions',
      key: 'regions',
      label: 'Regions',
      type: 'summary',
      entity: 'account',
      rows: [{ id: 'dim_r', key: 'region', field: 'region' }],
      values: [{ id: 'val_n', key: 'n', aggregate: 'count' }],
    },
    {
      kind: 'role',
      specVersion: 1,
      id: 'rol_own',
      key: 'own',
      label: 'Own',
      grants: [
        {
          id: 'grt_1',
          entity: 'account',
          actions: ['read', 'create', 'update', 'export', 'import'],
          scope: 'own',
          fields: hiddenInGrant,
        },
        {
          id: 'grt_2',
          entity: 'deal',
          actions: ['read', 'create', 'update', 'delete', 'export', 'import'],
          scope: 'own',
        },
      ],
    },
    {
      kind: 'role',
      specVersion: 1,
      id: 'rol_tree',
      key: 'tree',
      label: 'Tree',
      grants: [
        { id: 'grt_3', entity: 'account', actions: ['read', 'update'], scope: 'teamTree', fields: hiddenInGrant },
        { id: 'grt_4', entity: 'deal', actions: ['read'], scope: 'teamTree' },
      ],
    },
    {
      kind: 'role',
      specVersion: 1,
      id: 'rol_fielded',
      key: 'fielded',
      label: 'Fielded',
      grants: [
        {
          id: 'grt_5',
          entity: 'account',
          actions: ['read', 'create', 'update', 'delete', 'export', 'import'],
          scope: 'all',
          fields: { ...hiddenInGrant, tax: 'masked', note: 'read' },
        },
        { id: 'grt_6', entity: 'deal', actions: ['read', 'create', 'update', 'export', 'import'], scope: 'all' },
      ],
    },
    ...(withHidden
      ? ([
          {
            kind: 'entity',
            specVersion: 1,
            id: 'ent_vault',
            key: 'zzvault',
            label: label('Zz vault', '绝密库'),
            titleField: 'name',
            fields: [
              { id: 'fld_v_name', key: 'name', type: 'text', required: true },
              { id: 'fld_v_about', key: 'about', type: 'reference', target: 'account', reverse: { key: 'zzvaults' } },
            ],
          },
          {
            kind: 'view',
            specVersion: 1,
            id: 'viw_zz',
            key: 'zzrich',
            label: 'Zz rich',
            entity: 'account',
            type: 'table',
            filter: { '>': [{ var: 'zzcredit' }, '5'] },
            columns: [{ field: 'name' }],
          },
          {
            kind: 'report',
            specVersion: 1,
            id: 'rep_zz',
            key: 'zzcredits',
            label: 'Zz credits',
            type: 'summary',
            entity: 'account',
            rows: [{ id: 'dim_r', key: 'region', field: 'region' }],
            values: [{ id: 'val_n', key: 'credit', aggregate: 'sum', field: 'zzcredit' }],
          },
        ] satisfies readonly Document[])
      : []),
  ]
}

/** Everybody who asks in these tests. */
export type People = {
  readonly admin: Caller
  /** Sees what is owned by himself, in a team below that of `lead`. */
  readonly own: Caller
  /** Sees what the people of her team and the teams below it own. */
  readonly lead: Caller
  /** Sees every record, without some fields. */
  readonly fielded: Caller
  /** Has no grant at all. */
  readonly nobody: Caller
  /** In a team of his own; owns what `own` and `lead` do not see. */
  readonly stranger: Caller
}

export type World = {
  readonly app: App
  readonly people: People
  /** Ids by the names of records. */
  readonly ids: ReadonlyMap<string, string>
  readonly id: (name: string) => string
}

/** In which way this world is unlike its twin, where the readers cannot see. */
export type Difference = {
  readonly withHiddenDefinitions: boolean
  /** What the hidden fields hold. */
  readonly hiddenValue: string
  /** How many records the stranger has. */
  readonly invisible: number
}

/** A world with everybody in it: five accounts and four deals that readers see, and what they do not see. */
export async function openWorld({ withHiddenDefinitions, hiddenValue, invisible }: Difference): Promise<World> {
  const app = await openApp(documents(withHiddenDefinitions))
  const ids = new Map<string, string>()
  const make = async (entity: string, name: string, values: Readonly<Record<string, unknown>>): Promise<string> => {
    const [made] = await runWrites(systemContext(app.workspace()), [{ kind: 'create', entity, values }], {
      atomic: true,
    })
    if (made === undefined || made.status === 'refused') throw new Error(JSON.stringify(made))
    ids.set(name, made.id)
    return made.id
  }
  const top = await make('team', 'Top', { name: 'Top', key: 'top' })
  const below = await make('team', 'Below', { name: 'Below', key: 'below', parent: top })
  const apart = await make('team', 'Apart', { name: 'Apart', key: 'apart' })
  app.installation.workspaces.forgetPeople('main')
  const people: People = {
    admin: app.admin,
    own: await app.person('Own', ['own'], { team: below }),
    lead: await app.person('Lead', ['tree'], { team: top }),
    fielded: await app.person('Fielded', ['fielded'], { team: apart }),
    nobody: await app.person('Nobody', [], { team: apart }),
    stranger: await app.person('Stranger', ['own'], { team: apart }),
  }
  for (const [name, caller] of Object.entries(people)) ids.set(`person ${name}`, caller.id)
  const hidden = withHiddenDefinitions ? { zzcredit: hiddenValue } : {}
  const margin = withHiddenDefinitions ? { zzmargin: hiddenValue } : {}
  for (let n = 1; n <= 3; n += 1)
    await make('account', `Acme ${n}`, {
      name: `Acme ${n}`,
      region: n % 2 ? 'north' : 'south',
      note: `note ${n}`,
      tax: `TAX-${n}`,
      owner: people.own.id,
      ...hidden,
    })
  for (let n = 1; n <= 4; n += 1)
    await make('deal', `Deal ${n}`, {
      name: `Deal ${n}`,
      account: ids.get(`Acme ${(n % 3) + 1}`),
      amount: `${n}00`,
      closeDate: `2026-0${n}-01`,
      stage: n === 4 ? 'won' : 'first',
      owner: people.own.id,
      ...margin,
    })
  for (let n = 1; n <= invisible; n += 1) {
    const id = await make('account', `Zzinvisible ${n}`, {
      name: `Zzinvisible ${n}`,
      region: 'north',
      owner: people.stranger.id,
      parentAccount: ids.get('Acme 1'),
      ...hidden,
    })
    await make('deal', `Zzdeal ${n}`, {
      name: `Zzdeal ${n}`,
      account: n % 2 ? id : ids.get('Acme 2'),
      amount: '77777',
      owner: people.stranger.id,
      ...margin,
    })
    if (withHiddenDefinitions) await make('zzvault', `Zzvault ${n}`, { name: `Zzvault ${n}`, about: ids.get('Acme 1') })
  }
  // A record of one's own that points at one that is not to be seen.
  await make('account', 'Acme child', {
    name: 'Acme child',
    owner: people.own.id,
    ...(invisible > 0 ? { parentAccount: ids.get('Zzinvisible 1') } : {}),
    ...hidden,
  })
  await make('deal', 'Deal child', {
    name: 'Deal child',
    owner: people.own.id,
    ...(invisible > 0 ? { account: ids.get('Zzinvisible 1') } : {}),
    ...margin,
  })
  return {
    app,
    people,
    ids,
    id: (name) => ids.get(name) ?? '019bd5a1-7c3e-7d2a-8f00-3b1d2c4e5f61',
  }
}

/** An answer as text in which ids and instants of this world do not matter, so that twins can be compared. */
export function leveled(world: World, text: string): string {
  const names = new Map([...world.ids].map(([name, id]) => [id, name]))
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => {
      const name = names.get(id)
      return name === undefined || canary.test(name) ? '#' : `<${name}>`
    })
    .replace(/\d{4}-\d{2}-\d{2}T[\d:.]+(Z|\+\d\d:\d\d)/g, '@')
    .replace(/\d{4}-\d{2}-\d{2} \d{2}:\d{2}/g, '@')
    .replace(/"next" ?: ?"[^"]+"/g, '"next":"…"')
}
