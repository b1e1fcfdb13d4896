import type { Count, RecordJson } from '@atelier/api'
import {
  ActionIcon,
  Button,
  formatMoney,
  formatNumber,
  Menu,
  Popover,
  Select,
  StageGlyph,
  showToast,
  useFormat,
  useLabel,
  useTexts,
} from '@atelier/ui'
import { IconDownload, IconFlag, IconPencil, IconTrash, IconUser, IconX } from '@atelier/ui/icons'
import { useState } from 'react'
import { client } from '../../app/client.ts'
import { FieldInput } from '../../fields/Field.tsx'
import { editsInPlace, isOfKind } from '../../fields/registry.ts'
import { asMoney } from '../../fields/values.ts'
import { everyRecord } from '../../records/every-record.ts'
import { recordTitle } from '../../records/record-title.ts'
import type { WindowQuery } from '../../records/record-window.ts'
import { mostAtOnce, sameFor, useBulk } from '../../records/use-bulk.ts'
import type { ProposalInput } from '../../records/use-changes.ts'
import type { Writer } from '../../records/use-write.ts'
import { type EntityView, type FieldView, isSystemField, isWritable } from '../../workspace/model.ts'
import { viewTexts } from './view-texts.ts'

/** What a table knows beside its selected rows: the rest of them. */
export type WholeList = {
  /** The fields that are shown. */
  readonly columns: readonly string[]
  /** How many there are to select. */
  readonly total: Count | null
  /** What finds them all. */
  readonly query: WindowQuery
  readonly onSelect: (records: readonly RecordJson[]) => void
  /** Changes many, showing before what would be refused. */
  readonly propose: (input: ProposalInput) => Promise<boolean>
}

export type BulkBarProps = {
  readonly entity: EntityView
  readonly selected: readonly RecordJson[]
  readonly writer: Writer
  readonly onClear: () => void
  /** Keeps only these selected. */
  readonly onKeep: (ids: ReadonlySet<string>) => void
  /** Moves them to a stage in the caller's own way. */
  readonly onMove?: ((stage: string) => void) | undefined
  readonly list?: WholeList | undefined
}

/** So many ids fit an address. */
const exportable = 150

/** The sum of amounts of one currency, exactly; null when they are of several. */
export function sumOf(values: readonly unknown[]): { readonly amount: string; readonly currency: string } | null {
  const amounts = values.flatMap((value) => asMoney(value) ?? [])
  const [first] = amounts
  if (!first || amounts.some(({ currency }) => currency !== first.currency)) return null
  const cents = amounts.reduce((sum, { amount }) => {
    const [whole = '0', fraction = ''] = amount.split('.')
    return sum + BigInt(whole + fraction.padEnd(6, '0').slice(0, 6))
  }, 0n)
  const digits = (cents < 0n ? -cents : cents).toString().padStart(7, '0')
  return { amount: `${cents < 0n ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`, currency: first.currency }
}

/** What can be done with the selected rows, each in one call with one way back. What is refused stays selected. */
export function BulkBar({ entity, selected, writer, onClear, onKeep, onMove, list }: BulkBarProps) {
  const t = useTexts(viewTexts)
  const label = useLabel()
  const format = useFormat()
  const write = useBulk(entity.key)
  const changeAll = async (values: Readonly<Record<string, unknown>>) => {
    const changes = sameFor(selected, values)
    if (!list) return onKeep(await write(changes))
    const titles = new Map(selected.map((record) => [record.id, recordTitle(entity, record)]))
    if (await list.propose({ changes, titles })) onClear()
  }
  const change = (field: FieldView, value: unknown) => changeAll({ [field.key]: value })
  const moneyField = entity.fields.find((field) => isOfKind(field, 'money'))
  const sum = moneyField ? sumOf(selected.map((record) => record[moneyField.key])) : null
  const mayUpdate = entity.may.has('update')
  const fields = entity.fields.filter(
    (field) =>
      isWritable(field) &&
      !isSystemField(field.key) &&
      editsInPlace(field) &&
      field !== entity.stage &&
      field.key !== entity.title,
  )
  return (
    <div className="bulk-bar" role="toolbar" aria-label={t('selected', { count: selected.length })}>
      <span className="nowrap bulk-count">
        <b>{t('selected', { count: selected.length })}</b>
        {sum ? <span className="quiet num"> · {formatMoney(sum, format)}</span> : null}
      </span>
      {list ? <SelectRest list={list} selected={selected.length} /> : null}
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
                onClick={() => (onMove ? onMove(stage.key) : void changeAll({ [entity.stage?.key ?? '']: stage.key }))}
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
      {list && entity.may.has('export') && selected.length <= exportable ? (
        <Button
          component="a"
          variant="subtle"
          color="gray"
          size="sm"
          leftSection={<IconDownload size={16} stroke={1.5} />}
          href={client.exportUrl(entity.key, 'xlsx', {
            filter: { in: [{ var: 'id' }, selected.map((record) => record.id)] },
            sort: list.query.sort,
            fields: list.columns.join(','),
          })}
          download
        >
          {t('export')}
        </Button>
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

/** Selects what the filter finds beyond the rows that were clicked. */
function SelectRest({ list, selected }: { readonly list: WholeList; readonly selected: number }) {
  const t = useTexts(viewTexts)
  const [busy, setBusy] = useState(false)
  const { total, query, onSelect } = list
  if (!total || selected >= Math.min(total.value, mostAtOnce)) return null
  const selectAll = async () => {
    setBusy(true)
    const all = await everyRecord(query, mostAtOnce).catch(() => null)
    setBusy(false)
    if (!all) return showToast(t('failed'), { tone: 'bad' })
    onSelect(all)
    if (all.length === mostAtOnce) showToast(t('selectedMost', { text: formatNumber(mostAtOnce) }))
  }
  return (
    <Button variant="subtle" size="sm" loading={busy} onClick={() => void selectAll()}>
      {total.value > mostAtOnce
        ? t('selectMost', { text: formatNumber(mostAtOnce) })
        : t('selectEvery', { text: formatNumber(total.value) })}
    </Button>
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
