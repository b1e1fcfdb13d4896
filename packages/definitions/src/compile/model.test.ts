import { checkRule } from '@atelier/rules'
import { describe, expect, test } from 'vitest'
import type { Document, EntityDocument, FieldDefinition } from '../documents/index.ts'
import { scopeOf } from '../scope.ts'
import { compileModel } from './model.ts'
import { resolvePath } from './paths.ts'

const entity = (
  key: string,
  fields: readonly FieldDefinition[],
  extra: Partial<EntityDocument> = {},
): EntityDocument => ({
  kind: 'entity',
  specVersion: 1,
  id: `ent_${key}`,
  key,
  fields,
  ...extra,
})

const workspace: Document = {
  kind: 'workspace',
  specVersion: 1,
  id: 'wsp_1',
  key: 'workspace',
  currency: 'CNY',
  zone: 'Asia/Shanghai',
  language: 'zh-CN',
  languages: ['zh-CN', 'en'],
}
const account = entity('account', [
  { id: 'fld_name', key: 'name', type: 'text', required: true, unique: true },
  { id: 'fld_region', key: 'region', type: 'choice', optionset: 'region' },
  {
    id: 'fld_won',
    key: 'won',
    type: 'rollup',
    over: 'deals',
    aggregate: 'sum',
    field: 'amount',
    currency: 'workspace',
  },
  {
    id: 'fld_late',
    key: 'late',
    type: 'rollup',
    over: 'deals',
    aggregate: 'count',
    filter: { '<': [{ var: 'closeDate' }, { today: [] }] },
  },
  { id: 'fld_alarm', key: 'alarm', type: 'formula', result: 'boolean', formula: { '>': [{ var: 'late' }, 0] } },
])
const deal = entity(
  'deal',
  [
    {
      id: 'fld_acc',
      key: 'account',
      type: 'reference',
      target: 'account',
      reverse: { key: 'deals', label: { en: 'Deals', 'zh-CN': '商机' } },
    },
    { id: 'fld_amount', key: 'amount', type: 'money', currency: 'workspace' },
    { id: 'fld_close', key: 'closeDate', type: 'date' },
    { id: 'fld_stage', key: 'stage', type: 'stage', pipelines: [{ pipeline: 'sales' }] },
    { id: 'fld_owner', key: 'owner', type: 'owner' },
    { id: 'fld_region', key: 'region', type: 'lookup', path: 'account.region' },
    {
      id: 'fld_lines',
      key: 'lines',
      type: 'lines',
      fields: [{ id: 'fld_q', key: 'quantity', type: 'number', scale: 2 }],
      uniques: [{ id: 'unq_q', fields: ['parent', 'quantity'] }],
    },
  ],
  { titleField: 'account', label: { en: 'Deal', 'zh-CN': '商机' } },
)
const note = entity('note', [
  { id: 'fld_about', key: 'about', type: 'references', targets: ['account', 'deal'], reverse: { key: 'notes' } },
])
const regions: Document = {
  kind: 'optionset',
  specVersion: 1,
  id: 'ops_region',
  key: 'region',
  options: [{ id: 'opt_east', key: 'east', label: { en: 'East', 'zh-CN': '华东' } }],
}
const sales: Document = {
  kind: 'pipeline',
  specVersion: 1,
  id: 'pip_sales',
  key: 'sales',
  entity: 'deal',
  forward: 'any',
  backward: { allow: 'any' },
  stages: [
    { id: 'stg_new', key: 'new', outcome: 'open' },
    { id: 'stg_won', key: 'won', outcome: 'won' },
  ],
}
const approval: Document = {
  kind: 'approval',
  specVersion: 1,
  id: 'apr_big',
  key: 'bigDeal',
  entity: 'deal',
  steps: [{ id: 'stp_1', type: 'approve', approvers: ['manager(owner)'] }],
}
const documents = [workspace, account, deal, note, regions, sales, approval]
const model = compileModel(documents, { revision: 3 })

const keys = (key: string) => [...(model.entities.get(key)?.fields.keys() ?? [])]
const relation = (entityKey: string, key: string) => model.entities.get(entityKey)?.relations.get(key)

