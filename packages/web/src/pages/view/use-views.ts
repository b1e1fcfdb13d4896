import type { ViewDocument } from '@atelier/definitions'
import { useTexts } from '@atelier/ui'
import { useQuery } from '@tanstack/react-query'
import { client, unwrap } from '../../app/client.ts'
import type { EntityView, ViewView } from '../../workspace/model.ts'
import { readView } from '../../workspace/read-workspace.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { viewTexts } from './view-texts.ts'

/** The views in an answer of `/mine/views`, an array or `{views}`. */
export function readMine(answer: unknown): readonly ViewView[] {
  const list = Array.isArray(answer) ? answer : isMine(answer) ? answer.views : []
  return list
    .filter(isOwn)
    .map((own) => ('document' in own ? readView(own.document, true, own.id) : readView(own, true)))
}

type Own = ViewDocument | { readonly id: string; readonly document: ViewDocument }
const isMine = (value: unknown): value is { readonly views: readonly unknown[] } =>
  typeof value === 'object' && value !== null && 'views' in value && Array.isArray(value.views)
const isOwn = (value: unknown): value is Own => typeof value === 'object' && value !== null && 'id' in value

/** Every view of an entity as tabs: the workspace's, one's own, and always a table and (with stages) a board. */
export function useViews(entity: EntityView): readonly ViewView[] {
  const t = useTexts(viewTexts)
  const workspace = useWorkspace()
  const { data: mine } = useQuery({
    queryKey: ['mine', 'views'],
    queryFn: () => unwrap(client.definitions.mine('views')),
    select: readMine,
    retry: false,
  })
  const drawn = workspace.views.filter(
    (view) => view.entity === entity.key && (view.type === 'table' || view.type === 'board'),
  )
  const own = (mine ?? []).filter((view) => view.entity === entity.key)
  const plain = (key: string, label: string, type: 'table' | 'board'): ViewView => ({
    id: key,
    key,
    label,
    entity: entity.key,
    type,
    filter: undefined,
    sort: [],
    columns: [],
    board: {},
    mine: false,
  })
  const hasPlainTable = drawn.some((view) => view.type === 'table' && view.filter === undefined)
  return [
    ...drawn,
    ...(hasPlainTable ? [] : [plain('all', t('all'), 'table')]),
    ...(entity.stage && !drawn.some((view) => view.type === 'board') ? [plain('board', t('byStage'), 'board')] : []),
    ...own,
  ]
}
