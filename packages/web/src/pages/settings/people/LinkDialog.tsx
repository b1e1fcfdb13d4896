import { Button, formatDateTime, Modal, ProblemList, showToast, TextInput, useFormat, useTexts } from '@atelier/ui'
import { useEffect, useRef, useState } from 'react'
import { client } from '../../../app/client.ts'
import { useSaving } from './PeopleDialog.tsx'
import { peopleTexts } from './people-texts.ts'
import type { People, Person } from './use-people.ts'

type Link = { readonly path: string; readonly expiresAt: string }

/** Makes a link with which the person sets a password, and shows it to be copied: it cannot be shown again. */
export function LinkDialog({
  people,
  person,
  onClose,
}: {
  readonly people: People
  readonly person: Pick<Person, 'id' | 'name'>
  readonly onClose: () => void
}) {
  const t = useTexts(peopleTexts)
  const format = useFormat()
  const saving = useSaving(people)
  const [link, setLink] = useState<Link>()
  const asked = useRef(false)
  const make = async () => {
    const made = await saving.run(client.send<Link>('POST', `/users/${encodeURIComponent(person.id)}/invitation`))
    if (made.ok) setLink(made.value)
  }
  // Once: each call makes the link before it useless.
  // biome-ignore lint/correctness/useExhaustiveDependencies: made when the dialog opens, never again
  useEffect(() => {
    if (asked.current) return
    asked.current = true
    void make()
  }, [])
  const address = link ? `${window.location.origin}${link.path}` : ''
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={<b>{t('linkFor', { name: person.name })}</b>}
      closeOnClickOutside={false}
    >
      <div className="settings-form is-wide">
        <ProblemList problems={saving.problems} />
        {link ? (
          <>
            <p>{t('linkText', { at: formatDateTime(link.expiresAt, format) })}</p>
            <div className="link-box">
              <TextInput
                className="grow"
                aria-label={t('link')}
                readOnly
                value={address}
                onFocus={(event) => event.currentTarget.select()}
              />
              <Button
                variant="filled"
                onClick={() => void navigator.clipboard.writeText(address).then(() => showToast(t('copied')))}
              >
                {t('copy')}
              </Button>
            </div>
          </>
        ) : null}
        <div>
          <Button onClick={onClose}>{t('done')}</Button>
        </div>
      </div>
    </Modal>
  )
}
