import type { Problem } from '@atelier/api'
import { Button, Kbd, ProblemList, showToast, Textarea, useTexts } from '@atelier/ui'
import { IconArrowBackUp, IconCheck, IconX } from '@atelier/ui/icons'
import { useEffect, useRef, useState } from 'react'
import { client } from '../../app/client.ts'
import { usePage } from '../../app/use-page.ts'
import { inboxTexts } from './inbox-texts.ts'
import type { WholeApproval } from './read-inbox.ts'
import { useRefreshInbox } from './use-inbox.ts'

type Action = 'approve' | 'reject' | 'withdraw'
const toasts = { approve: 'approvedToast', reject: 'rejectedToast', withdraw: 'withdrawnToast' } as const

/** Opinion and decision, pinned below the request. `a` approves, `r` rejects. */
export function Decide({ request }: { readonly request: WholeApproval }) {
  const t = useTexts(inboxTexts)
  const { setQuery } = usePage()
  const refresh = useRefreshInbox()
  const opinion = useRef<HTMLTextAreaElement>(null)
  const [comment, setComment] = useState('')
  const [busy, setBusy] = useState<Action | null>(null)
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const step = request.steps.find((each) => each.id === request.step?.id)
  const rule = step?.comment ?? 'optional'
  const decide = async (action: Action) => {
    const needed = rule === 'required' || (rule === 'onReject' && action === 'reject')
    if (action !== 'withdraw' && needed && comment.trim() === '') {
      setProblems([{ code: 'required', message: t('needsOpinion') }])
      opinion.current?.focus()
      return
    }
    setBusy(action)
    const answer = await client.decide(request.id, {
      action,
      ...(comment.trim() === '' ? {} : { comment: comment.trim() }),
    })
    setBusy(null)
    if (!answer.ok) return setProblems(answer.problems)
    setProblems([])
    setComment('')
    showToast(t(toasts[action]))
    setQuery({ id: undefined }, { replace: true })
    await refresh()
  }
  // The keys act on what is shown now, with the opinion as it is now.
  const latest = useRef(decide)
  latest.current = decide
  useEffect(() => {
    if (!request.mayDecide) return
    const onKey = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement &&
        event.target.closest('input, textarea, [contenteditable], [role="dialog"]')
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'a') void latest.current('approve')
      else if (event.key === 'r') void latest.current('reject')
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [request.mayDecide])
  if (!request.mayDecide && !request.mayWithdraw) return null
  return (
    <footer className="decide">
      <ProblemList problems={problems} />
      {request.mayDecide ? (
        <Textarea
          ref={opinion}
          aria-label={t('opinion')}
          placeholder={t(rule === 'required' ? 'opinionRequired' : 'opinionOptional')}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={10_000}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
      ) : null}
      <div className="row">
        {request.mayDecide ? (
          <>
            <Button
              variant="filled"
              leftSection={<IconCheck size={16} stroke={1.75} />}
              rightSection={
                <span className="only-wide decide-key">
                  <Kbd>a</Kbd>
                </span>
              }
              loading={busy === 'approve'}
              disabled={busy !== null}
              onClick={() => void decide('approve')}
            >
              {t('approve')}
            </Button>
            <Button
              leftSection={<IconX size={16} stroke={1.75} className="bad" />}
              rightSection={
                <span className="only-wide decide-key">
                  <Kbd>r</Kbd>
                </span>
              }
              loading={busy === 'reject'}
              disabled={busy !== null}
              onClick={() => void decide('reject')}
            >
              {t('reject')}
            </Button>
          </>
        ) : null}
        <span className="grow" />
        {request.mayWithdraw ? (
          <Button
            variant={request.mayDecide ? 'subtle' : 'default'}
            leftSection={<IconArrowBackUp size={16} stroke={1.5} />}
            loading={busy === 'withdraw'}
            disabled={busy !== null}
            onClick={() => void decide('withdraw')}
          >
            {t('withdraw')}
          </Button>
        ) : null}
      </div>
    </footer>
  )
}
