import { Badge, Button, formatDateTime, Modal, Select, showToast, TextInput, useFormat, useTexts } from '@atelier/ui'
import { IconKey } from '@atelier/ui/icons'
import { useState } from 'react'
import { client } from '../../../app/client.ts'
import { useMe } from '../../../workspace/WorkspaceContext.tsx'
import { PeopleDialog, useSaving } from './PeopleDialog.tsx'
import { PeopleList, PeopleRow } from './PeopleList.tsx'
import { peopleTexts } from './people-texts.ts'
import { type Key, type People, usePeople } from './use-people.ts'

/** API keys: made, shown once, revoked, or ending by themselves. */
export function KeysSection() {
  const people = usePeople()
  const t = useTexts(peopleTexts)
  const format = useFormat()
  const [making, setMaking] = useState(false)
  const nameOf = (id: string) => people.people.find((person) => person.id === id)?.name ?? id
  if (!people.ready) return <div aria-busy="true" />
  const hasEnded = (key: Key) => Boolean(key.expiresAt && key.expiresAt < new Date().toISOString())
  return (
    <>
      <PeopleList
        items={people.keys}
        add={t('addKey')}
        onAdd={() => setMaking(true)}
        empty={{ icon: IconKey, title: t('noKeys'), text: t('noKeysText') }}
        row={(key) => (
          <PeopleRow isOff={Boolean(key.revokedAt) || hasEnded(key)}>
            <span className="people-name">
              <b className="cut">{key.name}</b>
              <span className="quiet small cut">{nameOf(key.user)}</span>
            </span>
            <span className="quiet small grow">
              {[
                key.createdAt ? t('made', { at: formatDateTime(key.createdAt, format) }) : '',
                key.lastUsedAt ? t('used', { at: formatDateTime(key.lastUsedAt, format) }) : t('neverUsed'),
                key.expiresAt ? t('ends', { at: formatDateTime(key.expiresAt, format) }) : t('endsNever'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {key.revokedAt ? (
              <Badge tone="warn">{t('revoked')}</Badge>
            ) : hasEnded(key) ? (
              <Badge tone="warn">{t('ended')}</Badge>
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
  const [days, setDays] = useState('90')
  const [secret, setSecret] = useState<string>()
  const make = async () => {
    const made = await saving.run(
      client.send<{ readonly key: string }>('POST', '/keys', {
        body: { name, user, ...(days === '' ? {} : { expiresAt: new Date(Date.now() + Number(days) * 86_400_000) }) },
      }),
    )
    if (made.ok) setSecret(made.value.key)
  }
  if (secret !== undefined)
    return (
      <Modal opened onClose={onClose} size={480} title={<b>{t('addKey')}</b>} closeOnClickOutside={false}>
        <div className="settings-form is-wide">
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
      <Select
        label={t('keyEnds')}
        allowDeselect={false}
        value={days}
        data={[
          ...['30', '90', '365'].map((value) => ({ value, label: t('inDays', { count: Number(value) }) })),
          { value: '', label: t('never') },
        ]}
        onChange={(value) => setDays(value ?? '')}
      />
    </PeopleDialog>
  )
}
