import { i18n, UiProvider } from '@atelier/ui'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect } from 'react'
import { addresses } from './addresses.ts'
import { onSignedOut, queryClient } from './client.ts'
import { router } from './router.tsx'

/** The whole app: kit, data, pages. */
export function App() {
  useEffect(
    () =>
      onSignedOut(() => {
        const { pathname, search } = window.location
        if (pathname === '/sign-in' || pathname === '/setup') return
        queryClient.clear()
        const next = pathname === '/' ? undefined : pathname + search
        void router.navigate({ href: addresses.signIn(next), replace: true })
      }),
    [],
  )
  useEffect(() => {
    // Messages of the server are in the language they were asked in.
    const refetch = () => void queryClient.invalidateQueries()
    i18n.on('languageChanged', refetch)
    return () => i18n.off('languageChanged', refetch)
  }, [])
  return (
    <UiProvider>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </UiProvider>
  )
}
