import type { DashboardTile, ReportDocument } from '@atelier/definitions'
import type { CellView } from '@atelier/reports/ui'
import type { Label } from '@atelier/ui'
import type { WorkspaceView } from '../../workspace/model.ts'
import { fieldOf } from '../../workspace/model.ts'
import { pathLabel } from '../report/rule-words.ts'
import { emittedBy } from './dashboard-filter.ts'

type Say = (label: Label | undefined, fallback?: string) => string

/** What was chosen in a tile, in words: `Stage: Proposal`. */
export function pickText(
  tile: DashboardTile,
  report: ReportDocument,
  cell: CellView,
  words: { readonly workspace: WorkspaceView; readonly say: Say; readonly none: string },
): string {
  const { workspace, say, none } = words
  const values = { ...cell.row, ...cell.col }
  return emittedBy(tile, report, workspace)
    .flatMap(({ dimension, entity, path }) => {
      const value = values[dimension]
      if (value === undefined) return []
      const view = workspace.entities.get(entity)
      const field = view && fieldOf(view, path)
      const option = [...(field?.stages ?? []), ...(field?.options ?? [])].find((each) => each.key === value)
      const named = typeof value === 'object' && value !== null && 'label' in value ? String(value.label) : undefined
      const text = value === null ? none : (named ?? (option ? say(option.label, option.key) : String(value)))
      return [`${pathLabel(workspace, entity, path, say)}: ${text}`]
    })
    .join(' · ')
}
