import type { Answer, Problem } from '@atelier/api'
import { Button, Modal, ProblemList, showToast, useTexts } from '@atelier/ui'
import { type ReactNode, useState } from 'react'
import { peopleTexts } from './people-texts.ts'
import type { People } from './use-people.ts'

/** Runs calls that change people; says what was refused, and afterwards that it is saved. */
export function useSaving(people: People) {
  const t = useTexts(peopleTexts)
  const [busy, setBusy] = useState(false)
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const run = async <Value,>(call: Promise<Answer<Value>>): Promise<Answer<Value>> => {
    setBusy(true)
    const answer = await people.after(call)
    setBusy(false)
    setProblems(answer.ok ? [] : answer.problems)
    return answer
  }
  const save = async (call: Promise<Answer<unknown>>, name: string, onDone: () => void): Promise<void> => {
    if (!(await run(call)).ok) return
    showToast(t('saved', { name }))
    onDone()
  }
  return { busy, problems, run, save }
}

/** A dialog that fills in a person, a team or a key: Enter saves, what was refused stands on top. */
export function PeopleDialog({
  title,
  saving,
  submit,
  onSubmit,
  onClose,
  children,
}: {
  readonly title: string
  readonly saving: Pick<ReturnType<typeof useSaving>, 'busy' | 'problems'>
  /** On the button; “Save” when left out. */
  readonly submit?: string
  readonly onSubmit: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const t = useTexts(peopleTexts)
  return (
    <Modal opened onClose={onClose} size={480} title={<b>{title}</b>}>
      <form
        className="settings-form is-wide"
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit()
        }}
      >
        <ProblemList problems={saving.problems} />
        {children}
        <Button type="submit" variant="filled" loading={saving.busy}>
          {submit ?? t('save')}
        </Button>
      </form>
    </Modal>
  )
}
