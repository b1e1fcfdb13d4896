import { Avatar, Badge, Button, TextInput, useLabel, useTexts } from '@atelier/ui'
import { IconPlus, IconSearch } from '@atelier/ui/icons'
import { useState } from 'react'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { PersonDialog } from './PersonDialog.tsx'
import { peopleTexts } from './people-texts.ts'
import type { People, Person } from './use-people.ts'

/** Everybody, with roles, team and manager; a click edits. */
export function PersonsTab({ people }: { readonly people: People }) {
  const t = useTexts(peopleTexts)
  const label = useLabel()
  const { roles } = useWorkspace().answer
  const [text, setText] = useState('')
  const [open, setOpen] = useState<{ readonly person: Person | undefined }>()
  const shown = people.people.filter((person) =>
    `${person.name} ${person.email ?? ''}`.toLowerCase().includes(text.trim().toLowerCase()),
  )
  const roleName = (key: string) => label(roles.find((role) => role.key === key)?.label, key)
  return (
    <>
      <div className="row people-bar">
        <TextInput
          className="grow"
          aria-label={t('filter')}
          placeholder={t('filter')}
          leftSection={<IconSearch size={14} stroke={1.5} aria-hidden="true" />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button
          variant="filled"
          leftSection={<IconPlus size={14} stroke={1.5} />}
          onClick={() => setOpen({ person: undefined })}
        >
          {t('addPerson')}
        </Button>
      </div>
      <ul className="people-list builder-sheet">
        {shown.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              className={`people-row${person.active === false ? ' is-retired' : ''}`}
              aria-label={t('edit', { name: person.name })}
              onClick={() => setOpen({ person })}
            >
              <Avatar name={person.name} size={24} />
              <span className="people-name">
                <b className="cut">{person.name}</b>
                <span className="quiet small cut">{person.email}</span>
              </span>
              <span className="people-tags">
                {person.active === false ? <Badge tone="warn">{t('disabled')}</Badge> : null}
                {person.roles?.length ? (
                  person.roles.map((role) => <Badge key={role}>{roleName(role)}</Badge>)
                ) : (
                  <span className="small warn">{t('noRoles')}</span>
                )}
              </span>
              <span className="quiet small people-more cut">
                {[person.team?.label, person.manager ? `${t('manager')}: ${person.manager.label}` : '']
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {open ? <PersonDialog people={people} person={open.person} onClose={() => setOpen(undefined)} /> : null}
    </>
  )
}
