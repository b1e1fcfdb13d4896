import { Select, TextInput, useTexts } from '@atelier/ui'
import { useState } from 'react'
import { client } from '../../../app/client.ts'
import { PeopleDialog, useSaving } from './PeopleDialog.tsx'
import { peopleTexts } from './people-texts.ts'
import { withBelow } from './team-tree.ts'
import type { People, Team } from './use-people.ts'

/** Adds a team, or changes one: its name, who leads it, where it stands. */
export function TeamDialog({
  people,
  team,
  onClose,
}: {
  readonly people: People
  readonly team: Team | undefined
  readonly onClose: () => void
}) {
  const t = useTexts(peopleTexts)
  const [name, setName] = useState(team?.name ?? '')
  const [parent, setParent] = useState(team?.parent?.id ?? null)
  const [leader, setLeader] = useState(team?.leader?.id ?? null)
  const saving = useSaving(people)
  const own = team ? withBelow(people.teams, team.id) : new Set<string>()
  const save = () => {
    const values = { name, parent, leader }
    return saving.save(team ? client.teams.update(team.id, values) : client.teams.create(values), name, onClose)
  }
  return (
    <PeopleDialog
      title={team ? team.name : t('addTeam')}
      saving={saving}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <TextInput
        label={t('teamName')}
        required
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label={t('parent')}
        clearable
        searchable
        value={parent}
        data={people.teams.filter((each) => !own.has(each.id)).map((each) => ({ value: each.id, label: each.name }))}
        onChange={setParent}
      />
      <Select
        label={t('leader')}
        clearable
        searchable
        value={leader}
        data={people.people
          .filter((each) => each.active !== false || each.id === leader)
          .map((each) => ({ value: each.id, label: each.name }))}
        onChange={setLeader}
      />
    </PeopleDialog>
  )
}
