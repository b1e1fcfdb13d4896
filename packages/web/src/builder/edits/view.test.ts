import { checkDocuments, parseDocument } from '@atelier/definitions'
import { expect, it } from 'vitest'
import { newEntity } from './entity.ts'
import { newView, setBoard, setColumns, setLimit, setSort, setSummary, sortKeys } from './view.ts'

const deal = newEntity({ id: 'ent_deal', key: 'deal', label: 'Deal', titleId: 'fld_name', titleLabel: 'Name' })
const view = newView({ id: 'viw_a', key: 'allDeals', label: 'All deals', entity: 'deal' })

it('a new view can be published as it is', () => {
  expect(parseDocument(view, '').problems ?? []).toEqual([])
  expect(checkDocuments([deal, view])).toEqual([])
})

it('columns, order and sums are said only where somebody chose them', () => {
  const columns = setColumns(view, [{ field: 'name', width: 200 }])
  expect(columns.columns).toEqual([{ field: 'name', width: 200 }])
  expect(setColumns(columns, [])).toEqual(view)
  const sorted = setSort(view, [
    { field: 'name', descending: true },
    { field: 'createdAt', descending: false },
  ])
  expect(sorted.sort).toEqual(['-name', 'createdAt'])
  expect(sortKeys(sorted.sort)).toEqual([
    { field: 'name', descending: true },
    { field: 'createdAt', descending: false },
  ])
  expect(setSort(sorted, [])).toEqual(view)
  const summed = setSummary(view, [{ field: 'name', aggregate: 'count' }])
  expect(checkDocuments([deal, summed])).toEqual([])
  expect(setSummary(summed, [])).toEqual(view)
})

it('a board has what is said of it, and limits by lane', () => {
  const limited = setLimit(setBoard(view, { fields: ['name'] }), 'new', 5)
  expect(limited.board).toEqual({ fields: ['name'], limit: { new: 5 } })
  expect(setBoard(setLimit(limited, 'new', undefined), { fields: undefined })).toEqual(view)
})
