import { Badge, Button, StageGlyph, useLabel, useTexts } from '@atelier/ui'
import { IconArrowRight, IconChecks, IconClock, IconFlag } from '@atelier/ui/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../../app/client.ts'
import { isOfKind } from '../../../fields/registry.ts'
import { asReference, asText } from '../../../fields/values.ts'
import { refetchEntity } from '../../../records/cache.ts'
import { recordTitle } from '../../../records/record-title.ts'
import { type EntityView, fieldOf } from '../../../workspace/model.ts'
import { useWorkspace } from '../../../workspace/WorkspaceContext.tsx'
import { kindIcon } from '../composer/kind-icons.ts'
import { FileChip } from '../files/FileChip.tsx'
import { filesOf } from '../files/file-values.ts'
import { HistoryLine } from '../HistoryLine.tsx'
import { pageTexts } from '../record-page-texts.ts'
import { MentionText } from './MentionText.tsx'
import { RecordLink } from './RecordLink.tsx'
import type { TimelineEntry } from './timeline-items.ts'

type EntryOf<Kind extends TimelineEntry['kind']> = Extract<TimelineEntry, { readonly kind: Kind }>

/** One entry of a timeline, as its kind is drawn. */
export function Entry({ entry, entity }: { readonly entry: TimelineEntry; readonly entity: EntityView }) {
  if (entry.kind === 'activity') return <ActivityEntry entry={entry} of={entity.key} />
  return entry.kind === 'move' ? (
    <MoveEntry entry={entry} entity={entity} />
  ) : (
    <ApprovalEntry entry={entry} entity={entity} />
  )
}

function ActivityEntry({ entry, of }: { readonly entry: EntryOf<'activity'>; readonly of: string }) {
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
  const Icon = entry.done ? kindIcon(key) : IconClock
  const files = holder.fields.filter((field) => isOfKind(field, 'files')).flatMap((field) => filesOf(record[field.key]))
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
    <HistoryLine
      icon={Icon}
      at={entry.done || due === '' ? entry.at : due}
      isLate={isLate}
      when={entry.done || due === '' ? null : `${t(isLate ? 'overdue' : 'dueOn')} `}
      action={
        entry.done ? null : (
          <Button size="compact-xs" loading={busy} onClick={() => void finish()}>
            {t('finish')}
          </Button>
        )
      }
      more={
        <>
          {body ? (
            <div className="timeline-body">
              <MentionText text={asText(record[body.key])} />
            </div>
          ) : null}
          {files.length > 0 ? (
            <div className="file-list">
              {files.map((file) => (
                <FileChip key={file.id} file={file} />
              ))}
            </div>
          ) : null}
        </>
      }
    >
      <b>{person?.label}</b> <span className="quiet">{label(option?.label, key)}</span>{' '}
      <RecordLink entity={holder.key} id={record.id}>
        <MentionText text={recordTitle(holder, record)} />
      </RecordLink>
    </HistoryLine>
  )
}

const vias = { import: 'viaImport', automation: 'viaAutomation' } as const
const isVia = (via: string): via is keyof typeof vias => via in vias

function MoveEntry({ entry, entity }: { readonly entry: EntryOf<'move'>; readonly entity: EntityView }) {
  const t = useTexts(pageTexts)
  const label = useLabel()
  const stage = (key: string) => entity.stage?.stages?.find((each) => each.key === key)
  const to = stage(entry.to)
  return (
    <HistoryLine icon={IconFlag} at={entry.at}>
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
    </HistoryLine>
  )
}

const tones = { approved: 'good', rejected: 'bad', pending: 'warn' } as const
const isTone = (state: string): state is keyof typeof tones => state in tones

function ApprovalEntry({ entry, entity }: { readonly entry: EntryOf<'approval'>; readonly entity: EntityView }) {
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
    <HistoryLine icon={IconChecks} at={entry.at}>
      <b>{entry.by?.label}</b> <span className="quiet">{t('approvalOf')}</span> {label(document?.label, entry.approval)}{' '}
      <Badge tone={isTone(entry.state) ? tones[entry.state] : 'plain'}>{label(state, entry.state)}</Badge>
    </HistoryLine>
  )
}
