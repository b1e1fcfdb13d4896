import type { DashboardTile, ReportDocument } from '@atelier/definitions'
import { describe, expect, it } from 'vitest'
import type { EntityView, FieldView, WorkspaceView } from '../../workspace/model.ts'
import { conditionsOf, filteredReport, hears, pathIn } from './dashboard-filter.ts'

const reference = (key: string, target: string): FieldView => ({
  key,
  type: 'reference',
  label: key,
  target,
  targets: [target],
})
const region: FieldView = {
  key: 'region',
  type: 'choice',
  label: 'Region',
  options: [{ key: 'north', label: 'North' }],
}
const entity = (key: string, fields: readonly FieldView[], stage?: FieldView) => [key, { key, fields, stage }] as const

const stage: FieldView = { key: 'stage', type: 'stage', label: 'Stage', stages: [] }
const entities = [
  entity('account', [region]),
  entity('deal', [reference('owner', 'user'), reference('account', 'account'), stage], stage),
  entity('quote', [reference('deal', 'deal')]),
  entity('lead', [reference('owner', 'user'), region]),
]
// As much of a workspace as filters read.
const workspace = {
  entities: new Map<string, Partial<EntityView>>(entities),
  pipelines: new Map(),
  answer: { workspace: { weekStart: 'mon', fiscalYearStart: '01-01' } },
} as unknown as WorkspaceView

const tile = (id: string, more: Partial<DashboardTile> = {}): DashboardTile => ({
  id,
  tile: 'report',
  at: [0, 0, 6, 6],
  ...more,
})
const byOwner: ReportDocument = {
  kind: 'report',
  specVersion: 1,
  type: 'summary',
  entity: 'deal',
  rows: [
    { key: 'who', field: 'owner' },
    { key: 'month', field: 'createdAt', unit: 'month' },
  ],
}
const cell = { row: { who: { id: 'u1', label: 'Mei' }, month: '2026-02' }, value: '' }

describe('what is chosen in a tile', () => {
  it('is a condition for each of its dimensions, or for those that it names', () => {
    const all = conditionsOf(tile('a'), byOwner, cell, workspace)
    expect(all.map(({ path, rule }) => rule(path))).toEqual([
      { '==': [{ var: 'owner' }, 'u1'] },
      { inPeriod: [{ var: 'createdAt' }, { period: ['between', '2026-02-01', '2026-03-01'] }] },
    ])
    const named = conditionsOf(tile('a', { emits: { owner: 'who' } }), byOwner, cell, workspace)
    expect(named.map(({ from }) => from)).toEqual([{ tile: 'a', name: 'owner' }])
    expect(conditionsOf(tile('a', { emits: {} }), byOwner, cell, workspace)).toEqual([])
  })

  it('says nothing of what was gathered as others', () => {
    expect(conditionsOf(tile('a'), byOwner, { row: { who: '~others' }, value: '' }, workspace)).toEqual([])
  })

  it('is heard by those that listen to it, and never by the tile itself', () => {
    const [owner] = conditionsOf(tile('a'), byOwner, cell, workspace)
    if (!owner) throw new Error('Nothing was chosen')
    expect(hears(tile('b'), owner)).toBe(true)
    expect(hears(tile('b', { listens: ['a.owner'] }), owner)).toBe(true)
    expect(hears(tile('b', { listens: [] }), owner)).toBe(false)
    expect(hears(tile('a'), owner)).toBe(false)
  })
})

describe('a condition in another entity', () => {
  const over = (from: string, path: string) => ({ entity: from, path, rule: () => undefined })

  it('goes by the way that leads there', () => {
    expect(pathIn(over('deal', 'owner'), 'quote', workspace)).toBe('deal.owner')
    expect(pathIn(over('deal', 'account.region'), 'account', workspace)).toBe('region')
    expect(pathIn(over('deal', 'owner'), 'deal.stageHistory', workspace)).toBe('parent.owner')
  })

  it('goes by the same field where none leads there, and nowhere where there is none', () => {
    expect(pathIn(over('deal', 'owner'), 'lead', workspace)).toBe('owner')
    expect(pathIn(over('lead', 'region'), 'account', workspace)).toBe('region')
    expect(pathIn(over('deal', 'stage'), 'lead', workspace)).toBeUndefined()
  })
})

describe('a report that is filtered', () => {
  const [owner] = conditionsOf(tile('a', { emits: { owner: 'who' } }), byOwner, cell, workspace)
  const conditions = owner ? [owner] : []

  it('keeps its own conditions', () => {
    const open = { '==': [{ var: 'stage' }, 'open'] }
    expect(filteredReport({ ...byOwner, filter: open }, conditions, workspace)).toEqual({
      report: { ...byOwner, filter: { and: [open, { '==': [{ var: 'owner' }, 'u1'] }] } },
      missed: false,
    })
  })

  it('asks each fact in its own way, and says when one cannot be asked', () => {
    const { report, missed } = filteredReport(
      {
        kind: 'report',
        specVersion: 1,
        type: 'summary',
        facts: [
          { key: 'leads', entity: 'lead' },
          { key: 'accounts', entity: 'account' },
        ],
      },
      conditions,
      workspace,
    )
    expect(report.facts?.map(({ filter }) => filter)).toEqual([{ '==': [{ var: 'owner' }, 'u1'] }, undefined])
    expect(missed).toBe(true)
  })
})
