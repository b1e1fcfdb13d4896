import { options } from './documents.ts'
import type { Call } from './http-client.ts'

/** What the calls are made of: ids of visible records and accounts, and the place deep in the list. */
export type Targets = {
  readonly records: readonly string[]
  readonly accounts: readonly string[]
  readonly cursor: string
}

export const caseNames = ['create', 'read', 'update', 'list', 'listDeep'] as const
export type CaseName = (typeof caseNames)[number]

/** How the table calls them. */
export const caseTitles: Readonly<Record<CaseName, string>> = {
  create: 'create',
  read: 'read with related account',
  update: 'update one field',
  list: 'list of 50, first page',
  listDeep: 'list of 50, deep page',
}

const records = '/api/records/opportunity'
const filter = { and: [{ '==': [{ var: 'stage' }, 'proposal'] }, { '>=': [{ var: 'amount' }, '1000'] }] }

/** The list that is measured: filtered by stage and amount, the largest first, with a capped count. */
export const listPath = (after?: string, limit = 50): string =>
  `${records}?filter=${encodeURIComponent(JSON.stringify(filter))}&sort=-amount&limit=${limit}&count=capped${after === undefined ? '' : `&after=${encodeURIComponent(after)}`}`

let turn = 0
const pick = <Value>(values: readonly Value[]): Value => {
  turn = (turn * 1_103_515_245 + 12_345) % 2_147_483_648
  const value = values[turn % values.length]
  if (value === undefined) throw new Error('Nothing to choose from')
  return value
}

/** Values of a new opportunity. */
export function newOpportunity({ accounts }: Pick<Targets, 'accounts'>): Readonly<Record<string, unknown>> {
  const n = turn % 100_000
  return {
    name: `New deal ${n} 新商机`,
    account: pick(accounts),
    stage: pick(options.stage.slice(0, 3)),
    amount: `${n}.50`,
    budget: `${n * 2}.25`,
    probability: '0.35',
    quantity: '12',
    score: '44',
    closeDate: '2026-09-30',
    startDate: '2026-01-15',
    followUpAt: '2026-02-03T09:30:00Z',
    source: pick(options.source),
    segment: pick(options.segment),
    isKey: n % 2 === 0,
    contactName: `Contact ${n}`,
    contactEmail: `contact${n}@example.com`,
    competitor: 'Competitor 7',
    nextStep: 'Send the offer',
    need: 'They need forty seats, delivered before the end of the quarter, with training.',
  }
}

/** The next call of a case. */
export function callOf(name: CaseName, targets: Targets): Call {
  if (name === 'create') return { method: 'POST', path: records, body: JSON.stringify(newOpportunity(targets)) }
  if (name === 'list') return { method: 'GET', path: listPath() }
  if (name === 'listDeep') return { method: 'GET', path: listPath(targets.cursor) }
  const path = `${records}/${pick(targets.records)}`
  return name === 'read'
    ? { method: 'GET', path }
    : { method: 'PATCH', path, body: JSON.stringify({ budget: `${turn % 1_000_000}.75` }) }
}
