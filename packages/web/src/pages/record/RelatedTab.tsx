import type { RecordJson, WorkspaceRelation } from '@atelier/api'
import type { FormItem } from '@atelier/definitions'
import { ActionIcon, Button, EmptyState, type Label, useLabel, useTexts } from '@atelier/ui'
import { IconLink, IconPlus, IconUnlink } from '@atelier/ui/icons'
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { addresses } from '../../app/addresses.ts'
import { client, unwrap } from '../../app/client.ts'
import { FieldCell } from '../../fields/Field.tsx'
import { isNumeric, isOfKind, mostTelling } from '../../fields/registry.ts'
import { isEmpty } from '../../fields/values.ts'
import { refetchEntity } from '../../records/cache.ts'
import { recordTexts } from '../../records/record-texts.ts'
import { recordTitle } from '../../records/record-title.ts'
import { type EntityView, type FieldView, fieldOf, isSystemField } from '../../workspace/model.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { LinkExisting } from './LinkExisting.tsx'
import { pageTexts } from './record-page-texts.ts'
import { useLink } from './use-link.ts'

const CreateForm = lazy(async () => ({ default: (await import('./CreateForm.tsx')).CreateForm }))

export type RelatedList = {
  readonly key: string
  readonly label: Label
  readonly to: EntityView
  readonly columns: readonly FieldView[]
  readonly filter: unknown
  /** What a record made here begins with: the way back. */
  readonly preset: Readonly<Record<string, unknown>>
  readonly records: readonly RecordJson[]
  readonly count: number | undefined
  readonly error: boolean
}

type Wanted = { readonly relation: string; readonly label?: Label | undefined; readonly columns: readonly string[] }

const listsIn = (items: readonly FormItem[]): readonly Wanted[] =>
  items.flatMap((item): readonly Wanted[] => {
    if (item.type === 'section') return listsIn(item.items)
    if (item.type !== 'relatedList') return []
    const label = 'label' in item ? (item.label as Label | undefined) : undefined
    return [{ relation: item.relation, label, columns: item.columns ?? [] }]
  })

/** The rule that finds the records on the other side; a link that may lead to several entities names the one it means. */
function filterOf(
  entities: ReadonlyMap<string, EntityView>,
  relation: WorkspaceRelation,
  entity: EntityView,
  id: string,
): unknown {
  const back = relation.field
  if (back === undefined) return undefined
  if (relation.kind === 'reverse') return { '==': [{ var: back.key }, id] }
  const field = entities.get(back.entity)?.source.fields.find((each) => each.key === back.key)
  const path = field && field.targets.length > 1 ? `${back.key}@${entity.key}` : back.key
  return { some: [{ var: path }, { '==': [{ var: 'id' }, id] }] }
}

/** Where a record stands, then what tells most about it: not whom it is about, for that is where the list stands, and whose it is last. */
function toldOf(to: EntityView, own: readonly FieldView[]): readonly FieldView[] {
  const telling = mostTelling(own.filter((field) => field.key !== to.title && field !== to.owner)).filter(
    (field) => !isOfKind(field, 'reference'),
  )
  return [to.stage, ...telling, to.owner].flatMap((field) => field ?? []).slice(0, 3)
}

function columnsOf(to: EntityView, named: readonly string[]): readonly FieldView[] {
  const given = named.flatMap((key) => fieldOf(to, key) ?? [])
  const own = to.fields.filter((field) => !isSystemField(field.key))
  const shown = given.length > 0 ? given : [...own.filter((field) => field.key === to.title), ...toldOf(to, own)]
  return shown.slice(0, 5)
}

