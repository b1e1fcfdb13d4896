import { describe, expect, it } from 'vitest'
import { newEntity } from '../edits/entity.ts'
import { type Documents, withDocument, withoutDocument } from './document.ts'
import { edit, openDraft, redo, undo } from './draft.ts'
import { pendingWrites } from './pending-writes.ts'

const entity = (key: string, label = key) =>
  newEntity({ id: `ent_${key}`, key, label, titleId: 'fld_name', titleLabel: 'Name' })
const served: Documents = [entity('account'), entity('deal')]

describe('a draft', () => {
  const renamed = withDocument(served, entity('deal', 'Opportunity'))

  it('goes back and forth again', () => {
    const draft = edit(openDraft(served), renamed)
    expect(undo(draft).documents).toBe(served)
    expect(redo(undo(draft)).documents).toBe(renamed)
    expect(undo(openDraft(served)).documents).toBe(served)
    expect(redo(draft)).toBe(draft)
  })

  it('takes typing in one place as one step', () => {
    const typed = ['O', 'Op', 'Opp'].reduce(
      (draft, label) => edit(draft, withDocument(draft.documents, entity('deal', label)), 'ent_deal/label'),
      openDraft(served),
    )
    expect(typed.past).toHaveLength(1)
    expect(undo(typed).documents).toBe(served)
  })

  it('forgets the way forward with a new edit', () => {
    const back = undo(edit(openDraft(served), renamed))
    expect(edit(back, withoutDocument(served, 'ent_deal')).future).toEqual([])
  })
})

describe('what a change set is told', () => {
  it('is nothing while nothing was edited', () => {
    expect(pendingWrites(served, served, served)).toEqual([])
  })

  it('is each changed document, under the key it has in service', () => {
    const renamed = { ...entity('deal'), key: 'opportunity' }
    expect(pendingWrites(served, withDocument(served, renamed), served)).toEqual([
      { kind: 'put', address: 'entity/deal', document: renamed },
    ])
  })

  it('is a new document under its id, so that its key may still change', () => {
    const fresh = entity('quote')
    expect(pendingWrites(served, withDocument(served, fresh), served)).toEqual([
      { kind: 'put', address: 'entity/ent_quote', document: fresh },
    ])
  })

  it('is each document that is gone', () => {
    expect(pendingWrites(served, withoutDocument(served, 'ent_deal'), served)).toEqual([
      { kind: 'delete', address: 'entity/deal', id: 'ent_deal' },
    ])
  })

  it('is the document of before, when an edit was undone', () => {
    const told = withDocument(served, entity('deal', 'Opportunity'))
    expect(pendingWrites(told, served, served)).toEqual([{ kind: 'put', address: 'entity/deal', document: served[1] }])
  })
})
