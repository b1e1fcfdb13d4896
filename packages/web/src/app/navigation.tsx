import { currentLanguage, type Label, labelText, pluralOf } from '@atelier/ui'
import {
  IconAddressBook,
  IconBox,
  IconBriefcase,
  IconBuilding,
  IconCalendar,
  IconChartBar,
  IconChartDots,
  IconChecklist,
  IconCoin,
  IconFileText,
  IconFilter,
  IconFlag,
  IconHome,
  IconInbox,
  IconLayoutDashboard,
  IconPackage,
  IconReceipt,
  IconSettings,
  IconTarget,
  IconTargetArrow,
  IconUserSearch,
  IconUsers,
} from '@atelier/ui/icons'
import type { MeView } from '../workspace/me.ts'
import type { NavigationNode, WorkspaceView } from '../workspace/model.ts'
import { addresses } from './addresses.ts'
import { isShown } from './is-shown.ts'

export type NavLink = {
  readonly id: string
  readonly label: Label
  readonly to: string
  readonly icon: typeof IconHome
}
export type NavGroup = { readonly id: string; readonly label: Label | undefined; readonly links: readonly NavLink[] }

const icons: Readonly<Record<string, typeof IconHome>> = {
  home: IconHome,
  inbox: IconInbox,
  funnel: IconFilter,
  lead: IconFilter,
  deal: IconBriefcase,
  opportunity: IconBriefcase,
  briefcase: IconBriefcase,
  account: IconBuilding,
  company: IconBuilding,
  building: IconBuilding,
  contact: IconUsers,
  users: IconUsers,
  people: IconUsers,
  product: IconPackage,
  package: IconPackage,
  quote: IconReceipt,
  contract: IconFileText,
  activity: IconChecklist,
  task: IconChecklist,
  calendar: IconCalendar,
  report: IconChartBar,
  chart: IconChartBar,
  dashboard: IconLayoutDashboard,
  target: IconTarget,
  settings: IconSettings,
  'user-search': IconUserSearch,
  'address-book': IconAddressBook,
  'target-arrow': IconTargetArrow,
  checklist: IconChecklist,
  'chart-bar': IconChartBar,
  'chart-dots': IconChartDots,
  'layout-dashboard': IconLayoutDashboard,
  flag: IconFlag,
  coin: IconCoin,
}

/** Names of the icons that a navigation document may name, one for each. */
export const navigationIcons: readonly string[] = [
  ...new Map(Object.entries(icons).map(([name, icon]) => [icon, name])).values(),
]

/** An icon by the name that a navigation document gives, or by what it opens; a box when nothing fits. */
export const iconOf = (...names: readonly (string | undefined)[]): typeof IconHome =>
  names.map((name) => (name ? icons[name.toLowerCase()] : undefined)).find((icon) => icon !== undefined) ?? IconBox

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** What a navigation item opens; null for what this reader may not see, or what opens nothing. */
function linkOf(item: NavigationNode, workspace: WorkspaceView): NavLink | null {
  const go = item.go ?? {}
  // Home and inbox stand above the groups for everybody.
  if (go.home === true || go.inbox === true) return null
  const entity = workspace.entities.get(text(go.entity) ?? '')
  if (entity) {
    const [view] = Array.isArray(go.views) ? go.views : [go.view]
    const to = addresses.view(entity.key, typeof view === 'string' ? { view } : {})
    return { id: item.id, label: item.label ?? entity.label, to, icon: iconOf(item.icon, entity.key) }
  }
  const report = workspace.reports.find((each) => each.key === go.report)
  if (report) {
    return {
      id: item.id,
      label: item.label ?? report.label,
      to: addresses.report(report.key),
      icon: iconOf(item.icon, 'report'),
    }
  }
  const dashboard = workspace.dashboards.find((each) => each.key === go.dashboard)
  if (dashboard) {
    const to = addresses.dashboard(dashboard.key)
    return { id: item.id, label: item.label ?? dashboard.label, to, icon: iconOf(item.icon, 'dashboard') }
  }
  return null
}

const analysis: Label = { en: 'Insight', 'zh-CN': '分析' }

/** The rail's groups: as the admin drew them, else every entity, report and dashboard that one may see. */
export function navigationGroups(workspace: WorkspaceView, me: MeView): readonly NavGroup[] {
  const drawn = workspace.navigation
    .filter((item) => isShown(item.when, me))
    .map((item): NavGroup => {
      const items = item.items.length > 0 ? item.items : [item]
      const links = items.filter((each) => isShown(each.when, me)).flatMap((each) => linkOf(each, workspace) ?? [])
      return { id: item.id, label: item.items.length > 0 ? item.label : undefined, links }
    })
  const groups = drawn.filter((group) => group.links.length > 0)
  if (groups.length > 0) return groups
  const language = currentLanguage()
  const entities = [...workspace.entities.values()]
    .filter((entity) => !entity.system)
    .map((entity) => ({ ...entity, name: labelText(entity.label, language, entity.key) }))
    .toSorted((one, other) => one.name.localeCompare(other.name, language))
    .map((entity) => ({
      id: entity.key,
      label: pluralOf(entity.name, language),
      to: addresses.view(entity.key),
      icon: iconOf(entity.key),
    }))
  const boards = workspace.dashboards.map((each) => ({
    id: each.key,
    label: each.label,
    to: addresses.dashboard(each.key),
    icon: IconLayoutDashboard,
  }))
  const reports = workspace.reports.map((each) => ({
    id: each.key,
    label: each.label,
    to: addresses.report(each.key),
    icon: IconChartBar,
  }))
  return [
    { id: 'entities', label: undefined, links: entities },
    { id: 'analysis', label: analysis, links: [...boards, ...reports] },
  ].filter((group) => group.links.length > 0)
}
