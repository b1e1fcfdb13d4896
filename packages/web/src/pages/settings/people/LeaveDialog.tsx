import {
  Button,
  Checkbox,
  formatNumber,
  Modal,
  ProblemList,
  Progress,
  Select,
  showToast,
  useLabel,
  useTexts,
} from '@atelier/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client, unwrap } from '../../../app/client.ts'
import { useWorkspace } from '../../../workspace/WorkspaceContext.tsx'
import { useSaving } from './PeopleDialog.tsx'
import { peopleTexts } from './people-texts.ts'
import type { People, Person } from './use-people.ts'

type Holdings = {
  readonly records: readonly {
    readonly entity: string
    readonly kind: 'records' | 'tasks'
    readonly count: { readonly value: number }
  }[]
  readonly approvals: number
}
type HandedOver = {
  readonly moved: number
  readonly refusals: number
  readonly approvals: number
  readonly more: boolean
  readonly refused: readonly {
    readonly entity: string
    readonly id: string
    readonly problems: readonly { readonly message: string }[]
  }[]
}

/** Lets somebody go: counts what they have open, gives it to somebody else where that is wanted, and ends their way in. */
export function LeaveDialog({
  people,
  person,
  onClose,
}: {
  readonly people: People
  readonly person: Pick<Person, 'id' | 'name'>
  readonly onClose: () => void
}) {
  const t = useTexts(peopleTexts)
  const label = useLabel()
  const { entities } = useWorkspace()
  const saving = useSaving(people)
  const [to, setTo] = useState<string | null>(null)
  const [isLeaving, setLeaving] = useState(true)
  const [moved, setMoved] = useState(0)
  const [stuck, setStuck] = useState<HandedOver>()
  const path = `/users/${encodeURIComponent(person.id)}`
  const { data } = useQuery({
    queryKey: ['settings', 'holdings', person.id],
    queryFn: () => unwrap(client.send<Holdings>('GET', `${path}/holdings`)),
    staleTime: 0,
  })
  const all = (data?.records ?? []).reduce((sum, { count }) => sum + count.value, 0)
  const isHolding = all + (data?.approvals ?? 0) > 0
  const leave = async () => {
    if ((await saving.run(client.disableUser(person.id))).ok) {
      showToast(t('left', { name: person.name }))
      onClose()
    }
  }
  const go = async () => {
    if (to !== null) {
      let done = 0
      for (;;) {
        const answer = await saving.run(client.send<HandedOver>('POST', `${path}/hand-over`, { body: { to } }))
        if (!answer.ok) return
        done += answer.value.moved
        setMoved(done)
        // What is refused stays in the way of the rest only when nothing else moves.
        if (answer.value.more && answer.value.moved > 0) continue
        if (answer.value.refusals > 0) return setStuck(answer.value)
        break
      }
      if (!isLeaving) {
        showToast(t('handedOver', { count: done }))
        return onClose()
      }
    }
    await leave()
  }
  return (
    <Modal opened onClose={onClose} size={520} title={<b>{t('leaveTitle', { name: person.name })}</b>}>
      <div className="settings-form is-wide">
        <ProblemList problems={saving.problems} />
        <p className="quiet">{t('disableText')}</p>
        {stuck ? (
          <>
            <p className="warn">{t('stuck', { count: stuck.refusals })}</p>
            <ul className="problems">
              {stuck.refused.slice(0, 10).map((each) => (
                <li key={each.id}>
                  <a href={`/${each.entity}/${each.id}`}>{label(entities.get(each.entity)?.label, each.entity)}</a>:{' '}
                  {each.problems.map(({ message }) => message).join(' ')}
                </li>
              ))}
            </ul>
          </>
        ) : isHolding ? (
          <>
            <ul className="settings-list">
              {data?.records.map(({ entity, kind, count }) => (
                <li key={entity} className="settings-line">
                  <span className="grow">
                    {kind === 'tasks' ? t('openTasks') : label(entities.get(entity)?.label, entity)}
                  </span>
                  <b className="num">{formatNumber(count.value)}</b>
                </li>
              ))}
              {data && data.approvals > 0 ? (
                <li className="settings-line">
                  <span className="grow">{t('waitingApprovals')}</span>
                  <b className="num">{formatNumber(data.approvals)}</b>
                </li>
              ) : null}
            </ul>
            <Select
              label={t('handTo')}
              description={t('handToText')}
              searchable
              clearable
              value={to}
              data={people.people
                .filter((each) => each.id !== person.id && each.active !== false)
                .map((each) => ({ value: each.id, label: each.name }))}
              onChange={setTo}
            />
            <Checkbox
              label={t('alsoDisable')}
              checked={isLeaving}
              disabled={to === null}
              onChange={(event) => setLeaving(event.currentTarget.checked)}
            />
            {saving.busy && all > 0 ? <Progress value={(moved / all) * 100} aria-label={t('handingOver')} /> : null}
          </>
        ) : data ? (
          <p>{t('holdsNothing')}</p>
        ) : null}
        <div className="row">
          <Button
            variant="filled"
            {...(isLeaving ? { color: 'red' } : {})}
            loading={saving.busy}
            disabled={!data}
            onClick={() => void (stuck ? leave() : go())}
          >
            {stuck
              ? t('leaveAnyway')
              : to === null
                ? t(isHolding ? 'leaveKeep' : 'disable')
                : t(isLeaving ? 'leaveHand' : 'hand')}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            {t('cancel')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
