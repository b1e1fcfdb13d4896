import { parseDocument } from '@atelier/definitions'
import { describe, expect, it } from 'vitest'
import {
  addItem,
  editItem,
  findItem,
  goTo,
  moveItem,
  newNavigation,
  removeItem,
  rolesOf,
  setViewShown,
  targetOf,
  whenRoles,
  withoutView,
} from './navigation.ts'

const leads = { id: 'nvi_leads', go: goTo({ kind: 'entity', entity: 'lead', views: ['mine'] }) }
const deals = { id: 'nvi_deals', go: goTo({ kind: 'entity', entity: 'deal', views: [] }) }
const sales = { id: 'nvi_sales', label: 'Sales', items: [leads, deals] }
const navigation = addItem(addItem(newNavigation('nav_main'), sales), {
  id: 'nvi_home',
  go: goTo({ kind: 'home' }),
})
const outline = (each: typeof navigation) =>
  each.items.map((item) => [item.id, ...(item.items ?? []).map((inner) => inner.id)].join(' '))

it('is a document from the beginning', () => {
  expect(parseDocument(navigation, '').problems ?? []).toEqual([])
})

describe('items', () => {
  it('move within their list and into other groups; groups stay outermost', () => {
    expect(outline(moveItem(navigation, 'nvi_deals', 0))).toEqual(['nvi_sales nvi_deals nvi_leads', 'nvi_home'])
    expect(outline(moveItem(navigation, 'nvi_deals', 0, null))).toEqual([
      'nvi_deals',
      'nvi_sales nvi_leads',
      'nvi_home',
    ])
    expect(outline(moveItem(navigation, 'nvi_home', 1, 'nvi_sales'))).toEqual([
      'nvi_sales nvi_leads nvi_home nvi_deals',
    ])
    expect(moveItem(navigation, 'nvi_sales', 0, 'nvi_home')).toBe(navigation)
  })

  it('are changed and taken away where they stand', () => {
    expect(findItem(editItem(navigation, 'nvi_leads', { icon: 'funnel' }), 'nvi_leads')?.item.icon).toBe('funnel')
    expect(outline(removeItem(navigation, 'nvi_leads'))).toEqual(['nvi_sales nvi_deals', 'nvi_home'])
  })

  it('name the views that stand as tabs', () => {
    const shown = setViewShown(navigation, leads, 'all', true)
    expect(findItem(shown, 'nvi_leads')?.item.go).toEqual({ entity: 'lead', views: ['mine', 'all'] })
    expect(findItem(withoutView(shown, 'lead', 'mine'), 'nvi_leads')?.item.go).toEqual({
      entity: 'lead',
      views: ['all'],
    })
  })
})

it('who sees an item is a condition on roles', () => {
  expect(whenRoles([])).toBeUndefined()
  expect(whenRoles(['lead'])).toEqual({ hasRole: ['lead'] })
  expect(rolesOf(whenRoles(['lead', 'sales']))).toEqual(['lead', 'sales'])
  expect(rolesOf(undefined)).toBe('everybody')
  expect(rolesOf({ inTeam: ['east'] })).toBeUndefined()
})

it('what an item opens is read and written back', () => {
  for (const go of [
    { entity: 'lead', views: ['mine'] },
    { report: 'funnel' },
    { dashboard: 'home' },
    { inbox: true },
    { url: 'https://a.b' },
  ]) {
    const target = targetOf(go)
    expect(target && goTo(target)).toEqual(go)
  }
})
