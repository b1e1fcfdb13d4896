import { Button, MultiSelect, PasswordInput, Select, TextInput, useLabel, useTexts } from '@atelier/ui'
import { useState } from 'react'
import { client } from '../../app/client.ts'
import { useMe, useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { PeopleDialog, useSaving } from './PeopleDialog.tsx'
import { peopleTexts } from './people-texts.ts'
import type { People, Person } from './use-people.ts'

export type PersonDialogProps = {
  readonly people: People
  /** Undefined for somebody new. */
  readonly person: Person | undefined
  readonly onClose: () => void
}

/** Adds a person, or changes one: name, roles, team, manager, password; disabling ends their sessions. */
export function PersonDialog({ people, person, onClose }: PersonDialogProps) {
  const t = useTexts(peopleTexts)
  const label = useLabel()
  const me = useMe()
  const { roles } = useWorkspace().answer
  const [name, setName] = useState(person?.name ?? '')
  const [email, setEmail] = useState(person?.email ?? '')
  const [password, setPassword] = useState('')
  const [held, setHeld] = useState<readonly string[]>(person?.roles ?? [])
  const [team, setTeam] = useState(person?.team?.id ?? null)
  const [manager, setManager] = useState(person?.manager?.id ?? null)
  const saving = useSaving(people)
  const run = (call: ReturnType<typeof client.users.create>) => saving.save(call, name, onClose)
  const save = () => {
    const values = { name, email, roles: held, team, manager, ...(password === '' ? {} : { password }) }
    return run(person ? client.users.update(person.id, values) : client.users.create(values))
  }
  return (
    <PeopleDialog
      title={person ? person.name : t('addPerson')}
      saving={saving}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <TextInput
        label={t('name')}
        required
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('email')}
        type="email"
        required
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={t(person ? 'newPassword' : 'password')}
        description={t('passwordHelp')}
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <MultiSelect
        label={t('roles')}
        description={t('rolesHelp')}
        value={[...held]}
        data={roles.map((role) => ({ value: role.key, label: label(role.label, role.key) }))}
        onChange={setHeld}
      />
      <Select
        label={t('team')}
        clearable
        value={team}
        data={people.teams.map((each) => ({ value: each.id, label: each.name }))}
        onChange={setTeam}
      />
      <Select
        label={t('manager')}
        clearable
        searchable
        value={manager}
        data={people.people
          .filter((each) => each.id !== person?.id)
          .map((each) => ({ value: each.id, label: each.name }))}
        onChange={setManager}
      />
      {person && person.id !== me.id ? (
        <div className="row">
          <p className="small quiet grow">{person.active === false ? '' : t('disableText')}</p>
          {person.active === false ? (
            <Button onClick={() => void run(client.users.update(person.id, { active: true }))}>{t('enable')}</Button>
          ) : (
            <Button color="red" variant="subtle" onClick={() => void run(client.disableUser(person.id))}>
              {t('disable')}
            </Button>
          )}
        </div>
      ) : null}
    </PeopleDialog>
  )
}
