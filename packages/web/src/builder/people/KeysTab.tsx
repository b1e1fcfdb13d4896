import { Badge, Button, formatDateTime, Modal, Select, showToast, TextInput, useFormat, useTexts } from '@atelier/ui'
import { IconKey } from '@atelier/ui/icons'
import { useState } from 'react'
import { client } from '../../app/client.ts'
import { useMe } from '../../workspace/WorkspaceContext.tsx'
import { PeopleDialog, useSaving } from './PeopleDialog.tsx'
import { PeopleList, PeopleRow } from './PeopleList.tsx'
import { peopleTexts } from './people-texts.ts'
import type { People } from './use-people.ts'

/** API keys: made, shown once, revoked. */
export function KeysTab({ people }: { readonly people: People }) {
  const t = useTexts(peopleTexts)
  const format = useFormat()
  const [making, setMaking] = useState(false)
  const nameOf = (id: string) => people.people.find((person) => person.id === id)?.name ?? id
  return (
    <>
      <PeopleList
        items={people.keys}
        add={t('addKey')}
        onAdd={() => setMaking(true)}
        empty={{ icon: IconKey, title: t('noKeys'), text: t('noKeysText') }}
        row={(key) => (
          <PeopleRow isOff={Boolean(key.revokedAt)}>
            <span className="people-name">
              <b className="cut">{key.name}</b>
              <span className="quiet small cut">{nameOf(key.user)}</span>
            </span>
            <span className="quiet small grow">
              {[
                key.createdAt ? t('made', { at: formatDateTime(key.createdAt, format) }) : '',
                key.lastUsedAt ? t('used', { at: formatDateTime(key.lastUsedAt, format) }) : t('neverUsed'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {key.revokedAt ? (
              <Badge tone="warn">{t('revoked')}</Badge>
            ) : (
              <Button
                size="sm"
                aria-label={`${t('revoke')}: ${key.name}`}
                onClick={() => void people.after(client.send('DELETE', `/keys/${key.id}`))}
              >
                {t('revoke')}
              </Button>
            )}
          </PeopleRow>
        )}
      />
      {making ? <KeyDialog people={people} onClose={() => setMaking(false)} /> : null}
    </>
  )
}

function KeyDialog({ people, onClose }: { readonly people: People; readonly onClose: () => void }) {
  const t = useTexts(peopleTexts)
  const me = useMe()
  const saving = useSaving(people)
  const [name, setName] = useState('')
  const [user, setUser] = useState<string | null>(me.id)
  const [secret, setSecret] = useState<string>()
  const make = async () => {
    const made = await saving.run(client.send<{ readonly key: string }>('POST', '/keys', { body: { name, user } }))
    if (made.ok) setSecret(made.value.key)
  }
  if (secret !== undefined)
    return (
      <Modal opened onClose={onClose} size={480} title={<b>{t('addKey')}</b>} closeOnClickOutside={false}>
        <div className="builder-form">
          <p className="warn">{t('keyOnce')}</p>
          <code className="key-secret">{secret}</code>
          <Button
            variant="filled"
            onClick={() =>
              void navigator.clipboard.writeText(secret).then(() => {
                showToast(t('copied'))
                onClose()
              })
            }
          >
            {t('copy')}
          </Button>
        </div>
      </Modal>
    )
  return (
    <PeopleDialog
      title={t('addKey')}
      saving={saving}
      submit={t('addKey')}
      onSubmit={() => void make()}
      onClose={onClose}
    >
      <TextInput
        label={t('keyName')}
        required
        data-autofocus
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label={t('keyUser')}
        searchable
        allowDeselect={false}
        value={user}
        data={people.people
          .filter((each) => each.active !== false)
          .map((each) => ({ value: each.id, label: each.name }))}
        onChange={setUser}
      />
    </PeopleDialog>
  )
}
