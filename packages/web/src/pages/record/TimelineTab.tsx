import type { RecordJson } from '@atelier/api'
import { Badge, Button, Chip, EmptyState, RelativeTime, StageGlyph, useLabel, useTexts } from '@atelier/ui'
import { IconArrowRight, IconChecks, IconClock, IconFlag, IconNote, IconPhone } from '@atelier/ui/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { addresses } from '../../app/addresses.ts'
import { client, unwrap } from '../../app/client.ts'
import { isOfKind } from '../../fields/registry.ts'
import { asReference, asText } from '../../fields/values.ts'
import { refetchEntity } from '../../records/cache.ts'
import { recordTitle } from '../../records/record-title.ts'
import { type EntityView, fieldOf } from '../../workspace/model.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { Composer } from './Composer.tsx'
import { pageTexts } from './record-page-texts.ts'
import { readTimeline, type TimelineEntry } from './timeline-items.ts'

const kinds = ['all', 'activities', 'tasks', 'moves', 'approvals'] as const
type Kind = (typeof kinds)[number]

const kindOf = (entry: TimelineEntry): Kind =>
  entry.kind === 'move' ? 'moves' : entry.kind === 'approval' ? 'approvals' : entry.done ? 'activities' : 'tasks'

/** What happened around a record, newest first, with what is still to be done on top; and the place to write more of it. */
export function TimelineTab({ entity, record }: { readonly entity: EntityView; readonly record: RecordJson }) {
  const t = useTexts(pageTexts)
  const { entities } = useWorkspace()
  const [kind, setKind] = useState<Kind>('all')
  const { data, isPending } = useQuery({
    queryKey: ['timeline', entity.key, record.id],
    queryFn: () => unwrap(client.records.timeline(entity.key, record.id)).then(readTimeline),
  })
  const entries = data ?? []
  const present = kinds.filter((each) => each === 'all' || entries.some((entry) => kindOf(entry) === each))
  const shown = entries.filter((entry) => kind === 'all' || kindOf(entry) === kind)
  const holder = [...entities.values()].find(
    (each) =>
      each.source.activity !== undefined &&
      each.may.has('create') &&
      each.source.fields.some(
        (field) => field.key === each.source.activity?.about && field.targets.includes(entity.key),
      ),
  )
  return (
    <div className="timeline">
      {holder ? <Composer holder={holder} about={{ entity: entity.key, id: record.id }} /> : null}
      {present.length > 2 ? (
        <div className="row timeline-kinds">
          {present.map((each) => (
            <Chip key={each} active={kind === each} onClick={() => setKind(each)}>
              {t(each)}
            </Chip>
          ))}
        </div>
      ) : null}
      {!isPending && shown.length === 0 ? (
        <EmptyState title={t('timelineEmpty')} text={t('timelineEmptyText')} />
      ) : null}
      <ol className="history">
        {shown.map((entry) => (
          <Entry key={`${entry.kind} ${entry.id}`} entry={entry} entity={entity} />
        ))}
      </ol>
    </div>
  )
}

function Entry({ entry, entity }: { readonly entry: TimelineEntry; readonly entity: EntityView }) {
  if (entry.kind === 'activity') return <ActivityEntry entry={entry} of={entity.key} />
  return entry.kind === 'move' ? (
    <MoveEntry entry={entry} entity={entity} />
  ) : (
    <ApprovalEntry entry={entry} entity={entity} />
  )
}

