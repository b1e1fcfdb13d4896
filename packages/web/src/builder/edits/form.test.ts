import { checkDocuments, type EntityDocument, type FormDocument, parseDocument } from '@atelier/definitions'
import { describe, expect, it } from 'vitest'
import { modelOf } from '../draft/draft-model.ts'
import {
  addPage,
  editItem,
  findItem,
  formOrder,
  insertItem,
  moveItem,
  newForm,
  placedFields,
  placedItems,
  removeItem,
  removePage,
  withFormOrder,
} from './form.ts'

const deal: EntityDocument = {
  kind: 'entity',
  specVersion: 1,
  id: 'ent_deal',
  key: 'deal',
  titleField: 'name',
  fields: [
    { id: 'fld_name', key: 'name', type: 'text', required: true },
    { id: 'fld_amount', key: 'amount', type: 'number' },
    { id: 'fld_notes', key: 'notes', type: 'longText' },
    { id: 'fld_double', key: 'double', type: 'formula', result: 'number', formula: { '*': [{ var: 'amount' }, 2] } },
  ],
}

const form: FormDocument = {
  kind: 'form',
  specVersion: 1,
  id: 'frm_deal',
  key: 'dealForm',
  entity: 'deal',
  pages: [
    {
      id: 'pag_1',
      items: [
        {
          id: 'itm_basics',
          type: 'section',
          items: [
            { id: 'itm_name', type: 'field', field: 'name' },
            { id: 'itm_amount', type: 'field', field: 'amount' },
          ],
        },
        { id: 'itm_more', type: 'section', items: [{ id: 'itm_notes', type: 'field', field: 'notes' }] },
      ],
    },
  ],
}
/** `basics(name amount) more(notes)` */
const outline = (each: FormDocument, container = 'pag_1'): string =>
  placedItems(each)
    .filter((place) => place.container === container)
    .map(({ item }) => item.id.slice(4) + (item.type === 'section' ? `(${outline(each, item.id)})` : ''))
    .join(' ')

describe('a new form', () => {
  it('begins as people see the entity without one, and can be published', () => {
    const entity = modelOf([deal]).entities.get('deal')
    if (!entity) throw new Error('no entity')
    let count = 0
    const made = newForm(entity, { id: 'frm_a', key: 'a', label: 'A', pageId: 'pag_a' }, () => `itm_${count++}`)
    expect([...placedFields(made)]).toEqual(['name', 'amount', 'notes'])
    expect(parseDocument(made, '').problems ?? []).toEqual([])
    expect(checkDocuments([withFormOrder(deal, ['a']), made])).toEqual([])
  })
})

describe('what stands on a form', () => {
  it('is found with its place', () => {
    expect(outline(form)).toBe('basics(name amount) more(notes)')
    expect(findItem(form, 'itm_amount')).toMatchObject({ container: 'itm_basics', index: 1 })
  })

  it('is put in and taken out, in sections too', () => {
    const text = { id: 'itm_text', type: 'text', text: 'Hello' } as const
    expect(outline(insertItem(form, 'itm_more', text, 0))).toBe('basics(name amount) more(text notes)')
    expect(outline(insertItem(form, 'pag_1', text))).toBe('basics(name amount) more(notes) text')
    expect(outline(removeItem(form, 'itm_name'))).toBe('basics(amount) more(notes)')
    expect(outline(removeItem(form, 'itm_basics'))).toBe('more(notes)')
  })

  it.each([
    ['itm_name', 'itm_basics', 1, 'basics(amount name) more(notes)'],
    ['itm_name', 'itm_more', 0, 'basics(amount) more(name notes)'],
    ['itm_more', 'pag_1', 0, 'more(notes) basics(name amount)'],
    ['itm_more', 'itm_basics', 2, 'basics(name amount more(notes))'],
    ['itm_more', 'itm_more', 0, 'basics(name amount) more(notes)'],
    ['itm_gone', 'pag_1', 0, 'basics(name amount) more(notes)'],
  ] as const)('moves: %s into %s at %s', (id, container, index, after) => {
    expect(outline(moveItem(form, id, container, index))).toBe(after)
  })

  it('keeps what is not changed; what is set to nothing is left out', () => {
    const wide = editItem(form, 'itm_name', { width: 2, required: true })
    expect(findItem(wide, 'itm_name')?.item).toEqual({
      id: 'itm_name',
      type: 'field',
      field: 'name',
      width: 2,
      required: true,
    })
    expect(editItem(wide, 'itm_name', { width: undefined, required: undefined })).toEqual(form)
  })
})

it('pages are added and taken away, but never the last', () => {
  const two = addPage(form, { id: 'pag_2', items: [] })
  expect(removePage(two, 'pag_1').pages.map((page) => page.id)).toEqual(['pag_2'])
  expect(removePage(form, 'pag_1')).toBe(form)
})

it('an entity without an order of forms looks for them as they were drawn', () => {
  expect(formOrder(deal, [form])).toEqual(['dealForm'])
  expect(formOrder(withFormOrder(deal, ['b', 'dealForm']), [form])).toEqual(['b', 'dealForm'])
  expect(withFormOrder(withFormOrder(deal, ['b']), [])).toEqual(deal)
})
