import { ActionIcon, Button, EmptyState, Menu, showToast, useDragSensors, useTexts } from '@atelier/ui'
import { IconGripVertical, IconPlus, IconUsers } from '@atelier/ui/icons'
import { DndContext, type DragEndEvent, pointerWithin, useDraggable, useDroppable } from '@dnd-kit/core'
import { useState } from 'react'
import { client } from '../../../app/client.ts'
import { PeopleRow } from './PeopleList.tsx'
import { peopleTexts } from './people-texts.ts'
import { TeamDialog } from './TeamDialog.tsx'
import { type TreeLine, treeOf, withBelow } from './team-tree.ts'
import { type People, type Team, usePeople } from './use-people.ts'

const top = 'top'

/** The teams as a tree: dragged upon another a team stands below it; the menu behind the grip does the same. */
export function TeamsSection() {
  const t = useTexts(peopleTexts)
  const people = usePeople()
  const sensors = useDragSensors()
  const [open, setOpen] = useState<{ readonly team: Team | undefined }>()
  const [dragged, setDragged] = useState<string>()
  const lines = treeOf(people.teams)
  const send = async (id: string, parent: string | null): Promise<boolean> => {
    const answer = await people.after(client.teams.update(id, { parent }))
    if (!answer.ok) showToast(answer.problems[0]?.message ?? answer.title, { tone: 'bad' })
    return answer.ok
  }
  const put = async (id: string, parent: string | null): Promise<void> => {
    const team = people.teams.find((each) => each.id === id)
    const before = team?.parent?.id ?? null
    if (!team || before === parent || (parent !== null && withBelow(people.teams, id).has(parent))) return
    if (await send(id, parent)) showToast(t('moved', { name: team.name }), { onUndo: () => void send(id, before) })
  }
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    setDragged(undefined)
    if (over && over.id !== active.id) void put(String(active.id), over.id === top ? null : String(over.id))
  }
  if (!people.ready) return <div aria-busy="true" />
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
      {lines.length === 0 ? (
        <EmptyState
          icon={<IconUsers size={24} stroke={1.5} />}
          title={t('noTeams')}
          text={t('noTeamsText')}
          actions={add}
        />
      ) : (
        <>
          <div className="row">
            <span className="grow quiet small">{t('dragTeams')}</span>
            {add}
          </div>
          <DndContext
            sensors={sensors}
            collisionDetection={pointerWithin}
            onDragStart={({ active }) => setDragged(String(active.id))}
            onDragCancel={() => setDragged(undefined)}
            onDragEnd={onDragEnd}
          >
            <ul className="settings-list">
              {lines.map((line) => (
                <TeamLine
                  key={line.team.id}
                  line={line}
                  people={people}
                  isOff={dragged !== undefined && withBelow(people.teams, dragged).has(line.team.id)}
                  onOpen={() => setOpen({ team: line.team })}
                  onPut={(parent) => void put(line.team.id, parent)}
                />
              ))}
              <TopLine isShown={dragged !== undefined} />
            </ul>
          </DndContext>
        </>
      )}
      {open ? <TeamDialog people={people} team={open.team} onClose={() => setOpen(undefined)} /> : null}
    </>
  )
}

function TeamLine({
  line: { team, depth },
  people,
  isOff,
  onOpen,
  onPut,
}: {
  readonly line: TreeLine
  readonly people: People
  /** Nothing can be dropped here: it is what is dragged, or below it. */
  readonly isOff: boolean
  readonly onOpen: () => void
  readonly onPut: (parent: string | null) => void
}) {
  const t = useTexts(peopleTexts)
  const [menu, setMenu] = useState(false)
  const { setNodeRef: dropHere, isOver } = useDroppable({ id: team.id, disabled: isOff })
  const { setNodeRef, setActivatorNodeRef, listeners, attributes, transform } = useDraggable({ id: team.id })
  const members = people.people.filter((person) => person.team?.id === team.id && person.active !== false).length
  const own = withBelow(people.teams, team.id)
  return (
    <li ref={dropHere} className={isOver ? 'is-drop' : undefined}>
      <div
        ref={setNodeRef}
        className="team-line"
        style={{
          paddingLeft: 12 + depth * 24,
          ...(transform ? { transform: `translate(${transform.x}px, ${transform.y}px)`, opacity: 0.7 } : {}),
        }}
      >
        <Menu opened={menu} onChange={setMenu}>
          <Menu.Target>
            <ActionIcon
              size="xs"
              ref={setActivatorNodeRef}
              {...listeners}
              {...attributes}
              aria-label={t('moveTeam', { name: team.name })}
              onClick={() => setMenu(true)}
            >
              <IconGripVertical size={14} stroke={1.5} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
            <Menu.Label>{t('moveBelow')}</Menu.Label>
            <Menu.Item disabled={!team.parent} onClick={() => onPut(null)}>
              {t('topLevel')}
            </Menu.Item>
            {people.teams
              .filter((each) => !own.has(each.id))
              .map((each) => (
                <Menu.Item key={each.id} disabled={each.id === team.parent?.id} onClick={() => onPut(each.id)}>
                  {each.name}
                </Menu.Item>
              ))}
          </Menu.Dropdown>
        </Menu>
        <PeopleRow name={t('edit', { name: team.name })} onOpen={onOpen}>
          <b className="grow cut">{team.name}</b>
          {team.leader ? (
            <span className="quiet small cut">
              {t('leader')}: {team.leader.label}
            </span>
          ) : null}
          <span className="quiet small">{t('members', { count: members })}</span>
        </PeopleRow>
      </div>
    </li>
  )
}

function TopLine({ isShown }: { readonly isShown: boolean }) {
  const t = useTexts(peopleTexts)
  const { setNodeRef, isOver } = useDroppable({ id: top, disabled: !isShown })
  if (!isShown) return null
  return (
    <li ref={setNodeRef} className={`settings-line quiet${isOver ? ' is-drop' : ''}`}>
      {t('topLevel')}
    </li>
  )
}
