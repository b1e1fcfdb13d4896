import type { ViewDocument } from '@atelier/definitions'
import { useMemo, useState } from 'react'
import { filterRule, type Group, readFilter } from '../../filter/condition.ts'
import { defaultColumns, type ViewState } from '../../pages/view/use-view-state.ts'
import { type EntityView, fieldOf, type ViewColumn, type ViewView } from '../../workspace/model.ts'
import { readView } from '../../workspace/read-workspace.ts'
import { editView, setColumns } from '../edits/view.ts'

/** An entity to be looked at only: nothing of it can be written. */
export function useReadOnly(entity: EntityView): EntityView {
  return useMemo(() => {
    const lock = <F extends EntityView['fields'][number]>(field: F): F => ({ ...field, readonly: true })
    return {
      ...entity,
      fields: entity.fields.map(lock),
      stage: entity.stage && lock(entity.stage),
      owner: entity.owner && lock(entity.owner),
      may: new Set(['read']),
    }
  }, [entity])
}

/** A view of the draft as the workspace’s pages take one; what people do with it there changes the draft. */
export function useDraftView(
  entity: EntityView,
  document: ViewDocument,
  onChange: (view: ViewDocument, about?: string) => void,
): { readonly view: ViewView; readonly state: ViewState; readonly missing: readonly string[] } {
  const view = useMemo(() => readView(document, 'workspace'), [document])
  const { filter: written } = document
  const asked = useMemo(() => readFilter(written), [written])
  // Conditions that are not finished yet ask for nothing: they wait here.
  const [unfinished, setUnfinished] = useState<{ readonly rule: unknown; readonly filter: Group }>()
  const filter = unfinished && unfinished.rule === written ? unfinished.filter : asked
  const rule = useMemo(() => filterRule(asked), [asked])
  const summed = useMemo(() => ({ rule, known: true }), [rule])
  const chosen: readonly ViewColumn[] = useMemo(
    () => (view.columns.length > 0 ? view.columns : defaultColumns(entity)),
    [view.columns, entity],
  )
  const columns = useMemo(() => chosen.filter((column) => fieldOf(entity, column.field)), [chosen, entity])
  const state: ViewState = {
    filter,
    sort: view.sort.filter((path) => fieldOf(entity, path.replace(/^-/, '').split('.')[0] ?? '')).join(','),
    q: '',
    rule,
    words: undefined,
    summed,
    columns,
    group: document.group ?? '',
    frozen: document.freeze ?? 1,
    changed: false,
    setFilter: (next) => {
      const rules = filterRule(next)
      setUnfinished({ rule: rules, filter: next })
      if (JSON.stringify(rules) !== JSON.stringify(written)) onChange(editView(document, { filter: rules }), 'filter')
    },
    setSort: (next) => onChange(editView(document, { sort: next === '' ? undefined : next.split(',') })),
    setGroup: (next) => onChange(editView(document, { group: next === '' ? undefined : next })),
    setFrozen: (next) => onChange(editView(document, { freeze: next ?? undefined })),
    setSearch: () => {},
    setColumns: (next) => {
      const list = typeof next === 'function' ? next(columns) : next
      const written = (list ?? []).map(({ field, width }) =>
        width === undefined ? { field } : { field, width: Math.round(width) },
      )
      onChange(setColumns(document, written), 'columns')
    },
    reset: () => {},
  }
  const missing = chosen.map((column) => column.field).filter((key) => !fieldOf(entity, key))
  return { view, state, missing }
}
