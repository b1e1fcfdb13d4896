import type { IconTable } from '@atelier/ui/icons'
import type { ComponentType } from 'react'
import type { Writer } from '../../records/use-write.ts'
import type { EntityView, ViewView } from '../../workspace/model.ts'
import type { ViewState } from './use-view-state.ts'

/** What every kind of view gets: which records are asked for, how to write to them, and which one is open beside them. */
export type ViewKindProps = {
  readonly entity: EntityView
  readonly view: ViewView
  readonly state: ViewState
  readonly writer: Writer
  readonly opened: string | undefined
}

export type ViewKind = {
  readonly key: ViewView['type']
  /** What it is called, among the texts of views. */
  readonly name: 'table' | 'board' | 'calendar' | 'split'
  readonly Icon: typeof IconTable
  readonly Body: ComponentType<ViewKindProps>
  /** Drawn while the code of the kind is on its way. */
  readonly Loading?: ComponentType
  /** Its own controls in the bar, after the filter and the search. */
  readonly Tools?: ComponentType<ViewKindProps>
  /** Whether records of the entity can be shown this way. */
  readonly suits: (entity: EntityView) => boolean
  /** It shows the open record itself, where there is room for both. */
  readonly opensWithin?: true
}
