import { ActionIcon, Button, type Label, Menu, showToast, TextInput, useLabel, useTexts } from '@atelier/ui'
import { IconDeviceFloppy, IconPlus, IconRotate, IconTrash } from '@atelier/ui/icons'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { client } from '../../app/client.ts'
import { usePage } from '../../app/use-page.ts'
import { filterRule } from '../../filter/condition.ts'
import type { EntityView, ViewView } from '../../workspace/model.ts'
import { freshView } from './use-view-look.ts'
import type { ViewState } from './use-view-state.ts'
import { viewTexts } from './view-texts.ts'

export type SaveViewProps = { readonly entity: EntityView; readonly view: ViewView; readonly state: ViewState }

/** A key for a view of one's own, from the clock: people give names, nobody writes the key. */
const newKey = () => `view${Date.now().toString(36)}`

/** Keeps what is asked and shown as a view of one's own. */
export function SaveViewMenu({ entity, view, state }: SaveViewProps) {
  const t = useTexts(viewTexts)
  const label = useLabel()
  const queries = useQueryClient()
  const { setQuery } = usePage()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const rule = filterRule(state.filter)
  const shape = {
    entity: entity.key,
    type: view.type,
    ...(rule === undefined ? {} : { filter: rule }),
    ...(state.sort === '' ? {} : { sort: state.sort.split(',') }),
    columns: state.columns.map(({ field, width }) => (width === undefined ? { field } : { field, width })),
    ...(state.group === '' ? {} : { group: state.group }),
    ...(state.frozen === 1 ? {} : { freeze: state.frozen }),
    ...(Object.keys(view.board).length === 0 ? {} : { board: view.board }),
    ...(Object.keys(view.calendar).length === 0 ? {} : { calendar: view.calendar }),
    ...(view.summary ? { summary: view.summary } : {}),
  }
  const documentOf = (key: string, text: Label) => ({
    kind: 'view',
    specVersion: 1,
    id: `vew_${key}`,
    key,
    label: text,
    ...shape,
  })
  const finish = async (key: string | undefined, text: string) => {
    await queries.invalidateQueries({ queryKey: ['mine', 'views'] })
    state.setColumns(null)
    state.setFrozen(null)
    setQuery({ ...freshView, view: key })
    setOpen(false)
    setName('')
    showToast(text)
  }
  const fail = (message: string) => showToast(message, { tone: 'bad' })
  const create = async (event: FormEvent) => {
    event.preventDefault()
    const key = newKey()
    const answer = await client.definitions.createMine('views', { document: documentOf(key, name.trim()) })
    if (answer.ok) await finish(key, t('viewSaved'))
    else fail(answer.problems[0]?.message ?? answer.title)
  }
  const update = async () => {
    const answer = await client.definitions.updateMine('views', view.id, { document: documentOf(view.key, view.label) })
    if (answer.ok) await finish(view.key, t('viewSaved'))
    else fail(answer.problems[0]?.message ?? answer.title)
  }
  const remove = async () => {
    const answer = await client.definitions.deleteMine('views', view.id)
    if (answer.ok) await finish(undefined, t('viewDeleted'))
    else fail(answer.problems[0]?.message ?? answer.title)
  }
  return (
    <Menu opened={open} onChange={setOpen} width={260} trapFocus>
      <Menu.Target>
        <ActionIcon size="sm" aria-label={t('saveView')} className="tab-add">
          {state.changed ? <IconDeviceFloppy size={16} stroke={1.5} /> : <IconPlus size={16} stroke={1.5} />}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {view.mine && state.changed ? (
          <Menu.Item leftSection={<IconDeviceFloppy size={16} stroke={1.5} />} onClick={() => void update()}>
            {t('saveHere', { label: label(view.label) })}
          </Menu.Item>
        ) : null}
        {state.changed ? (
          <Menu.Item leftSection={<IconRotate size={16} stroke={1.5} />} onClick={state.reset}>
            {t('reset')}
          </Menu.Item>
        ) : null}
        {view.mine ? (
          <Menu.Item color="red" leftSection={<IconTrash size={16} stroke={1.5} />} onClick={() => void remove()}>
            {t('deleteView')}
          </Menu.Item>
        ) : null}
        <form className="view-name" onSubmit={(event) => void create(event)}>
          <TextInput
            label={t('newView')}
            placeholder={t('viewName')}
            value={name}
            maxLength={80}
            onChange={(event) => setName(event.currentTarget.value)}
            onKeyDown={(event) => event.stopPropagation()}
          />
          <Button type="submit" variant="filled" size="sm" disabled={name.trim() === ''}>
            {t('save')}
          </Button>
        </form>
      </Menu.Dropdown>
    </Menu>
  )
}
