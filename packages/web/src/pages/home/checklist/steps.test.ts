import { describe, expect, it } from 'vitest'
import { hasImported, hasInvited, hasPublished, sampleCount } from './steps.ts'

describe('what the first steps are derived from', () => {
  it('somebody was invited when more people work here than oneself and the sample people', () => {
    const users = { records: [{ active: true }, { active: true }, { active: false }] }
    expect(hasInvited(users, { entities: [] })).toBe(true)
    expect(hasInvited(users, { entities: [{ entity: 'user', count: 1 }] })).toBe(false)
  })
  it('a revision counts when a person published it', () => {
    expect(hasPublished({ revisions: [{ revision: 2, by: null, note: 'template' }] })).toBe(false)
    expect(hasPublished({ revisions: [{ revision: 2, by: { id: '1' }, note: 'template' }] })).toBe(false)
    expect(hasPublished({ revisions: [{ revision: 3, by: { id: '1' }, note: null }] })).toBe(true)
  })
  it('an import counts when it is done', () => {
    expect(hasImported({ imports: [{ state: 'draft' }, { state: 'undone' }] })).toBe(false)
    expect(hasImported({ imports: [{ state: 'done' }] })).toBe(true)
  })
  it('an answer that is none says nothing', () => {
    expect(hasInvited(null, null)).toBe(false)
    expect(sampleCount('nothing')).toBe(undefined)
  })
})
