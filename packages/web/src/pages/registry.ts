import type { ComponentType } from 'react'

/** One page: where it is, whether the shell stands round it, and how its code is fetched. */
export type PageEntry = {
  readonly path: string
  readonly frame: 'shell' | 'bare'
  readonly load: () => Promise<ComponentType>
}

/** Every page of the app, one line each; the most specific path wins, whatever the order. */
export const pages: readonly PageEntry[] = [
  { path: '/', frame: 'shell', load: async () => (await import('./dashboard/HomeOrDashboard.tsx')).HomeOrDashboard },
  { path: '/sign-in', frame: 'bare', load: async () => (await import('./sign-in/SignInPage.tsx')).SignInPage },
  { path: '/setup', frame: 'bare', load: async () => (await import('./setup/SetupPage.tsx')).SetupPage },
  { path: '/templates', frame: 'shell', load: async () => (await import('./setup/TemplatesPage.tsx')).TemplatesPage },
  { path: '/reports', frame: 'shell', load: async () => (await import('./report/ReportsPage.tsx')).ReportsPage },
  {
    path: '/reports/new',
    frame: 'shell',
    load: async () => (await import('./report/NewReportPage.tsx')).NewReportPage,
  },
  { path: '/reports/$key', frame: 'shell', load: async () => (await import('./report/ReportPage.tsx')).ReportPage },
  {
    path: '/dashboards/$key',
    frame: 'shell',
    load: async () => (await import('./dashboard/DashboardPage.tsx')).DashboardPage,
  },
  { path: '/inbox', frame: 'shell', load: async () => (await import('./inbox/InboxPage.tsx')).InboxPage },
  { path: '/search', frame: 'shell', load: async () => (await import('./search/SearchPage.tsx')).SearchPage },
  { path: '/builder/$', frame: 'shell', load: async () => (await import('../builder/BuilderPage.tsx')).BuilderPage },
  { path: '/settings/$', frame: 'shell', load: async () => (await import('./settings/SettingsPage.tsx')).SettingsPage },
  { path: '/invite/$token', frame: 'bare', load: async () => (await import('./invite/InvitePage.tsx')).InvitePage },
  { path: '/import', frame: 'shell', load: async () => (await import('./import/ImportsPage.tsx')).ImportsPage },
  { path: '/import/$entity', frame: 'shell', load: async () => (await import('./import/ImportPage.tsx')).ImportPage },
  { path: '/$entity', frame: 'shell', load: async () => (await import('./view/ViewPage.tsx')).ViewPage },
  { path: '/$entity/$id', frame: 'shell', load: async () => (await import('./record/RecordPage.tsx')).RecordPage },
]
