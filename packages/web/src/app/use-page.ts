import { useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo } from 'react'

export type Query = Readonly<Record<string, string>>

/** The address in use: path parameters, query, and ways to go on. All query values are text. */
export function usePage() {
  const params: Readonly<Record<string, string | undefined>> = useParams({ strict: false })
  const { searchStr } = useLocation()
  const navigate = useNavigate()
  const query: Query = useMemo(() => Object.fromEntries(new URLSearchParams(searchStr)), [searchStr])
  /** Opens an address of the app, for example from `addresses`. */
  const go = useCallback(
    (to: string, options: { readonly replace?: boolean } = {}) =>
      void navigate({ href: to, replace: options.replace ?? false }),
    [navigate],
  )
  /** Changes some of the query and keeps the rest; `undefined` takes a value away. */
  const setQuery = useCallback(
    (change: Readonly<Record<string, string | undefined>>, options: { readonly replace?: boolean } = {}) => {
      const next = new URLSearchParams(window.location.search)
      for (const [name, value] of Object.entries(change)) {
        if (value === undefined) next.delete(name)
        else next.set(name, value)
      }
      const text = next.toString()
      go(window.location.pathname + (text === '' ? '' : `?${text}`), options)
    },
    [go],
  )
  return { params, query, go, setQuery }
}

/** The page's title in the browser's tab. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Atelier' : `${title} · Atelier`
  }, [title])
}