/** The lists that belong to a record: those its form names, else everything that points at it, activities aside. */
export function useRelatedLists(entity: EntityView, record: RecordJson): readonly RelatedList[] {
  const { entities, forms } = useWorkspace()
  const named = forms
    .filter((form) => form.entity === entity.key)
    .flatMap((form) => form.pages.flatMap((page) => listsIn(page.items)))
  const reverse = entity.source.relations.filter(
    (relation) => relation.kind === 'reverse' || relation.kind === 'reverseLinks',
  )
  const others = reverse
    .filter((relation) => entities.get(relation.to[0] ?? '')?.source.activity === undefined)
    .map((relation): Wanted => ({ relation: relation.key, columns: [] }))
  const wanted = [...new Map((named.length > 0 ? named : others).map((each) => [each.relation, each])).values()]
  const lists = wanted.flatMap((each) => {
    const relation = reverse.find((candidate) => candidate.key === each.relation)
    const to = entities.get(relation?.to[0] ?? '')
    const filter = relation && filterOf(entities, relation, entity, record.id)
    const back = relation?.field?.key
    if (!relation || !to || filter === undefined || back === undefined) return []
    const me = { id: record.id, label: recordTitle(entity, record) }
    return [
      {
        key: relation.key,
        label: each.label ?? relation.label,
        to,
        columns: columnsOf(to, each.columns),
        filter,
        preset: { [back]: relation.kind === 'reverseLinks' ? [{ ...me, entity: entity.key }] : me },
      },
    ]
  })
  const results = useQueries({
    queries: lists.map((list) => ({
      queryKey: ['records', list.to.key, { related: list.key, of: record.id }],
      queryFn: () =>
        unwrap(client.records.list(list.to.key, { filter: list.filter, limit: 20, count: 'capped' })).then((page) => ({
          pages: [page],
          pageParams: [''],
        })),
    })),
  })
  return lists.map((list, index) => {
    const page = results[index]?.data?.pages[0]
    return { ...list, records: page?.records ?? [], count: page?.count?.value, error: results[index]?.isError ?? false }
  })
}

/** One related list: its records as rows, and the way to add one right here. */
export function RelatedTab({ list }: { readonly list: RelatedList }) {
  const t = useTexts(recordTexts)
  const tp = useTexts(pageTexts)
  const label = useLabel()
  const queries = useQueryClient()
  const [adding, setAdding] = useState(false)
  const [linking, setLinking] = useState(false)
  const links = useLink(list)
  const [busy, setBusy] = useState(false)
  const mayAdd = list.to.may.has('create')
  const id = `add-${list.key}`
  return (
    <div className="related">
      <div className="row related-head">
        <h3 className="grow">
          {label(list.label, list.key)} <span className="faint">{list.count}</span>
        </h3>
        <Link className="link small" to={addresses.view(list.to.key, { filter: JSON.stringify(list.filter) })}>
          {tp('openList')}
        </Link>
        {links && !linking && !adding ? (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconLink size={14} stroke={1.5} />}
            onClick={() => setLinking(true)}
          >
            {tp('link')}
          </Button>
        ) : null}
        {mayAdd && !adding ? (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} stroke={1.5} />}
            onClick={() => {
              setAdding(true)
              setLinking(false)
            }}
          >
            {t('createOne', { label: label(list.to.label) })}
          </Button>
        ) : null}
      </div>
      {links && linking ? (
        <LinkExisting
          to={list.to}
          without={new Set(list.records.map((record) => record.id))}
          onLink={async ({ id: chosen, label: title }) => {
            await links.link(chosen, title)
            setLinking(false)
          }}
          onClose={() => setLinking(false)}
        />
      ) : null}
      {adding ? (
        <div className="related-add">
          <Suspense fallback={<p className="faint">{tp('loading')}</p>}>
            <CreateForm
              entity={list.to}
              preset={list.preset}
              id={id}
              onBusy={setBusy}
              onCreated={() => {
                setAdding(false)
                refetchEntity(queries, list.to.key)
              }}
            />
          </Suspense>
          <div className="row related-acts">
            <Button type="submit" form={id} variant="filled" loading={busy}>
              {t('create')}
            </Button>
            <Button variant="subtle" color="gray" onClick={() => setAdding(false)}>
              {t('cancel')}
            </Button>
          </div>
        </div>
      ) : null}
      {list.records.length === 0 ? (
        adding ? null : (
          <EmptyState title={tp('relatedEmpty')} />
        )
      ) : (
        <ul className="related-rows">
          {list.records.map((record) => (
            <li key={record.id} className="related-line">
              <Link className="related-row" to={addresses.record(list.to.key, record.id)}>
                <b className="cut">{recordTitle(list.to, record)}</b>
                {list.columns
                  .filter((field) => field.key !== list.to.title)
                  .map((field) => (
                    <span key={field.key} className={isNumeric(field) ? 'related-cell is-number' : 'related-cell'}>
                      {isEmpty(record[field.key]) ? (
                        <span className="faint">—</span>
                      ) : (
                        <FieldCell field={field} value={record[field.key]} />
                      )}
                    </span>
                  ))}
              </Link>
              {links?.unlink ? (
                <ActionIcon
                  size="sm"
                  className="related-unlink no-print"
                  aria-label={tp('unlink', { title: recordTitle(list.to, record) })}
                  onClick={() => void links.unlink?.(record.id, recordTitle(list.to, record))}
                >
                  <IconUnlink size={14} stroke={1.5} />
                </ActionIcon>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
