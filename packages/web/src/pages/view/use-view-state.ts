import { useLocalStorage } from '@atelier/ui'
import { useMemo, useState } from 'react'
import { usePage } from '../../app/use-page.ts'
import { isLong, isOfKind } from '../../fields/registry.ts'
import { bothRules, filterRule, type Group, readFilter } from '../../filter/condition.ts'
import { useSearchRule } from '../../records/use-search-rule.ts'
import { type EntityView, fieldOf, type ViewColumn, type ViewView } from '../../workspace/model.ts'

function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The columns of a view that names none: the title, the stage, then what fits a row. */
export function defaultColumns(entity: EntityView): readonly ViewColumn[] {
  const title = fieldOf(entity, entity.title)
  const first = [...(title ? [title] : []), ...(entity.stage && entity.stage !== title ? [entity.stage] : [])]
  const others = entity.fields.filter(
    (field) => !isLong(field) && !isOfKind(field, 'references') && !first.some(({ key }) => key === field.key),
  )
  return [...first, ...others].slice(0, 9).map((field) => ({ field: field.key }))
}

/** What is asked and how it is shown: the view's own, changed by the address, so that a link shows the same to others. */
export function useViewState(entity: EntityView, view: ViewView) {
  const { query, setQuery } = usePage()
  const base = useMemo(() => (view.columns.length > 0 ? view.columns : defaultColumns(entity)), [view, entity])
  const [columns, setColumns] = useLocalStorage<readonly ViewColumn[] | null>({
    key: `atelier.columns.${entity.key}.${view.key}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  })
  const [frozen, setFrozen] = useLocalStorage<number | null>({
    key: `atelier.frozen.${entity.key}.${view.key}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  })
  const filterText = query.filter ?? JSON.stringify(view.filter ?? null)
  const asked: Group = useMemo(() => readFilter(parseJson(filterText)), [filterText])
  // Conditions that are not finished yet ask for nothing, so the address cannot hold them: they wait here.
  const [draft, setDraft] = useState<{ readonly text: string; readonly filter: Group } | null>(null)
  const filter = draft?.text === filterText ? draft.filter : asked
  const sort = query.sort ?? view.sort.join(',')
  const group = query.group ?? view.group ?? ''
  const q = query.q ?? ''
  const search = useSearchRule(entity, q)
  const rule = useMemo(() => filterRule(filter), [filter])
  const summed = useMemo(() => bothRules(rule, search.rule), [rule, search.rule])
  const shown = useMemo(
    () => (columns ?? base).filter((column) => fieldOf(entity, column.field)),
    [columns, base, entity],
  )
  return {
    filter,
    sort,
    q,
    /** The filter to send; the words of the search go beside it. */
    rule,
    words: q.trim() === '' ? undefined : q.trim(),
    /** Filter and search as one rule for sums; not `known` where they would be those of a part. */
    summed: { rule: summed, known: search.known },
    columns: shown,
    /** The key of the field that the records are put in groups by; empty for none. */
    group,
    frozen: frozen ?? view.freeze ?? 1,
    changed:
      [query.filter, query.sort, query.group].some((each) => each !== undefined) || columns !== null || frozen !== null,
    setFilter: (next: Group) => {
      const text = JSON.stringify(filterRule(next) ?? null)
      setDraft({ text, filter: next })
      if (text !== filterText) setQuery({ filter: text }, { replace: true })
    },
    setSort: (next: string) => setQuery({ sort: next }, { replace: true }),
    setGroup: (key: string) => setQuery({ group: key }, { replace: true }),
    setFrozen: (count: number | null) => setFrozen(count),
    setSearch: (text: string) => setQuery({ q: text === '' ? undefined : text }, { replace: true }),
    setColumns,
    reset: () => {
      setColumns(null)
      setFrozen(null)
      setQuery({ filter: undefined, sort: undefined, group: undefined, q: undefined }, { replace: true })
    },
  }
}

export type ViewState = ReturnType<typeof useViewState>