describe('entities', () => {
  test('drawn ones carry their fields, then the system fields', () => {
    expect(keys('note')).toEqual([
      'about',
      'id',
      'version',
      'createdAt',
      'createdBy',
      'updatedAt',
      'updatedBy',
      'deletedAt',
      'lastActivityAt',
    ])
    expect(model.entities.get('deal')).toMatchObject({ title: 'account', label: { en: 'Deal', 'zh-CN': '商机' } })
    expect(model.entities.get('deal')?.stage?.key).toBe('stage')
    expect(model.entities.get('deal')?.owner?.key).toBe('owner')
    expect(model.entities.get('deal')?.pipelines.map((pipeline) => pipeline.key)).toEqual(['sales'])
  })

  test('system entities are in every workspace and can be extended', () => {
    const extended = compileModel(
      [entity('user', [{ id: 'fld_skill', key: 'skill', type: 'text' }], { extends: 'system', label: '同事' })],
      { revision: 1 },
    )
    expect([...extended.entities.keys()].filter((key) => !key.includes('.'))).toEqual([
      'user',
      'team',
      'file',
      'notification',
    ])
    expect([...(extended.entities.get('user')?.fields.keys() ?? [])]).toEqual(
      expect.arrayContaining(['name', 'email', 'team', 'manager', 'roles', 'skill']),
    )
    expect(extended.entities.get('user')?.origin).toEqual({ kind: 'system' })
    expect(extended.workspace).toMatchObject({ currency: 'USD', zone: 'UTC' })
  })

  test('another document can add fields to an entity', () => {
    const extended = compileModel(
      [...documents, entity('more', [{ id: 'fld_vip', key: 'vip', type: 'boolean' }], { extends: 'account' })],
      { revision: 1 },
    )
    expect(extended.entities.get('account')?.fields.has('vip')).toBe(true)
    expect(extended.entities.has('more')).toBe(false)
  })

  test('lines are an entity with a header and a position', () => {
    expect(keys('deal.lines')).toEqual(['quantity', 'id', 'parent', 'position'])
    expect(model.entities.get('deal.lines')).toMatchObject({
      origin: { kind: 'lines', parent: 'deal', field: 'lines' },
      uniques: [{ id: 'unq_q', fields: ['parent', 'quantity'] }],
    })
    expect(relation('deal', 'lines')).toMatchObject({
      to: ['deal.lines'],
      cardinality: 'many',
      through: { kind: 'lines' },
    })
    expect(relation('deal.lines', 'parent')).toMatchObject({
      to: ['deal'],
      cardinality: 'one',
      through: { kind: 'parent' },
    })
  })

  test('stage history, approvals with their decisions, and changes can be read', () => {
    expect(keys('deal.stageHistory').slice(0, 6)).toEqual(['stage', 'pipeline', 'enteredAt', 'leftAt', 'reason', 'by'])
    expect(keys('deal.approvals').slice(0, 5)).toEqual(['approval', 'state', 'starter', 'startedAt', 'decidedAt'])
    expect(relation('deal.approvals', 'decisions')).toMatchObject({
      to: ['deal.approvals.decisions'],
      through: { kind: 'collection' },
    })
    expect(model.entities.has('account.stageHistory')).toBe(false)
    expect(relation('account', 'changes')).toMatchObject({ to: ['account.changes'], cardinality: 'many' })
  })

  test('uniqueness of a field and declared constraints are alike', () => {
    expect(model.entities.get('account')?.uniques).toEqual([{ id: 'unq_fld_name', fields: ['name'] }])
  })

  test('the role admin has everything', () => {
    const admin = model.roles.get('admin')
    expect(admin?.grants.map((grant) => grant.entity)).toEqual([
      'user',
      'team',
      'file',
      'notification',
      'account',
      'deal',
      'note',
    ])
    expect(admin?.may).toContain('publish')
  })
})

