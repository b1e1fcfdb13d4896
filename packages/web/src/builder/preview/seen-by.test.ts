import type { EntityDocument } from '@atelier/definitions'
import { describe, expect, it } from 'vitest'
import { lessThanWrite, rowsSeen, seenBy } from './seen-by.ts'

const deal: EntityDocument = {
  kind: 'entity',
  specVersion: 1,
  id: 'ent_deal',
  key: 'deal',
  fields: [
    { id: 'fld_n', key: 'name', type: 'text' },
    { id: 'fld_c', key: 'cost', type: 'number' },
    { id: 'fld_m', key: 'margin', type: 'number' },
  ],
}
const access = {
  entity: 'deal',
  grants: [],
  fields: [
    { field: 'cost', access: 'hidden', byRow: false },
    { field: 'margin', access: 'read', byRow: false },
  ],
} as const

describe('what somebody sees of a draft', () => {
  it('is drawn without the fields hidden from them', () => {
    const [seen] = seenBy([deal], { unlimited: false, roles: [], entities: [access] })
    expect(seen).toMatchObject({ fields: [{ key: 'name' }, { key: 'margin' }] })
    expect(seenBy([deal], { unlimited: true, roles: [], entities: [access] })).toEqual([deal])
    expect([...lessThanWrite(access)]).toEqual([['margin', 'read']])
  })

  it('is the records of the people whom the scopes name', () => {
    const teams = [{ id: 'east' }, { id: 'east1', parent: 'east' }, { id: 'west' }]
    const people = [
      { id: 'li', team: 'east' },
      { id: 'wang', team: 'east', manager: 'li' },
      { id: 'zhao', team: 'east1' },
      { id: 'qian', team: 'west', manager: 'wang' },
      { id: 'sun', team: 'west' },
    ]
    const li = { id: 'li', team: 'east' }
    expect(rowsSeen(['own', 'all'], li, people, teams)).toEqual({ owners: 'all', more: false })
    expect(rowsSeen(['own'], li, people, teams)).toEqual({ owners: ['li'], more: false })
    expect(rowsSeen(['team', { rule: true }], li, people, teams)).toEqual({ owners: ['li', 'wang'], more: true })
    expect(rowsSeen(['teamTree'], li, people, teams)).toEqual({ owners: ['li', 'wang', 'zhao', 'qian'], more: false })
    expect(rowsSeen([], li, people, teams)).toEqual({ owners: [], more: false })
  })
})
