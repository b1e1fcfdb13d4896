import type { Problem } from '@atelier/api'
import {
  Badge,
  Button,
  EmptyState,
  formatDateTime,
  Modal,
  ProblemList,
  Select,
  showToast,
  TextInput,
  useFormat,
  useTexts,
} from '@atelier/ui'
import { IconKey, IconPlus } from '@atelier/ui/icons'
import { useState } from 'react'
import { client } from '../../app/client.ts'
import { useMe } from '../../workspace/WorkspaceContext.tsx'
import { peopleTexts } from './people-texts.ts'
import type { People } from './use-people.ts'

/** API keys: made, shown once, revoked. */
export function KeysTab({ people }: { readonly people: People }) {
  const t = useTexts(peopleTexts)
  const format = useFormat()
  const [making, setMaking] = useState(false)
  const nameOf = (id: string) => people.people.find((person) => person.id === id)?.name ?? id
  const add = (
    <Button variant="filled" leftSection={<IconPlus size={14} stroke={1.5} />} onClick={() => setMaking(true)}>
      {t('addKey')}
    </Button>
  )
  return (
    <>
      {people.keys.length === 0 ? (
        <EmptyState
          icon={<IconKey size={24} stroke={1.5} />}
          title={t('noKeys')}
          text={t('noKeysText')}
          actions={add}
        />
      ) : (
        <>
          <div className="row people-bar">
            <span className="grow" />
            {add}
          </div>
          <ul className="people-list builder-sheet">
            {people.keys.map((key) => (
              <li key={key.id} className={`people-row${key.revokedAt ? ' is-retired' : ''}`}>
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
              </li>
            ))}
          </ul>
        </>
      )}
      {making ? <KeyDialog people={people} onClose={() => setMaking(false)} /> : null}
    </>
  )
}

function KeyDialog({ people, onClose }: { readonly people: People; readonly onClose: () => void }) {
  const t = useTexts(peopleTexts)
  const me = useMe()
  const [name, setName] = useState('')
  const [user, setUser] = useState<string | null>(me.id)
  const [secret, setSecret] = useState<string>()
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const make = async () => {
    const answer = await people.after(client.send<{ readonly key: string }>('POST', '/keys', { body: { name, user } }))
    if (!answer.ok) return setProblems(answer.problems)
    setSecret(answer.value.key)
  }
  return (
    <Modal opened onClose={onClose} title={<b>{t('addKey')}</b>} closeOnClickOutside={secret === undefined}>
      {secret === undefined ? (
        <form
          className="builder-form"
          onSubmit={(event) => {
            event.preventDefault()
            void make()
          }}
        >
          <ProblemList problems={problems} />
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
          <Button type="submit" variant="filled">
            {t('addKey')}
          </Button>
        </form>
      ) : (
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
      )}
    </Modal>
  )
}
