import type { DashboardDocument, DashboardTile } from '@atelier/definitions'
import type { Label } from '@atelier/ui'
import type { WorkspaceView } from '../../../workspace/model.ts'
import { isPeriodParam } from '../../report/PeriodControl.tsx'
import type { ReportEntry } from '../../report/use-reports.ts'
import { placeBelow } from '../layout.ts'

type Control = NonNullable<DashboardDocument['controls']>[number]
type Content = Omit<DashboardTile, 'id' | 'at'>

/** Something that can be added to a dashboard, with the room it takes at first. */
export type GalleryItem = {
  readonly key: string
  readonly kind: 'report' | 'view' | 'other'
  readonly label: Label
  readonly content: Content
  readonly size: readonly [width: number, height: number]
  readonly report?: ReportEntry
}

/** Everything that can be a tile: every report and view one may see, then what is about oneself. */
export function galleryItems(
  workspace: WorkspaceView,
  reports: readonly ReportEntry[],
  words: { readonly tasks: string; readonly approvals: string; readonly text: string },
): readonly GalleryItem[] {
  return [
    ...reports.flatMap((entry): readonly GalleryItem[] => {
      const key = entry.own === undefined ? entry.key : entry.document.key
      const figures = entry.document.type === 'summary' && (entry.document.rows ?? []).length === 0
      return key === undefined
        ? []
        : [
            {
              key: `report ${entry.key}`,
              kind: 'report',
              label: entry.label,
              content: { tile: 'report', report: key },
              size: figures ? [3, 3] : [6, 7],
              report: entry,
            },
          ]
    }),
    ...workspace.views
      .filter((view) => view.from === 'workspace')
      .map(
        (view): GalleryItem => ({
          key: `view ${view.key}`,
          kind: 'view',
          label: view.label,
          content: { tile: 'view', view: view.key },
          size: [6, 6],
        }),
      ),
    { key: 'tasks', kind: 'other', label: words.tasks, content: { tile: 'tasks' }, size: [4, 6] },
    { key: 'approvals', kind: 'other', label: words.approvals, content: { tile: 'approvals' }, size: [4, 6] },
    { key: 'text', kind: 'other', label: words.text, content: { tile: 'text', text: words.text }, size: [6, 2] },
  ]
}

const newControl: Control = {
  id: 'ctl_period',
  key: 'period',
  type: 'dateRange',
  label: { en: 'Period', 'zh-CN': '期间' },
}

/** The dashboard with an item below all others. Its periods follow the dashboard's; the first report with a period brings the control along. */
export function withItem(dashboard: DashboardDocument, item: GalleryItem, id: string): DashboardDocument {
  const periods = (item.report?.document.params ?? []).filter(isPeriodParam)
  const [first] = periods
  const controls = dashboard.controls ?? []
  const own =
    controls.find(isPeriodParam) ??
    (first ? { ...newControl, ...(first.default === undefined ? {} : { default: first.default }) } : undefined)
  const bind = Object.fromEntries(periods.flatMap((param) => (own ? [[param.key, own.key]] : [])))
  const tile: DashboardTile = {
    ...item.content,
    id,
    at: placeBelow(dashboard.tiles, item.size[0], item.size[1]),
    ...(periods.length === 0 ? {} : { bind }),
  }
  return {
    ...dashboard,
    ...(own && !controls.some((control) => control.key === own.key) ? { controls: [...controls, own] } : {}),
    tiles: [...dashboard.tiles, tile],
  }
}
