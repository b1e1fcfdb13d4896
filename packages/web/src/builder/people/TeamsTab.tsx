import { Select, TextInput, useTexts } from '@atelier/ui'
import { IconUsers } from '@atelier/ui/icons'
import { useState } from 'react'
import { client } from '../../app/client.ts'
import { PeopleDialog, useSaving } from './PeopleDialog.tsx'
import { PeopleList, PeopleRow } from './PeopleList.tsx'
import { peopleTexts } from './people-texts.ts'
import type { People, Team } from './use-people.ts'

/** The teams as a tree, each below its parent. */
function inOrder(
  teams: readonly Team[],
  parent: string | undefined = undefined,
  depth = 0,
): readonly { readonly team: Team; readonly depth: number }[] {
  const known = new Set(teams.map((team) => team.id))
  return teams
    .filter((team) => (team.parent && known.has(team.parent.id) ? team.parent.id : undefined) === parent)
    .flatMap((team) => [{ team, depth }, ...(depth < 20 ? inOrder(teams, team.id, depth + 1) : [])])
}

/** Teams, who leads them, and which stand below which. */
export function TeamsTab({ people }: { readonly people: People }) {
  const t = useTexts(peopleTexts)
  const [open, setOpen] = useState<{ readonly team: Team | undefined }>()
  const tree = inOrder(people.teams)
  return (
    <>
      <PeopleList
        items={tree.map(({ team }) => team)}
        add={t('addTeam')}
        onAdd={() => setOpen({ team: undefined })}
        empty={{ icon: IconUsers, title: t('noTeams'), text: t('noTeamsText') }}
        indent={(team) => tree.find((each) => each.team === team)?.depth ?? 0}
        row={(team) => (
          <PeopleRow name={t('edit', { name: team.name })} onOpen={() => setOpen({ team })}>
            <b className="grow cut">{team.name}</b>
            {team.leader ? (
              <span className="quiet small">
                {t('leader')}: {team.leader.label}
              </span>
            ) : null}
            <span className="quiet small">
              {t('members', { count: people.people.filter((person) => person.team?.id === team.id).length })}
            </span>
          </PeopleRow>
        )}
      />
      {open ? <TeamDialog people={people} team={open.team} onClose={() => setOpen(undefined)} /> : null}
    </>
  )
}

function TeamDialog({
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
        value={parent}
        data={people.teams.filter((each) => each.id !== team?.id).map((each) => ({ value: each.id, label: each.name }))}
        onChange={setParent}
      />
      <Select
        label={t('leader')}
        clearable
        searchable
        value={leader}
        data={people.people.map((each) => ({ value: each.id, label: each.name }))}
        onChange={setLeader}
      />
    </PeopleDialog>
  )
}