describe('relations', () => {
  test('a reference opens a way to and fro', () => {
    expect(relation('deal', 'account')).toMatchObject({
      to: ['account'],
      cardinality: 'one',
      through: { kind: 'reference' },
    })
    expect(relation('account', 'deals')).toMatchObject({
      to: ['deal'],
      cardinality: 'many',
      label: { 'zh-CN': '商机' },
      through: { kind: 'reverse' },
    })
  })

  test('references to several entities are named with their target in a path', () => {
    expect(relation('note', 'about')).toMatchObject({
      to: ['account', 'deal'],
      cardinality: 'many',
      through: { kind: 'links' },
    })
    expect(relation('deal', 'notes')).toMatchObject({ to: ['note'], through: { kind: 'reverseLinks' } })
    expect(resolvePath(model.entities, 'note', 'about@deal.stage.outcome')).toMatchObject({
      part: 'outcome',
      unknown: undefined,
    })
    expect(resolvePath(model.entities, 'note', 'about.stage').unknown).toMatchObject({ key: 'stage' })
  })

  test('what names nothing is left out and told by the path', () => {
    expect(resolvePath(model.entities, 'deal', 'account.nme')).toMatchObject({
      unknown: { key: 'nme', entity: 'account', index: 1 },
    })
    const broken = compileModel([entity('x', [{ id: 'fld_r', key: 'r', type: 'reference', target: 'nothing' }])], {
      revision: 1,
    })
    expect(broken.entities.get('x')?.relations.has('r')).toBe(false)
  })
})

describe('computed fields', () => {
  const field = (entityKey: string, key: string) => model.entities.get(entityKey)?.fields.get(key)

  test('know what they read', () => {
    expect(field('account', 'won')?.reads).toEqual([['deals'], ['deals', 'amount']])
    expect(field('deal', 'region')?.reads).toEqual([['account', 'region']])
    expect(field('deal', 'amount')?.reads).toEqual([])
  })

  test('are volatile when they read the clock, or what reads it', () => {
    expect(field('account', 'late')?.volatile).toBe(true)
    expect(field('account', 'alarm')?.volatile).toBe(true)
    expect(field('account', 'won')?.volatile).toBe(false)
  })

  test('have the type of what they give', () => {
    const won = field('account', 'won')
    expect(won?.type.ruleType(won.settings).kind).toBe('money')
    const region = field('deal', 'region')
    expect(region?.type.ruleType(region.settings).kind).toBe('choice')
    expect(region?.options.map((option) => option.key)).toEqual(['east'])
  })
})

describe('rules read the model', () => {
  const problems = (rule: unknown, key: string) =>
    checkRule(rule, { scope: scopeOf(model, key, 'filter'), mode: 'plain', expects: { kind: 'boolean' } }).problems ??
    []

  test('parts, relations, collections and the reader', () => {
    expect(problems({ '==': [{ var: 'stage.outcome' }, 'won'] }, 'deal')).toEqual([])
    expect(problems({ '==': [{ var: 'owner.team' }, { var: '$user.team' }] }, 'deal')).toEqual([])
    expect(problems({ some: [{ var: 'deals' }, { '==': [{ var: 'stage' }, 'won'] }] }, 'account')).toEqual([])
    expect(problems({ some: [{ var: 'deals.lines' }, { '>': [{ var: 'quantity' }, 1] }] }, 'account')).toEqual([])
    expect(problems({ some: [{ var: 'stageHistory' }, { '==': [{ var: 'stage' }, 'won'] }] }, 'deal')).toEqual([])
    expect(problems({ in: [{ approvalState: ['bigDeal'] }, ['approved']] }, 'deal')).toEqual([])
  })

  test('an unknown stage is a problem', () => {
    expect(problems({ '==': [{ var: 'stage' }, 'wonn'] }, 'deal')).toMatchObject([{ code: 'unknown_option' }])
  })
})

describe('labels', () => {
  test('the key is the last resort, under the workspace’s language', () => {
    expect(model.entities.get('account')?.label).toEqual({ 'zh-CN': 'account' })
  })

  test('translations are put in by address', () => {
    const german: Document = {
      kind: 'translation',
      specVersion: 1,
      id: 'trl_de',
      key: 'german',
      language: 'de',
      texts: { ent_deal: { label: 'Geschäft' }, 'ent_deal/fld_amount': { label: 'Betrag' } },
    }
    const translated = compileModel([...documents, german], { revision: 1 })
    expect(translated.entities.get('deal')?.label).toEqual({ en: 'Deal', 'zh-CN': '商机', de: 'Geschäft' })
    expect(translated.entities.get('deal')?.fields.get('amount')?.label).toEqual({ de: 'Betrag' })
  })
})
