import { Button, Menu, MultiSelect, Select, showToast, TextInput, useLabel, useTexts } from '@atelier/ui'
import { IconDots } from '@atelier/ui/icons'
import { useState } from 'react'
import { client } from '../../../app/client.ts'
import { useMe, useWorkspace } from '../../../workspace/WorkspaceContext.tsx'
import { LeaveDialog } from './LeaveDialog.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { PeopleDialog, useSaving } from './PeopleDialog.tsx'
import { peopleTexts } from './people-texts.ts'
import type { People, Person } from './use-people.ts'

export type PersonDialogProps = {
  readonly people: People
  /** Undefined for somebody new. */
  readonly person: Person | undefined
  readonly onClose: () => void
}

/** Adds a person, who gets a link to set a password, or changes one; from here one also helps them sign in, or lets them go. */
export function PersonDialog({ people, person, onClose }: PersonDialogProps) {
  const t = useTexts(peopleTexts)
  const label = useLabel()
  const { roles } = useWorkspace().answer
  const [name, setName] = useState(person?.name ?? '')
  const [email, setEmail] = useState(person?.email ?? '')
  const [held, setHeld] = useState<readonly string[]>(person?.roles ?? [])
  const [team, setTeam] = useState(person?.team?.id ?? null)
  const [manager, setManager] = useState(person?.manager?.id ?? null)
  const [next, setNext] = useState<{ readonly step: 'link' | 'leave'; readonly person: Pick<Person, 'id' | 'name'> }>()
  const saving = useSaving(people)
  if (next?.step === 'link') return <LinkDialog people={people} person={next.person} onClose={onClose} />
  if (next?.step === 'leave') return <LeaveDialog people={people} person={next.person} onClose={onClose} />
  const values = { name, email, roles: held, team, manager }
  const save = async () => {
    if (person) return saving.save(client.users.update(person.id, values), name, onClose)
    const made = await saving.run(client.send<Person>('POST', '/users', { body: values }))
    if (made.ok) setNext({ step: 'link', person: made.value })
  }
  return (
    <PeopleDialog
      title={person ? person.name : t('addPerson')}
      saving={saving}
      submit={person ? t('save') : t('addAndInvite')}
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
        searchable
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
          .filter((each) => each.id !== person?.id && each.active !== false)
          .map((each) => ({ value: each.id, label: each.name }))}
        onChange={setManager}
      />
      {person ? (
        <PersonActions
          people={people}
          person={person}
          saving={saving}
          onStep={(step) => setNext({ step, person })}
          onClose={onClose}
        />
      ) : null}
    </PeopleDialog>
  )
}

function PersonActions({
  people,
  person,
  saving,
  onStep,
  onClose,
}: {
  readonly people: People
  readonly person: Person
  readonly saving: ReturnType<typeof useSaving>
  readonly onStep: (step: 'link' | 'leave') => void
  readonly onClose: () => void
}) {
  const t = useTexts(peopleTexts)
  const me = useMe()
  const access = people.access.get(person.id)
  if (person.active === false)
    return (
      <Button onClick={() => void saving.save(client.users.update(person.id, { active: true }), person.name, onClose)}>
        {t('enable')}
      </Button>
    )
  const path = `/users/${encodeURIComponent(person.id)}`
  const run = async (call: ReturnType<typeof client.send>, said: string) => {
    if ((await saving.run(call)).ok) showToast(said)
  }
  return (
    <div className="row">
      <Button onClick={() => onStep('link')}>{t(access?.password ? 'newPasswordLink' : 'inviteLink')}</Button>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="subtle" aria-label={t('moreActions')}>
            <IconDots size={16} stroke={1.5} aria-hidden="true" />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            disabled={!access?.invitedUntil}
            onClick={() => void run(client.send('DELETE', `${path}/invitation`), t('linkWithdrawn'))}
          >
            {t('withdrawLink')}
          </Menu.Item>
          <Menu.Item
            disabled={!access?.sessions}
            onClick={() => void run(client.send('POST', `${path}/sign-out`), t('signedOut', { name: person.name }))}
          >
            {t('signOutEverywhere')}
          </Menu.Item>
          <Menu.Item
            disabled={!access?.twoFactor}
            onClick={() => void run(client.send('DELETE', `${path}/two-factor`), t('twoFactorReset'))}
          >
            {t('resetTwoFactor')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <span className="grow" />
      {person.id === me.id ? null : (
        <Button color="red" variant="subtle" onClick={() => onStep('leave')}>
          {t('disable')}
        </Button>
      )}
    </div>
  )
}
