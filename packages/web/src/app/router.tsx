import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { NotFoundPage } from '../pages/not-found/NotFoundPage.tsx'
import { type PageEntry, pages } from '../pages/registry.ts'
import { FailedPage } from './FailedPage.tsx'
import { Shell } from './Shell.tsx'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage, errorComponent: FailedPage })
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell })

const component = (page: PageEntry) => lazyRouteComponent(async () => ({ default: await page.load() }))

const bareRoutes = pages
  .filter((page) => page.frame === 'bare')
  .map((page) => createRoute({ getParentRoute: () => root, path: page.path, component: component(page) }))
const shellRoutes = pages
  .filter((page) => page.frame === 'shell')
  .map((page) => createRoute({ getParentRoute: () => shell, path: page.path, component: component(page) }))

/** The router over the pages' registry. Query values stay text: pages read them themselves. */
export const router = createRouter({
  routeTree: root.addChildren([...bareRoutes, shell.addChildren(shellRoutes)]),
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(Object.entries(search).map(([name, value]) => [name, String(value)])).toString()
    return text === '' ? '' : `?${text}`
  },
  defaultPreload: 'intent',
  scrollRestoration: true,
})