function ActivityEntry({
  entry,
  of,
}: {
  readonly entry: TimelineEntry & { readonly kind: 'activity' }
  readonly of: string
}) {
  const t = useTexts(pageTexts)
  const label = useLabel()
  const queries = useQueryClient()
  const { entities } = useWorkspace()
  const [busy, setBusy] = useState(false)
  const holder = entities.get(entry.entity)
  const activity = holder?.source.activity
  if (!holder || !activity) return null
  const { record } = entry
  const type = fieldOf(holder, activity.type)
  const key = asText(record[activity.type])
  const option = type?.options?.find((each) => each.key === key)
  const body = holder.fields.find((field) => isOfKind(field, 'prose') && asText(record[field.key]) !== '')
  const person = asReference(record[holder.owner?.key ?? 'createdBy']) ?? asReference(record.createdBy)
  const due = asText(record[activity.due])
  const isLate = !entry.done && due !== '' && due < new Date().toISOString()
  const Icon = !entry.done ? IconClock : key === 'call' ? IconPhone : IconNote
  const finish = async () => {
    setBusy(true)
    const now = new Date().toISOString()
    await client.records.update(
      holder.key,
      record.id,
      { [activity.done]: true, [activity.doneAt]: now },
      record.version,
    )
    setBusy(false)
    refetchEntity(queries, holder.key)
    for (const each of ['timeline', 'moves', 'actions']) void queries.invalidateQueries({ queryKey: [each, of] })
  }
  return (
    <li className="history-item">
      <span className={`history-icon${isLate ? ' is-late' : ''}`}>
        <Icon size={14} stroke={1.5} aria-hidden="true" />
      </span>
      <div className="row">
        <span className="grow">
          <b>{person?.label}</b> <span className="quiet">{label(option?.label, key)}</span>{' '}
          <Link className="plain-link" to={addresses.record(holder.key, record.id)}>
            {recordTitle(holder, record)}
          </Link>
        </span>
        {entry.done ? null : (
          <Button size="compact-xs" loading={busy} onClick={() => void finish()}>
            {t('finish')}
          </Button>
        )}
        <span className={isLate ? 'bad small nowrap' : 'faint small nowrap'}>
          {entry.done || due === '' ? null : `${t(isLate ? 'overdue' : 'dueOn')} `}
          <RelativeTime value={entry.done || due === '' ? entry.at : due} />
        </span>
      </div>
      {body ? <div className="timeline-body">{asText(record[body.key])}</div> : null}
    </li>
  )
}

const vias = { import: 'viaImport', automation: 'viaAutomation' } as const
const isVia = (via: string): via is keyof typeof vias => via in vias

function MoveEntry({
  entry,
  entity,
}: {
  readonly entry: TimelineEntry & { readonly kind: 'move' }
  readonly entity: EntityView
}) {
  const t = useTexts(pageTexts)
  const label = useLabel()
  const stage = (key: string) => entity.stage?.stages?.find((each) => each.key === key)
  const to = stage(entry.to)
  return (
    <li className="history-item">
      <span className="history-icon">
        <IconFlag size={14} stroke={1.5} aria-hidden="true" />
      </span>
      <div className="row">
        <span className="grow">
          {entry.by ? (
            <b>{entry.by.label}</b>
          ) : (
            <span className="quiet">{t(isVia(entry.via) ? vias[entry.via] : 'viaSystem')}</span>
          )}{' '}
          <span className="quiet">{t(entry.from === '' ? 'started' : 'moved')}</span>{' '}
          {entry.from === '' ? null : (
            <span className="timeline-stage">
              {label(stage(entry.from)?.label, entry.from)}
              <IconArrowRight size={12} stroke={1.5} aria-hidden="true" />
            </span>
          )}{' '}
          <span className="timeline-stage">
            {to ? <StageGlyph position={to.position} total={to.total} outcome={to.outcome} /> : null}
            {label(to?.label, entry.to)}
          </span>
        </span>
        <span className="faint small nowrap">
          <RelativeTime value={entry.at} />
        </span>
      </div>
    </li>
  )
}

const tones = { approved: 'good', rejected: 'bad', pending: 'warn' } as const
const isTone = (state: string): state is keyof typeof tones => state in tones

function ApprovalEntry({
  entry,
  entity,
}: {
  readonly entry: TimelineEntry & { readonly kind: 'approval' }
  readonly entity: EntityView
}) {
  const t = useTexts(pageTexts)
  const label = useLabel()
  const { answer } = useWorkspace()
  const document = answer.approvals.find((each) => each.key === entry.approval && each.entity === entity.key)
  const states = {
    approved: { en: 'approved', 'zh-CN': '已通过' },
    rejected: { en: 'rejected', 'zh-CN': '已驳回' },
    pending: { en: 'pending', 'zh-CN': '审批中' },
    withdrawn: { en: 'withdrawn', 'zh-CN': '已撤回' },
  }
  const state = Object.entries(states).find(([key]) => key === entry.state)?.[1]
  return (
    <li className="history-item">
      <span className="history-icon">
        <IconChecks size={14} stroke={1.5} aria-hidden="true" />
      </span>
      <div className="row">
        <span className="grow">
          <b>{entry.by?.label}</b> <span className="quiet">{t('approvalOf')}</span>{' '}
          {label(document?.label, entry.approval)}{' '}
          <Badge tone={isTone(entry.state) ? tones[entry.state] : 'plain'}>{label(state, entry.state)}</Badge>
        </span>
        <span className="faint small nowrap">
          <RelativeTime value={entry.at} />
        </span>
      </div>
    </li>
  )
}
