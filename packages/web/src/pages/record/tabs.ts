import type { RecordJson } from '@atelier/api'
import type { Label } from '@atelier/ui'
import type { ComponentType } from 'react'
import type { EntityView } from '../../workspace/model.ts'
import { HistoryTab } from './HistoryTab.tsx'

export type RecordTabProps = { readonly entity: EntityView; readonly record: RecordJson }
/** One tab at the right of a record. */
export type RecordTab = {
  readonly key: string
  readonly label: Label
  readonly shows: (entity: EntityView) => boolean
  readonly Tab: ComponentType<RecordTabProps>
}

/** The tabs at the right of a record page, in their order; the first one is open. */
export const recordTabs: readonly RecordTab[] = [
  { key: 'history', label: { en: 'History', 'zh-CN': '变更记录' }, shows: () => true, Tab: HistoryTab },
]
