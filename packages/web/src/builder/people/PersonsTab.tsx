import { Avatar, Badge, TextInput, useLabel, useTexts } from '@atelier/ui'
import { IconSearch } from '@atelier/ui/icons'
import { useState } from 'react'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { PeopleList, PeopleRow } from './PeopleList.tsx'
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
      <PeopleList
        items={shown}
        add={t('addPerson')}
        onAdd={() => setOpen({ person: undefined })}
        bar={
          <TextInput
            className="grow"
            aria-label={t('filter')}
            placeholder={t('filter')}
            leftSection={<IconSearch size={14} stroke={1.5} aria-hidden="true" />}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        }
        row={(person) => (
          <PeopleRow
            name={t('edit', { name: person.name })}
            isOff={person.active === false}
            onOpen={() => setOpen({ person })}
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
          </PeopleRow>
        )}
      />
      {open ? <PersonDialog people={people} person={open.person} onClose={() => setOpen(undefined)} /> : null}
    </>
  )
}
