import type { HistoryEvent, RecordJson } from '@atelier/api'
import { Button, EmptyState, showToast, useLabel, useTexts } from '@atelier/ui'
import { IconArrowRight, IconFlag, IconPencil, IconPlus, IconTrash } from '@atelier/ui/icons'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { client, unwrap } from '../../app/client.ts'
import { FieldCell } from '../../fields/Field.tsx'
import { isOfKind } from '../../fields/registry.ts'
import { isEmpty, writeValue } from '../../fields/values.ts'
import { refetchEntity } from '../../records/cache.ts'
import { recordTexts } from '../../records/record-texts.ts'
import { type EntityView, type FieldView, fieldOf, isWritable } from '../../workspace/model.ts'
import { HistoryLine } from './HistoryLine.tsx'
import { pageTexts } from './record-page-texts.ts'
import { useSaveFields } from './use-save-field.ts'

/** Who changed what, newest first, with the way back for each change. */
export function HistoryTab({ entity, record }: { readonly entity: EntityView; readonly record: RecordJson }) {
  const t = useTexts(recordTexts)
  const { data, hasNextPage, fetchNextPage, isPending } = useInfiniteQuery({
    queryKey: ['history', entity.key, record.id],
    initialPageParam: '',
    queryFn: ({ pageParam }) => unwrap(client.records.history(entity.key, record.id, pageParam)),
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const events = data?.pages.flatMap((page) => page.events) ?? []
  if (!isPending && events.length === 0) return <EmptyState title={t('historyEmpty')} />
  return (
    <ol className="history">
      {events.map((event) => (
        <HistoryItem key={event.id} entity={entity} record={record} event={event} />
      ))}
      {hasNextPage ? <Button onClick={() => void fetchNextPage()}>{t('loadMore')}</Button> : null}
    </ol>
  )
}

const verbs = {
  created: 'kindCreated',
  updated: 'kindUpdated',
  moved: 'kindMoved',
  deleted: 'kindDeleted',
  restored: 'kindRestored',
} as const
const isVerb = (kind: string): kind is keyof typeof verbs => kind in verbs

type ItemProps = { readonly entity: EntityView; readonly record: RecordJson; readonly event: HistoryEvent }

function HistoryItem({ entity, record, event }: ItemProps) {
  const t = useTexts(recordTexts)
  const tp = useTexts(pageTexts)
  const label = useLabel()
  const queries = useQueryClient()
  const kind = event.kind.replace(/^record\./, '')
  const moves = kind !== 'created' && event.changes.some((change) => change.field === entity.stage?.key)
  const Icon = kind === 'created' ? IconPlus : kind === 'deleted' ? IconTrash : moves ? IconFlag : IconPencil
  const undo = async () => {
    const answer = await client.records.undo(event.id)
    if (answer.ok) showToast(t('undone'))
    else showToast(answer.problems.map((problem) => problem.message).join(' '), { tone: 'bad' })
    refetchEntity(queries, entity.key)
  }
  const save = useSaveFields(entity.key)
  const restore = async (field: FieldView, value: unknown) => {
    const answer = await save(record, { [field.key]: writeValue(value) })
    if (answer.kind === 'saved') return showToast(tp('restored', { label: label(field.label, field.key) }))
    const words = answer.kind === 'refused' ? answer.problems.map((problem) => problem.message).join(' ') : tp('theirs')
    showToast(words, { tone: 'bad' })
  }
  // Rows are brought back with their event; a stage is moved to.
  const isRestorable = (field: FieldView, value: unknown): boolean =>
    entity.may.has('update') &&
    isWritable(field) &&
    field !== entity.stage &&
    !isOfKind(field, 'collection') &&
    JSON.stringify(writeValue(value)) !== JSON.stringify(writeValue(record[field.key]))
  const changes = kind === 'created' ? [] : event.changes
  return (
    <HistoryLine
      icon={Icon}
      at={event.at}
      more={
        <>
          {changes.map((change) => {
            const field = fieldOf(entity, change.field)
            if (!field) return null
            return (
              <div key={change.field} className="history-change">
                <span className="faint">{label(field.label, field.key)}</span>
                {isEmpty(change.from) ? null : (
                  <s>
                    <FieldCell field={field} value={change.from} />
                  </s>
                )}
                <IconArrowRight size={12} stroke={1.5} aria-hidden="true" />
                {isEmpty(change.to) ? (
                  <span className="faint">{t('empty')}</span>
                ) : (
                  <FieldCell field={field} value={change.to} />
                )}
                {isRestorable(field, change.from) ? (
                  <button
                    type="button"
                    className="link small history-restore no-print"
                    aria-label={tp('restoreOf', { label: label(field.label, field.key) })}
                    onClick={() => void restore(field, change.from)}
                  >
                    {tp('restore')}
                  </button>
                ) : null}
              </div>
            )
          })}
          {changes.length > 0 ? (
            <button type="button" className="link small" onClick={() => void undo()}>
              {t('undo')}
            </button>
          ) : null}
        </>
      }
    >
      <b>{event.by?.label ?? event.via}</b>{' '}
      <span className="quiet">{t(moves ? 'kindMoved' : isVerb(kind) ? verbs[kind] : 'kindOther')}</span>
    </HistoryLine>
  )
}
