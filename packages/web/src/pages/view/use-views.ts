import type { ViewDocument } from '@atelier/definitions'
import { type Label, useTexts } from '@atelier/ui'
import { useQuery } from '@tanstack/react-query'
import { client, unwrap } from '../../app/client.ts'
import type { EntityView, NavigationNode, ViewView } from '../../workspace/model.ts'
import { readView } from '../../workspace/read-workspace.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { viewTexts } from './view-texts.ts'

type Own = {
  readonly id: string
  readonly document: ViewDocument
  readonly shareWith?: readonly string[]
  readonly mine?: boolean
}
const isMine = (value: unknown): value is { readonly views: readonly unknown[] } =>
  typeof value === 'object' && value !== null && 'views' in value && Array.isArray(value.views)
const isOwn = (value: unknown): value is Own =>
  typeof value === 'object' && value !== null && 'id' in value && 'document' in value

/** The views in the answer of `/mine/views`: one's own, and those that colleagues share. */
export function readMine(answer: unknown): readonly ViewView[] {
  return (isMine(answer) ? answer.views : [])
    .filter(isOwn)
    .map((own) => readView(own.document, own.mine === false ? 'colleague' : 'mine', own.id, own.shareWith ?? []))
}

/** The views that the navigation names for an entity, in its order. */
export function navigatedViews(items: readonly NavigationNode[], entity: string): readonly string[] {
  return items.flatMap((item) => {
    const own = item.go?.entity === entity ? (item.go.views ?? item.go.view ?? []) : []
    const keys = (Array.isArray(own) ? own : [own]).filter((key) => typeof key === 'string')
    return [...keys, ...navigatedViews(item.items, entity)]
  })
}

/** Every view of an entity as tabs: the workspace's as the navigation orders them, one's own, and always a table and (with stages) a board. */
export function useViews(entity: EntityView): readonly ViewView[] {
  const t = useTexts(viewTexts)
  const workspace = useWorkspace()
  const { data: mine } = useQuery({
    queryKey: ['mine', 'views'],
    queryFn: () => unwrap(client.definitions.mine('views')),
    select: readMine,
    retry: false,
  })
  const order = navigatedViews(workspace.navigation, entity.key)
  const place = (view: ViewView) => (order.includes(view.key) ? order.indexOf(view.key) : order.length)
  const drawn = workspace.views.filter((view) => view.entity === entity.key).toSorted((a, b) => place(a) - place(b))
  const own = (mine ?? []).filter((view) => view.entity === entity.key)
  const plain = (key: string, label: Label, type: 'table' | 'board'): ViewView => ({
    id: key,
    key,
    label,
    entity: entity.key,
    type,
    filter: undefined,
    sort: [],
    columns: [],
    group: undefined,
    freeze: undefined,
    board: {},
    calendar: {},
    summary: undefined,
    from: 'app',
    shareWith: [],
    mine: false,
  })
  // Processes have stages of their own, so each has its board.
  const boards =
    entity.pipelines.length > 1
      ? entity.pipelines.map(({ key, label }, at) => ({
          ...plain(at === 0 ? 'board' : `board-${key}`, label, 'board'),
          board: { pipeline: key },
        }))
      : [plain('board', t('byStage'), 'board')]
  const hasPlainTable = drawn.some((view) => view.type === 'table' && view.filter === undefined)
  return [
    ...drawn,
    ...(hasPlainTable ? [] : [plain('all', t('all'), 'table')]),
    ...(entity.stage && !drawn.some((view) => view.type === 'board') ? boards : []),
    ...own,
  ]
}
