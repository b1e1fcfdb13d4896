import type { RecordJson } from '@atelier/api'
import { ActionIcon, Button, Menu, Popover, Select, StageGlyph, showToast, useLabel, useTexts } from '@atelier/ui'
import { IconFlag, IconPencil, IconTrash, IconUser, IconX } from '@atelier/ui/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../app/client.ts'
import { FieldInput } from '../../fields/Field.tsx'
import { editsInPlace } from '../../fields/registry.ts'
import { writeValue } from '../../fields/values.ts'
import { refetchEntity } from '../../records/cache.ts'
import { inFours, type Writer } from '../../records/use-write.ts'
import { type EntityView, type FieldView, isSystemField, isWritable } from '../../workspace/model.ts'
import { viewTexts } from './view-texts.ts'

export type BulkBarProps = {
  readonly entity: EntityView
  readonly selected: readonly RecordJson[]
  readonly writer: Writer
  readonly onClear: () => void
}

/** What can be done with the selected rows. Every row for itself: what is refused is counted and said. */
export function BulkBar({ entity, selected, writer, onClear }: BulkBarProps) {
  const t = useTexts(viewTexts)
  const label = useLabel()
  const queries = useQueryClient()
  if (selected.length === 0) return null
  const report = (outcomes: readonly (string | null)[]) => {
    refetchEntity(queries, entity.key)
    const refused = outcomes.filter((why) => why !== null)
    const done = outcomes.length - refused.length
    if (done > 0) showToast(t('bulkDone', { count: done }))
    const [why] = refused
    if (why) showToast(t('bulkRefused', { count: refused.length, why }), { tone: 'bad' })
    else onClear()
  }
  const change = async (field: FieldView, value: unknown) => {
    const outcomes = await inFours(selected, async (record) => {
      const answer = await client.records.update(entity.key, record.id, { [field.key]: writeValue(value) })
      return answer.ok ? null : (answer.problems[0]?.message ?? answer.title)
    })
    report(outcomes)
  }
  const moveAll = async (to: string) => {
    const outcomes = await inFours(selected, async (record) => {
      const answer = await client.records.move(entity.key, record.id, { to })
      return answer.ok ? null : (answer.problems[0]?.message ?? answer.title)
    })
    report(outcomes)
  }
  const mayUpdate = entity.may.has('update')
  const fields = entity.fields.filter(
    (field) =>
      isWritable(field) &&
      !isSystemField(field.key) &&
      editsInPlace(field) &&
      field.type !== 'stage' &&
      field.key !== entity.title,
  )
  return (
    <div className="bulk-bar" role="toolbar" aria-label={t('selected', { count: selected.length })}>
      <b className="nowrap">{t('selected', { count: selected.length })}</b>
      {mayUpdate && entity.stage ? (
        <Menu position="top-start" width={220}>
          <Menu.Target>
            <Button variant="subtle" color="gray" size="sm" leftSection={<IconFlag size={16} stroke={1.5} />}>
              {t('moveTo')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {entity.stage.stages?.map((stage) => (
              <Menu.Item
                key={stage.key}
                leftSection={<StageGlyph position={stage.position} total={stage.total} outcome={stage.outcome} />}
                onClick={() => void moveAll(stage.key)}
              >
                {label(stage.label, stage.key)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      {mayUpdate && entity.owner ? (
        <BulkField
          text={t('assign')}
          icon={<IconUser size={16} stroke={1.5} />}
          fields={[entity.owner]}
          count={selected.length}
          onApply={change}
        />
      ) : null}
      {mayUpdate ? (
        <BulkField
          text={t('editField')}
          icon={<IconPencil size={16} stroke={1.5} />}
          fields={fields}
          count={selected.length}
          onApply={change}
        />
      ) : null}
      {entity.may.has('delete') ? (
        <ActionIcon
          size="sm"
          className="bad"
          color="red"
          aria-label={t('delete')}
          onClick={() => void writer.remove(selected.map((record) => record.id)).then(onClear)}
        >
          <IconTrash size={16} stroke={1.5} />
        </ActionIcon>
      ) : null}
      <ActionIcon size="sm" aria-label={t('clear')} onClick={onClear}>
        <IconX size={16} stroke={1.5} />
      </ActionIcon>
    </div>
  )
}

type BulkFieldProps = {
  readonly text: string
  readonly icon: React.ReactNode
  readonly fields: readonly FieldView[]
  readonly count: number
  readonly onApply: (field: FieldView, value: unknown) => Promise<void>
}

/** One value for one field of all selected rows. */
function BulkField({ text, icon, fields, count, onApply }: BulkFieldProps) {
  const t = useTexts(viewTexts)
  const label = useLabel()
  const [open, setOpen] = useState(false)
  const [key, setKey] = useState<string | null>(fields.length === 1 ? (fields[0]?.key ?? null) : null)
  const [value, setValue] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const field = fields.find((each) => each.key === key)
  const apply = async () => {
    if (!field) return
    setBusy(true)
    await onApply(field, value)
    setBusy(false)
    setOpen(false)
  }
  return (
    <Popover opened={open} onChange={setOpen} position="top-start" width={280} trapFocus>
      <Popover.Target>
        <Button variant="subtle" color="gray" size="sm" leftSection={icon} onClick={() => setOpen(!open)}>
          {text}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="bulk-field">
        {fields.length > 1 ? (
          <Select
            label={t('field')}
            searchable
            comboboxProps={{ withinPortal: false }}
            value={key}
            data={fields.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
            onChange={(next) => {
              setKey(next)
              setValue(null)
            }}
          />
        ) : null}
        {field ? <FieldInput field={field} value={value} onChange={setValue} /> : null}
        <Button variant="filled" disabled={!field} loading={busy} onClick={() => void apply()}>
          {t('apply', { count })}
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}
