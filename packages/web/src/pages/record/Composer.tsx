import { Button, SegmentedControl, shortcut, showToast, Textarea, useLabel, useTexts } from '@atelier/ui'
import { IconMail, IconMapPin, IconMessage, IconNote, IconPhone, IconSquareCheck, IconUsers } from '@atelier/ui/icons'
import { useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { client } from '../../app/client.ts'
import { FieldInput } from '../../fields/Field.tsx'
import { isOfKind } from '../../fields/registry.ts'
import { refetchEntity } from '../../records/cache.ts'
import { type EntityView, fieldOf } from '../../workspace/model.ts'
import { pageTexts } from './record-page-texts.ts'

const icons: Readonly<Record<string, typeof IconNote>> = {
  call: IconPhone,
  visit: IconMapPin,
  meeting: IconUsers,
  email: IconMail,
  message: IconMessage,
  task: IconSquareCheck,
}

/** The first line names the activity, as far as its title may be long; the whole text is its body where there is more than that. */
function split(text: string, max: number): { readonly title: string; readonly body: string | null } {
  const clean = text.trim()
  const [first = ''] = clean.split('\n')
  const title = [...first].slice(0, max).join('')
  return { title, body: title === clean ? null : clean }
}

/** Writes an activity about a record: a kind, a text, done now or planned. Notes come first; a task is what is not done yet. */
export function Composer({
  holder,
  about,
}: {
  readonly holder: EntityView
  readonly about: { readonly entity: string; readonly id: string }
}) {
  const t = useTexts(pageTexts)
  const label = useLabel()
  const queries = useQueryClient()
  const { activity } = holder.source
  const type = activity && fieldOf(holder, activity.type)
  const options = type?.options?.filter((option) => !option.retired) ?? []
  const [kind, setKind] = useState(options.find((option) => option.key === 'note')?.key ?? options[0]?.key ?? '')
  const [text, setText] = useState('')
  const [planned, setPlanned] = useState(false)
  const [due, setDue] = useState<unknown>(null)
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const title = fieldOf(holder, holder.title)
  const body = holder.fields.find((field) => isOfKind(field, 'prose') && field.readonly !== true)
  const dueField = activity && fieldOf(holder, activity.due)
  if (!activity || !type || !title) return null
  const choose = (key: string) => {
    setKind(key)
    setPlanned(key === 'task')
  }
  const write = async () => {
    const parts = split(text, title.maxLength ?? 200)
    if (parts.title === '' || busy) return
    setBusy(true)
    const answer = await client.records.create(holder.key, {
      [holder.title]: parts.title,
      [activity.type]: kind,
      [activity.about]: [about.id],
      [activity.done]: !planned,
      ...(planned ? { [activity.due]: due } : { [activity.doneAt]: new Date().toISOString() }),
      ...(body && parts.body !== null ? { [body.key]: parts.body } : {}),
    })
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problems.map((each) => each.message).join(' '))
    setText('')
    setDue(null)
    setProblem(undefined)
    showToast(t(planned ? 'planMade' : 'logged'))
    refetchEntity(queries, holder.key)
    for (const key of ['timeline', 'moves', 'actions', 'record'])
      void queries.invalidateQueries({ queryKey: [key, about.entity] })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    void write()
  }
  const isOpen = text !== '' || planned
  return (
    <fieldset className="composer" onKeyDown={onKeyDown} aria-label={t('write')}>
      <div className="composer-kinds" role="radiogroup" aria-label={label(type.label, type.key)}>
        {options.map((option) => {
          const Icon = icons[option.key] ?? IconNote
          return (
            // biome-ignore lint/a11y/useSemanticElements: a row of small buttons of which one is on
            <button
              key={option.key}
              type="button"
              role="radio"
              aria-checked={option.key === kind}
              onClick={() => choose(option.key)}
            >
              <Icon size={14} stroke={1.5} aria-hidden="true" />
              {label(option.label, option.key)}
            </button>
          )
        })}
      </div>
      <Textarea
        variant="unstyled"
        autosize
        minRows={isOpen ? 2 : 1}
        maxRows={10}
        aria-label={t(planned ? 'writeTask' : 'write')}
        placeholder={t(planned ? 'writeTask' : 'write')}
        value={text}
        error={problem}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {isOpen ? (
        <div className="row composer-foot">
          <SegmentedControl
            size="xs"
            value={planned ? 'planned' : 'done'}
            data={[
              { value: 'done', label: t('doneNow') },
              { value: 'planned', label: t('planned') },
            ]}
            onChange={(value) => setPlanned(value === 'planned')}
          />
          {planned && dueField ? (
            <div className="composer-due">
              <FieldInput field={dueField} value={due} variant="cell" onChange={setDue} />
            </div>
          ) : null}
          <span className="grow" />
          <kbd className="kbd">{shortcut('↵')}</kbd>
          <Button
            size="compact-md"
            variant="filled"
            loading={busy}
            disabled={text.trim() === ''}
            onClick={() => void write()}
          >
            {t(planned ? 'plan' : 'log')}
          </Button>
        </div>
      ) : null}
    </fieldset>
  )
}
