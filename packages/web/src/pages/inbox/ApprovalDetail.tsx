import {
  ActionIcon,
  Avatar,
  Badge,
  EmptyState,
  Late,
  ProblemList,
  RecordSkeleton,
  RelativeTime,
  StageGlyph,
  useLabel,
  useTexts,
} from '@atelier/ui'
import { IconArrowLeft, IconArrowRight, IconMapOff } from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import { addresses } from '../../app/addresses.ts'
import { FieldCell } from '../../fields/Field.tsx'
import { isOfKind } from '../../fields/registry.ts'
import { isEmpty } from '../../fields/values.ts'
import { useRecord } from '../../records/use-record.ts'
import { isSystemField } from '../../workspace/model.ts'
import { useEntity } from '../../workspace/WorkspaceContext.tsx'
import { ApprovalChain } from './ApprovalChain.tsx'
import { ApprovalChanges } from './ApprovalChanges.tsx'
import { stateTone, useStateText } from './approval-state.ts'
import { Decide } from './Decide.tsx'
import { inboxTexts } from './inbox-texts.ts'
import type { WholeApproval } from './read-inbox.ts'
import { SnoozeMenu } from './SnoozeMenu.tsx'
import { useApproval } from './use-inbox.ts'

/** One request: what is asked, what was changed, the record as it is, the chain so far, and the decision at the bottom. */
export function ApprovalDetail({ id, onBack }: { readonly id: string; readonly onBack: () => void }) {
  const t = useTexts(inboxTexts)
  const { data: request, error, isPending } = useApproval(id)
  if (isPending)
    return (
      <div className="approval-detail">
        <Late>
          <RecordSkeleton />
        </Late>
      </div>
    )
  if (error || !request)
    return (
      <div className="approval-detail">
        <EmptyState icon={<IconMapOff size={24} stroke={1.5} />} title={t('gone')} />
      </div>
    )
  return (
    <>
      <article className="approval-detail" aria-label={request.title}>
        <div className="approval-body">
          <ApprovalHead request={request} onBack={onBack} />
          {request.problems.length > 0 ? <ProblemList title={t('moveFailed')} problems={request.problems} /> : null}
          <Asked request={request} />
          {request.entity !== null && request.record !== null ? (
            <ApprovalChanges entity={request.entity} id={request.record.id} before={request.startedAt} />
          ) : null}
          {request.entity !== null && request.record !== null ? (
            <RecordNow entityKey={request.entity} id={request.record.id} />
          ) : null}
          <div className="approval-chain-inline">
            <ApprovalChain request={request} />
          </div>
        </div>
        <Decide request={request} />
      </article>
      <aside className="approval-side">
        <ApprovalChain request={request} />
      </aside>
    </>
  )
}

function ApprovalHead({ request, onBack }: { readonly request: WholeApproval; readonly onBack: () => void }) {
  const t = useTexts(inboxTexts)
  const stateText = useStateText()
  const at = request.steps.findIndex((step) => step.id === request.step?.id) + 1
  return (
    <header className="approval-head">
      <div className="row">
        <ActionIcon className="approval-back" aria-label={t('back')} onClick={onBack}>
          <IconArrowLeft size={18} stroke={1.5} />
        </ActionIcon>
        <span className="quiet grow cut">{request.label}</span>
        {request.mayDecide ? (
          <SnoozeMenu item={{ kind: 'approval', id: request.id, name: request.title }} onDone={onBack} />
        ) : null}
        {request.state === 'pending' && at > 0 ? (
          <Badge tone="warn">{t('stepOf', { at, count: request.steps.length })}</Badge>
        ) : (
          <Badge tone={stateTone(request.state)}>{stateText(request.state)}</Badge>
        )}
      </div>
      <h2>{request.title}</h2>
      <div className="row quiet">
        <Avatar name={request.starter?.label ?? ''} />
        <span>{request.starter?.label}</span>
        <span className="faint">
          <RelativeTime value={request.startedAt} />
        </span>
      </div>
    </header>
  )
}

/** The question in one line; for a move, from which stage to which. */
function Asked({ request }: { readonly request: WholeApproval }) {
  const t = useTexts(inboxTexts)
  const say = useLabel()
  const entity = useEntity(request.entity ?? '')
  const record = request.record?.label ?? ''
  const { move } = request
  const stages = entity?.pipelines.flatMap((pipeline) => pipeline.stages) ?? []
  const target = stages.find((stage) => stage.key === move?.to)
  return (
    <section className="note tone-accent">
      <div className="grow">
        <h3>{t('asks')}</h3>
        <p>{move ? t('asksMove', { record }) : t('asksOpen', { record })}</p>
        {move ? (
          <p className="row approval-move">
            <span className="quiet">{move.fromLabel ?? '–'}</span>
            <IconArrowRight size={14} stroke={1.5} aria-hidden="true" />
            {target ? <StageGlyph position={target.position} total={target.total} outcome={target.outcome} /> : null}
            <b>{target ? say(target.label, move.toLabel ?? '') : move.toLabel}</b>
          </p>
        ) : null}
      </div>
    </section>
  )
}

function RecordNow({ entityKey, id }: { readonly entityKey: string; readonly id: string }) {
  const t = useTexts(inboxTexts)
  const say = useLabel()
  const entity = useEntity(entityKey)
  const { record } = useRecord(entityKey, id)
  if (!entity || !record) return null
  const shown = entity.fields
    .filter((field) => !isSystemField(field.key) && !isOfKind(field, 'collection') && !isEmpty(record[field.key]))
    .slice(0, 12)
  return (
    <section>
      <header className="row approval-title">
        <h3 className="grow">{t('record')}</h3>
        <Link to={addresses.record(entityKey, id)} className="link small">
          {t('openRecord')}
        </Link>
      </header>
      <dl className="approval-fields">
        {shown.map((field) => (
          <div key={field.key}>
            <dt>{say(field.label, field.key)}</dt>
            <dd>
              <FieldCell field={field} value={record[field.key]} density="full" />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
