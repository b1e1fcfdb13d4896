import type { RecordJson } from '@atelier/api'
import { type FormMode, type FormValues, fieldPlaces, formFor, layoutOf } from '@atelier/forms'
import { GeneratedForm, type SaveAnswer } from '@atelier/forms/ui'
import { Button, showToast, useTexts } from '@atelier/ui'
import { IconChevronDown } from '@atelier/ui/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { addresses } from '../../app/addresses.ts'
import { client } from '../../app/client.ts'
import { usePage } from '../../app/use-page.ts'
import { asText, writeValue } from '../../fields/values.ts'
import { refetchEntity } from '../../records/cache.ts'
import { recordTexts } from '../../records/record-texts.ts'
import { recordTitle } from '../../records/record-title.ts'
import type { EntityView } from '../../workspace/model.ts'
import { AlreadyThere } from './AlreadyThere.tsx'
import { forgetDraft, keepDraft, readDraft } from './drafts.ts'
import { pageTexts } from './record-page-texts.ts'
import { loadRelated, useFormEnv, useFormModel } from './use-form-model.ts'

export type CreateFormProps = {
  readonly entity: EntityView
  readonly onBusy?: (busy: boolean) => void
  /** What is known of the new record; such a form stands inside another page and calls back instead of going to the record. */
  readonly preset?: FormValues
  readonly onCreated?: (record: RecordJson) => void
  readonly id?: string
}

/** What the address says of the new record. */
function readGiven(text: string | undefined): FormValues {
  try {
    const value: unknown = JSON.parse(text ?? '{}')
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
  } catch {
    return {}
  }
}

const written = (values: FormValues) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, writeValue(value)]))

/**
 * The form for a new record, quick at first. What is entered is kept in this tab until the record is made, so that closing the panel
 * loses nothing; likely duplicates and warnings are said once it is made.
 */
export function CreateForm({ entity, onBusy, preset, onCreated, id = 'create-record' }: CreateFormProps) {
  const t = useTexts(recordTexts)
  const tp = useTexts(pageTexts)
  const { query, go } = usePage()
  const queries = useQueryClient()
  const model = useFormModel()
  const env = useFormEnv(entity)
  const own = model.entities.get(entity.key)
  const [mode, setMode] = useState<FormMode>('quick')
  const [draft, setDraft] = useState(() => (preset ? undefined : readDraft(entity.key)))
  const [round, setRound] = useState(0)
  const [name, setName] = useState('')
  const known = useMemo(() => {
    return preset ?? readGiven(query.with)
  }, [query.with, preset])
  const entered = useRef<FormValues | undefined>(undefined)
  const layouts = useMemo(() => {
    if (!own) return undefined
    const lay = (each: FormMode) => layoutOf(own, formFor(model, own, each, known, env), each)
    return { quick: lay('quick'), create: lay('create') }
  }, [model, own, known, env])
  const isDirty = useRef(false)
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (isDirty.current) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [])
  if (!layouts) return null
  const hasMore = fieldPlaces(layouts.create).length > fieldPlaces(layouts.quick).length

  const save = async (sent: FormValues): Promise<SaveAnswer> => {
    const answer = await client.records.create(entity.key, { ...written(known), ...sent })
    if (!answer.ok) return { ok: false, problems: answer.problems }
    const record = answer.value
    isDirty.current = false
    forgetDraft(entity.key)
    refetchEntity(queries, entity.key)
    const warnings = record._warnings ?? []
    if (warnings.length > 0)
      showToast(`${tp('warnedTitle')} ${warnings.map((each) => each.message).join(' ')}`, { tone: 'bad' })
    else showToast(t('created', { title: recordTitle(entity, record) }))
    if (onCreated) onCreated(record)
    else {
      const view = query.view ? { view: query.view } : {}
      go(addresses.view(entity.key, { ...view, panel: record.id }), { replace: true })
    }
    return { ok: true }
  }
  return (
    <>
      {draft ? (
        <div className="note tone-accent create-draft">
          <span className="grow">{tp('draftBack')}</span>
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => {
              forgetDraft(entity.key)
              setDraft(undefined)
              entered.current = undefined
              setRound(round + 1)
            }}
          >
            {tp('discard')}
          </Button>
        </div>
      ) : null}
      <GeneratedForm
        key={`${mode} ${round}`}
        id={id}
        model={model}
        layout={mode === 'quick' ? layouts.quick : layouts.create}
        env={env}
        values={entered.current ?? { ...known, ...draft }}
        onSave={save}
        onBusy={onBusy}
        loadRelated={loadRelated}
        onChange={(values, dirty, touched) => {
          isDirty.current = dirty
          setName(asText(values[entity.title]))
          if (!dirty) return
          entered.current = Object.fromEntries(Object.entries(values).filter(([key]) => touched.has(key)))
          if (!preset) keepDraft(entity.key, entered.current)
        }}
      />
      <AlreadyThere entity={entity} name={name} />
      {mode === 'quick' && hasMore ? (
        <Button
          variant="subtle"
          color="gray"
          className="create-more"
          leftSection={<IconChevronDown size={14} stroke={1.5} />}
          onClick={() => setMode('create')}
        >
          {t('moreFields')}
        </Button>
      ) : null}
    </>
  )
}
