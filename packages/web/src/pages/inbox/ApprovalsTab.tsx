import { Avatar, Badge, Chip, EmptyState, Kbd, Late, RecordSkeleton, RelativeTime, useTexts } from '@atelier/ui'
import { IconChecks } from '@atelier/ui/icons'
import { useEffect } from 'react'
import { usePage } from '../../app/use-page.ts'
import { ApprovalDetail } from './ApprovalDetail.tsx'
import { Aside } from './Aside.tsx'
import { stateTone, useStateText } from './approval-state.ts'
import { inboxTexts } from './inbox-texts.ts'
import { type Box, useApprovals, useInbox } from './use-inbox.ts'

const boxes = ['todo', 'done', 'mine', 'cc'] as const
const empties = { todo: 'emptyTodo', done: 'emptyDone', mine: 'emptyMine', cc: 'emptyCc' } as const

/** Requests at the left, the chosen one in full beside them; on a phone one after the other. */
export function ApprovalsTab() {
  const t = useTexts(inboxTexts)
  const stateText = useStateText()
  const { query, setQuery } = usePage()
  const box: Box = boxes.find((each) => each === query.box) ?? 'todo'
  const { data: all = [], isPending } = useApprovals(box)
  const { inbox } = useInbox()
  const aside = box === 'todo' ? inbox.later.approvals : []
  const requests = all.filter((request) => !aside.some((each) => each.id === request.id))
  const wide = window.matchMedia('(min-width: 901px)').matches
  const chosen = query.id ?? (wide ? requests[0]?.id : undefined)
  const open = (id: string | undefined) => setQuery({ id }, { replace: query.id !== undefined && id !== undefined })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, [contenteditable]')
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0
      if (step === 0 || requests.length === 0) return
      const at = requests.findIndex((request) => request.id === chosen)
      const next = requests[Math.max(0, Math.min(requests.length - 1, at + step))]
      if (next) setQuery({ id: next.id }, { replace: true })
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [requests, chosen, setQuery])
  return (
    <div className={`approvals${query.id === undefined ? '' : ' has-chosen'}`}>
      <section className="approval-list" aria-label={t('approvals')}>
        <fieldset className="approval-boxes" aria-label={t('boxes')}>
          {boxes.map((each) => (
            <Chip
              key={each}
              active={each === box}
              onClick={() => setQuery({ box: each === 'todo' ? undefined : each, id: undefined })}
            >
              {t(each)}
            </Chip>
          ))}
        </fieldset>
        {isPending ? (
          <Late>
            <RecordSkeleton />
          </Late>
        ) : null}
        {!isPending && requests.length === 0 ? (
          <EmptyState
            icon={<IconChecks size={24} stroke={1.5} />}
            title={t(empties[box])}
            text={box === 'todo' ? t('emptyTodoText') : undefined}
          />
        ) : null}
        <ul>
          {requests.map((request) => (
            <li key={request.id}>
              <button
                type="button"
                className={`approval-card${request.id === chosen ? ' is-on' : ''}`}
                aria-current={request.id === chosen}
                onClick={() => open(request.id)}
              >
                <span className="row">
                  <span className="grow cut strong">{request.title}</span>
                  <span className="faint small">
                    <RelativeTime value={request.startedAt} />
                  </span>
                </span>
                <span className="row quiet">
                  <Avatar name={request.starter?.label ?? ''} />
                  <span className="grow cut">
                    {[request.starter?.label, request.record?.label].filter(Boolean).join(' · ')}
                  </span>
                  {box === 'todo' ? null : <Badge tone={stateTone(request.state)}>{stateText(request.state)}</Badge>}
                </span>
              </button>
            </li>
          ))}
        </ul>
        <Aside kind="approval" items={aside} />
        {box === 'todo' && requests.length > 0 ? (
          <p className="approval-keys faint small only-wide">
            <Kbd>j</Kbd> <Kbd>k</Kbd> {t('keys')} · <Kbd>a</Kbd> {t('keyApprove')} · <Kbd>r</Kbd> {t('keyReject')}
          </p>
        ) : null}
      </section>
      {chosen === undefined ? (
        requests.length > 0 ? (
          <p className="approval-none faint">{t('choose')}</p>
        ) : (
          <span className="approval-none" />
        )
      ) : (
        <ApprovalDetail key={chosen} id={chosen} onBack={() => open(undefined)} />
      )}
    </div>
  )
}
