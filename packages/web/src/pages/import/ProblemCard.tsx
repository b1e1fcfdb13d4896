import { Button, formatNumber, Select, TextInput, useData, useDebouncedValue, useLabel, useTexts } from '@atelier/ui'
import { IconArrowRight, IconChevronDown, IconChevronRight } from '@atelier/ui/icons'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { isOfKind } from '../../fields/registry.ts'
import { type EntityView, type FieldView, fieldOf } from '../../workspace/model.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { importTexts } from './import-texts.ts'
import type { Mapping } from './mapping.ts'
import type { Checked } from './use-import.ts'

export type ProblemCardProps = {
  readonly entity: EntityView
  readonly group: Checked['values'][number]
  readonly mapping: Mapping
  readonly open: boolean
  readonly busy: boolean
  readonly onReplace: (to: string) => void
  readonly onMissing: (missing: 'create') => void
}

/** One value that does not fit, with how many rows it stands in and what can be done about all of them at once. */
export function ProblemCard({ entity, group, mapping, open: openFirst, busy, onReplace, onMissing }: ProblemCardProps) {
  const t = useTexts(importTexts)
  const say = useLabel()
  const { entities } = useWorkspace()
  const id = useId()
  // The first card is open until somebody says otherwise: once it is mended, the next one takes its place.
  const [chosen, setOpen] = useState<boolean | null>(null)
  const open = chosen ?? openFirst
  const [to, setTo] = useState(group.suggestion ?? '')
  const column = mapping.columns.find((each) => each.column === group.column)
  const field = column?.field ? fieldOf(entity, column.field) : undefined
  const target = field && isOfKind(field, 'reference') ? entities.get(field.target ?? '') : undefined
  const options = [...(field?.stages ?? []), ...(field?.options ?? [])]
  const filled = to.trim() !== '' && to !== group.value
  return (
    <article className={`problem-card${open ? ' is-open' : ''}`}>
      <button
        type="button"
        className="row problem-head"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {open ? (
          <IconChevronDown size={14} stroke={1.5} aria-hidden="true" />
        ) : (
          <IconChevronRight size={14} stroke={1.5} aria-hidden="true" />
        )}
        <span className="grow cut">
          {group.column} <b>{group.value === '' ? t('emptyCell') : group.value}</b>
        </span>
        <span className="quiet nowrap">{t('rows', { count: group.rows, text: formatNumber(group.rows) })}</span>
      </button>
      {open ? (
        <div id={id} className="problem-body">
          <p className="quiet">{group.message ?? group.code}</p>
          {group.value === '' ? null : (
            <>
              <div className="row problem-repair">
                <s className="bad-cell cut">{group.value}</s>
                <IconArrowRight size={14} stroke={1.5} aria-hidden="true" className="faint" />
                <div className="grow">
                  {options.length > 0 ? (
                    <Select
                      aria-label={t('replaceBy', { value: group.value })}
                      searchable
                      value={to || null}
                      data={options.map((option) => ({ value: option.key, label: say(option.label, option.key) }))}
                      onChange={(next) => setTo(next ?? '')}
                    />
                  ) : target ? (
                    <NameSelect
                      label={t('replaceBy', { value: group.value })}
                      entity={target.key}
                      value={to}
                      onChange={setTo}
                    />
                  ) : (
                    <TextInput
                      aria-label={t('replaceBy', { value: group.value })}
                      value={to}
                      onChange={(event) => setTo(event.currentTarget.value)}
                    />
                  )}
                </div>
              </div>
              {group.suggestion ? (
                <p className="faint small">{t('nearest', { value: optionName(options, group.suggestion, say) })}</p>
              ) : null}
              <div className="row problem-actions">
                <Button variant="filled" size="sm" disabled={!filled || busy} onClick={() => onReplace(to.trim())}>
                  {filled ? t('replaceAll', { value: optionName(options, to, say) }) : t('apply')}
                </Button>
                {target?.may.has('create') ? (
                  <Button size="sm" disabled={busy} onClick={() => onMissing('create')}>
                    {t('createMissing')}
                  </Button>
                ) : null}
                {target ? (
                  <Button size="sm" variant="subtle" disabled={busy} onClick={() => onReplace('')}>
                    {t('leaveEmpty')}
                  </Button>
                ) : null}
              </div>
            </>
          )}
        </div>
      ) : null}
    </article>
  )
}

type Options = NonNullable<FieldView['options']>
const optionName = (
  options: readonly { readonly key: string; readonly label?: Options[number]['label'] }[],
  key: string,
  say: ReturnType<typeof useLabel>,
): string => {
  const option = options.find((each) => each.key === key)
  return option ? say(option.label, option.key) : key
}

/** A record's name, searched while one types: a repair writes the name, not the id. */
function NameSelect({
  label,
  entity,
  value,
  onChange,
}: {
  readonly label: string
  readonly entity: string
  readonly value: string
  readonly onChange: (name: string) => void
}) {
  const { searchReference } = useData()
  const [typed, setTyped] = useState(value)
  const [asked] = useDebouncedValue(typed, 200)
  const { data = [] } = useQuery({
    queryKey: ['names', entity, asked],
    queryFn: () => searchReference(entity, asked),
    staleTime: 60_000,
  })
  const names = [...new Set([...(value === '' ? [] : [value]), ...data.map((item) => item.label)])]
  return (
    <Select
      aria-label={label}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      value={value || null}
      data={names}
      filter={({ options }) => options}
      onChange={(name) => onChange(name ?? '')}
    />
  )
}
