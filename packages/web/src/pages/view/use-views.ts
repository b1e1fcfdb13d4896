import { useTexts } from '@atelier/ui'
import { useQuery } from '@tanstack/react-query'
import { client, unwrap } from '../../app/client.ts'
import type { EntityView, Json, ViewView } from '../../workspace/model.ts'
import { readView } from '../../workspace/read-workspace.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { viewTexts } from './view-texts.ts'

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The views in an answer of `/mine/views`, an array or `{views}`. */
export function readMine(answer: unknown): readonly ViewView[] {
  const list = Array.isArray(answer) ? answer : isJson(answer) && Array.isArray(answer.views) ? answer.views : []
  return list
    .filter(isJson)
    .map((each) => readView(isJson(each.document) ? { ...each.document, id: each.id } : each, true))
}

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
