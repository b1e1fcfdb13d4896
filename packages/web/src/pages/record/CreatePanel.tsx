import type { Problem } from '@atelier/api'
import { Button, ProblemList, SidePanel, showToast, useLabel, useTexts } from '@atelier/ui'
import { IconChevronDown } from '@atelier/ui/icons'
import { useState } from 'react'
import { addresses } from '../../app/addresses.ts'
import { usePage } from '../../app/use-page.ts'
import { FieldInput } from '../../fields/Field.tsx'
import { editsInPlace } from '../../fields/registry.ts'
import { isEmpty, writeValue } from '../../fields/values.ts'
import { recordTexts } from '../../records/record-texts.ts'
import { recordTitle } from '../../records/record-title.ts'
import { useWrite } from '../../records/use-write.ts'
import { type EntityView, isSystemField, isWritable } from '../../workspace/model.ts'
import './record.css'

/** A new record: what must be filled first, the rest on demand. What is left empty gets its default. */
export function CreatePanel({ entity, onClose }: { readonly entity: EntityView; readonly onClose: () => void }) {
  const t = useTexts(recordTexts)
  const label = useLabel()
  const { query, go } = usePage()
  const writer = useWrite(entity.key)
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>(
    entity.stage && query.stage ? { [entity.stage.key]: query.stage } : {},
  )
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [all, setAll] = useState(false)
  const writable = entity.fields.filter(
    (field) => isWritable(field) && !isSystemField(field.key) && editsInPlace(field),
  )
  const first = writable.filter(
    (field, index) =>
      field.required ||
      field.key === entity.title ||
      ['money', 'stage'].includes(field.type) ||
      (writable.length <= 8 && index < 8),
  )
  const named = new Set(problems.map((problem) => problem.field))
  const shown = all
    ? writable
    : writable.filter((field) => first.includes(field) || named.has(field.key) || field.key in values)
  const set = (key: string, value: unknown) => {
    setValues((now) => ({ ...now, [key]: value }))
    setProblems((now) => now.filter((problem) => problem.field !== key))
  }
  const submit = async () => {
    const sent = Object.fromEntries(
      Object.entries(values).flatMap(([key, value]) => (isEmpty(value) ? [] : [[key, writeValue(value)]])),
    )
    const answer = await writer.create(sent)
    if ('ok' in answer && answer.ok === false) return setProblems(Array.isArray(answer.problems) ? answer.problems : [])
    if (!('version' in answer)) return
    showToast(t('created', { title: recordTitle(entity, answer) }))
    go(addresses.view(entity.key, { ...(query.view ? { view: query.view } : {}), panel: String(answer.id) }), {
      replace: true,
    })
  }
  const title = t('createOne', { label: label(entity.label) })
  return (
    <SidePanel
      open
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button variant="subtle" color="gray" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" form="create-record" variant="filled" loading={writer.status === 'saving'}>
            {t('create')}
          </Button>
        </>
      }
    >
      <form
        id="create-record"
        className="create-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <ProblemList problems={problems.filter((problem) => !shown.some((field) => field.key === problem.field))} />
        {shown.map((field, index) => (
          <FieldInput
            key={field.key}
            field={field}
            autoFocus={index === 0}
            value={values[field.key] ?? null}
            record={values}
            problem={problems.find((problem) => problem.field === field.key)?.message}
            onChange={(value) => set(field.key, value)}
          />
        ))}
        {shown.length < writable.length ? (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconChevronDown size={14} stroke={1.5} />}
            onClick={() => setAll(true)}
          >
            {t('moreFields')}
          </Button>
        ) : null}
      </form>
    </SidePanel>
  )
}
