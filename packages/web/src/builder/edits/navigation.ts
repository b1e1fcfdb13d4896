import type { NavigationDocument, NavigationItem } from '@atelier/definitions'
import { changePart, insertPart, movePart, type PartChange, removePart, withProperties } from './lists.ts'

/** The navigation of a workspace that had none. */
export const newNavigation = (id: string): NavigationDocument => ({
  kind: 'navigation',
  specVersion: 1,
  id,
  key: 'navigation',
  items: [],
})

/** Where an item stands: in a group, or by itself. */
export type ItemPlace = {
  readonly item: NavigationItem
  readonly group: NavigationItem | undefined
  readonly index: number
  readonly count: number
}

export function findItem(navigation: NavigationDocument, id: string): ItemPlace | undefined {
  const within = (items: readonly NavigationItem[], group: NavigationItem | undefined): ItemPlace | undefined => {
    for (const [index, item] of items.entries()) {
      if (item.id === id) return { item, group, index, count: items.length }
      const found = within(item.items ?? [], item)
      if (found) return found
    }
    return undefined
  }
  return within(navigation.items, undefined)
}

/** A group holds items and opens nothing itself. */
export const isGroup = (item: NavigationItem): boolean => item.items !== undefined

const changeList = (
  navigation: NavigationDocument,
  group: string | undefined,
  change: (items: readonly NavigationItem[]) => readonly NavigationItem[],
): NavigationDocument => ({
  ...navigation,
  items:
    group === undefined
      ? change(navigation.items)
      : navigation.items.map((item) => (item.id === group ? { ...item, items: change(item.items ?? []) } : item)),
})

export const addItem = (
  navigation: NavigationDocument,
  item: NavigationItem,
  group?: string,
  index?: number,
): NavigationDocument => changeList(navigation, group, (items) => insertPart(items, item, index))

/** Changes properties of an item, wherever it stands. */
export function editItem(
  navigation: NavigationDocument,
  id: string,
  change: PartChange<NavigationItem>,
): NavigationDocument {
  const place = findItem(navigation, id)
  return place ? changeList(navigation, place.group?.id, (items) => changePart(items, id, change)) : navigation
}

export function removeItem(navigation: NavigationDocument, id: string): NavigationDocument {
  const place = findItem(navigation, id)
  return place ? changeList(navigation, place.group?.id, (items) => removePart(items, id)) : navigation
}

/** Moves an item within its list, or into another group (`null`: out of any). Groups stay outermost. */
export function moveItem(
  navigation: NavigationDocument,
  id: string,
  index: number,
  group?: string | null,
): NavigationDocument {
  const place = findItem(navigation, id)
  if (!place) return navigation
  const to = group === undefined ? place.group?.id : (group ?? undefined)
  if (to === place.group?.id) return changeList(navigation, to, (items) => movePart(items, id, index))
  if (isGroup(place.item)) return navigation
  return addItem(removeItem(navigation, id), place.item, to, index)
}

const isJson = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The roles that a condition asks for: all of them when there is none, undefined when it says something else. */
export function rolesOf(when: unknown): readonly string[] | 'everybody' | undefined {
  if (when === undefined || when === true) return 'everybody'
  if (!isJson(when)) return undefined
  const either: unknown = 'or' in when && Object.keys(when).length === 1 ? when.or : [when]
  if (!Array.isArray(either)) return undefined
  const roles = either.map((each: unknown) => {
    const given: unknown = isJson(each) && Object.keys(each).length === 1 ? each.hasRole : undefined
    const [role, ...more]: readonly unknown[] = Array.isArray(given) ? given : [given]
    return more.length === 0 && typeof role === 'string' ? role : undefined
  })
  return roles.every((role) => role !== undefined) ? roles : undefined
}

/** The condition under which any of the roles sees an item; without roles everybody does. */
export function whenRoles(roles: readonly string[]): unknown {
  const each = roles.map((role) => ({ hasRole: [role] }))
  return each.length > 1 ? { or: each } : each[0]
}

/** What an item opens. */
export type Target =
  | { readonly kind: 'entity'; readonly entity: string; readonly views: readonly string[] }
  | { readonly kind: 'report' | 'dashboard'; readonly key: string }
  | { readonly kind: 'home' | 'inbox' }
  | { readonly kind: 'url'; readonly url: string }

export function targetOf(go: NavigationItem['go']): Target | undefined {
  const { entity, view, views, report, dashboard, url, home, inbox } = go ?? {}
  if (typeof entity === 'string') {
    const named: readonly unknown[] = Array.isArray(views) ? views : view === undefined ? [] : [view]
    return { kind: 'entity', entity, views: named.filter((each) => typeof each === 'string') }
  }
  if (typeof report === 'string') return { kind: 'report', key: report }
  if (typeof dashboard === 'string') return { kind: 'dashboard', key: dashboard }
  if (typeof url === 'string') return { kind: 'url', url }
  if (home === true) return { kind: 'home' }
  return inbox === true ? { kind: 'inbox' } : undefined
}

export function goTo(target: Target): NonNullable<NavigationItem['go']> {
  switch (target.kind) {
    case 'entity':
      return { entity: target.entity, ...(target.views.length > 0 ? { views: target.views } : {}) }
    case 'report':
    case 'dashboard':
      return { [target.kind]: target.key }
    case 'url':
      return { url: target.url }
    default:
      return { [target.kind]: true }
  }
}

/** Every item that opens an entity, groups aside. */
export const itemsOf = (navigation: NavigationDocument, entity: string): readonly NavigationItem[] => {
  const all = (items: readonly NavigationItem[]): readonly NavigationItem[] =>
    items.flatMap((item) => [item, ...all(item.items ?? [])])
  return all(navigation.items).filter((item) => item.go?.entity === entity)
}

/** Names a view among the tabs of an item, or no longer. */
export function setViewShown(
  navigation: NavigationDocument,
  item: NavigationItem,
  view: string,
  on: boolean,
): NavigationDocument {
  const target = targetOf(item.go)
  if (target?.kind !== 'entity') return navigation
  const others = target.views.filter((each) => each !== view)
  return editItem(navigation, item.id, { go: goTo({ ...target, views: on ? [...others, view] : others }) })
}

/** The navigation without a view that is deleted. */
export const withoutView = (navigation: NavigationDocument, entity: string, view: string): NavigationDocument =>
  itemsOf(navigation, entity).reduce((each, item) => setViewShown(each, item, view, false), navigation)

/** The same with properties changed. */
export const editNavigation = (
  navigation: NavigationDocument,
  change: PartChange<NavigationDocument>,
): NavigationDocument => withProperties(navigation, change)
