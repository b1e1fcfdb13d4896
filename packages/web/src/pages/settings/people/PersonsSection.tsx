import { Avatar, Badge, formatDateTime, TextInput, useFormat, useLabel, useTexts } from '@atelier/ui'
import { IconSearch, IconShieldCheck } from '@atelier/ui/icons'
import { useState } from 'react'
import { useWorkspace } from '../../../workspace/WorkspaceContext.tsx'
import { PeopleList, PeopleRow } from './PeopleList.tsx'
import { PersonDialog } from './PersonDialog.tsx'
import { peopleTexts } from './people-texts.ts'
import { type Access, type Person, usePeople } from './use-people.ts'

/** Everybody, with roles, team and how they sign in; a click edits. */
export function PersonsSection() {
  const t = useTexts(peopleTexts)
  const label = useLabel()
  const people = usePeople()
  const { roles } = useWorkspace().answer
  const [text, setText] = useState('')
  const [open, setOpen] = useState<{ readonly person: Person | undefined }>()
  const shown = people.people
    .filter((person) => `${person.name} ${person.email ?? ''}`.toLowerCase().includes(text.trim().toLowerCase()))
    .toSorted((one, other) => Number(one.active === false) - Number(other.active === false))
  const roleName = (key: string) => label(roles.find((role) => role.key === key)?.label, key)
  if (!people.ready) return <div aria-busy="true" />
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
              <span className="quiet small cut">{[person.email, person.team?.label].filter(Boolean).join(' · ')}</span>
            </span>
            <span className="people-tags">
              {person.active === false ? <Badge tone="warn">{t('disabled')}</Badge> : null}
              {person.roles?.length ? (
                person.roles.map((role) => <Badge key={role}>{roleName(role)}</Badge>)
              ) : (
                <span className="small warn">{t('noRoles')}</span>
              )}
            </span>
            <SignsIn access={people.access.get(person.id)} isActive={person.active !== false} />
          </PeopleRow>
        )}
      />
      {open ? <PersonDialog people={people} person={open.person} onClose={() => setOpen(undefined)} /> : null}
    </>
  )
}

function SignsIn({ access, isActive }: { readonly access: Access | undefined; readonly isActive: boolean }) {
  const t = useTexts(peopleTexts)
  const format = useFormat()
  const text = !isActive
    ? ''
    : access?.invitedUntil
      ? t('invitedUntil', { at: formatDateTime(access.invitedUntil, format) })
      : access?.seenAt
        ? t('seen', { at: formatDateTime(access.seenAt, format) })
        : access?.password
          ? t('notYet')
          : t('noPassword')
  return (
    <span className="quiet small people-more cut">
      {access?.twoFactor ? <IconShieldCheck size={14} stroke={1.5} aria-label={t('twoFactor')} /> : null} {text}
    </span>
  )
}
