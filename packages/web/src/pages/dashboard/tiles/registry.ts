import type { DashboardTile } from '@atelier/definitions'
import type { ComponentType } from 'react'
import type { TileProps } from '../TileFrame.tsx'
import { ApprovalsTile } from './ApprovalsTile.tsx'
import { LinksTile } from './LinksTile.tsx'
import { ReportTile } from './ReportTile.tsx'
import { TasksTile } from './TasksTile.tsx'
import { TextTile } from './TextTile.tsx'
import { UnknownTile } from './UnknownTile.tsx'
import { ViewTile } from './ViewTile.tsx'
import { ViolationsTile } from './ViolationsTile.tsx'

/** Every kind of tile. */
const tiles: Readonly<Record<DashboardTile['tile'], ComponentType<TileProps>>> = {
  report: ReportTile,
  view: ViewTile,
  tasks: TasksTile,
  approvals: ApprovalsTile,
  violations: ViolationsTile,
  text: TextTile,
  links: LinksTile,
  hints: UnknownTile,
}

export const tileOf = (kind: DashboardTile['tile']): ComponentType<TileProps> => tiles[kind] ?? UnknownTile
