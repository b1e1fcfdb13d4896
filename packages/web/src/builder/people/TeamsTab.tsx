import type { Problem } from '@atelier/api'
import { Button, EmptyState, Modal, ProblemList, Select, showToast, TextInput, useTexts } from '@atelier/ui'
import { IconPlus, IconUsers } from '@atelier/ui/icons'
import { useState } from 'react'
import { client } from '../../app/client.ts'
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
  const add = (
    <Button
      variant="filled"
      leftSection={<IconPlus size={14} stroke={1.5} />}
      onClick={() => setOpen({ team: undefined })}
    >
      {t('addTeam')}
    </Button>
  )
  return (
    <>
      {people.teams.length === 0 ? (
        <EmptyState
          icon={<IconUsers size={24} stroke={1.5} />}
          title={t('noTeams')}
          text={t('noTeamsText')}
          actions={add}
        />
      ) : (
        <>
          <div className="row people-bar">
            <span className="grow" />
            {add}
          </div>
          <ul className="people-list builder-sheet">
            {inOrder(people.teams).map(({ team, depth }) => (
              <li key={team.id} style={{ paddingLeft: depth * 24 }}>
                <button
                  type="button"
                  className="people-row"
                  aria-label={t('edit', { name: team.name })}
                  onClick={() => setOpen({ team })}
                >
                  <b className="grow cut">{team.name}</b>
                  {team.leader ? (
                    <span className="quiet small">
                      {t('leader')}: {team.leader.label}
                    </span>
                  ) : null}
                  <span className="quiet small">
                    {t('members', { count: people.people.filter((person) => person.team?.id === team.id).length })}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
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
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    const values = { name, parent, leader }
    const answer = await people.after(team ? client.teams.update(team.id, values) : client.teams.create(values))
    setBusy(false)
    if (!answer.ok) return setProblems(answer.problems)
    showToast(t('saved', { name }))
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={<b>{team ? team.name : t('addTeam')}</b>}>
      <form
        className="builder-form"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <ProblemList problems={problems} />
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
          data={people.teams
            .filter((each) => each.id !== team?.id)
            .map((each) => ({ value: each.id, label: each.name }))}
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
        <Button type="submit" variant="filled" loading={busy}>
          {t('save')}
        </Button>
      </form>
    </Modal>
  )
}
