import { AddChip, AnchoredPanel, Button, FilterChip, useFormat, useLabel, useTexts } from '@atelier/ui'
import { IconFilter } from '@atelier/ui/icons'
import { Fragment, lazy, Suspense, useState } from 'react'
import { useReferenceNames } from '../records/use-reference-names.ts'
import type { EntityView } from '../workspace/model.ts'
import type { FilterNode, Group } from './condition.ts'
import { filterTexts } from './filter-texts.ts'
import { conditionWords, groupWords, referencedIds, type SentenceContext } from './sentence.ts'

// A sentence is read before it is changed.
const FilterEditor = lazy(async () => ({ default: (await import('./FilterEditor.tsx')).FilterEditor }))

export type FilterBarProps = {
  readonly entity: EntityView
  readonly filter: Group
  readonly onChange: (filter: Group) => void
}

/** The filter as chips that read as a sentence; a click on one edits it in place. */
export function FilterBar({ entity, filter, onChange }: FilterBarProps) {
  const t = useTexts(filterTexts)
  const label = useLabel()
  const format = useFormat()
  const nameOf = useReferenceNames(referencedIds(filter, entity))
  const [editing, setEditing] = useState<{ index: number; anchor: HTMLElement } | null>(null)
  const context: SentenceContext = { entity, t, label: (text, fallback) => label(text, fallback), nameOf, format }
  const replace = (index: number, node: FilterNode | null) => {
    const items = node === null ? filter.items.filter((_, at) => at !== index) : filter.items.with(index, node)
    onChange({ ...filter, items })
  }
  const open = editing ? filter.items[editing.index] : undefined
  return (
    <fieldset className="filter-bar" aria-label={t('filter')}>
      <IconFilter size={16} stroke={1.5} aria-hidden="true" className="faint" />
      {filter.items.map((item, index) => {
        const words = item.kind === 'condition' ? conditionWords(item, context) : groupWords(item, context)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name but their place
          <Fragment key={index}>
            {index > 0 ? <span className="faint small">{t('and')}</span> : null}
            <FilterChip
              {...words}
              onOpen={(anchor) => setEditing({ index, anchor })}
              onRemove={() => {
                setEditing(null)
                replace(index, null)
              }}
            />
          </Fragment>
        )
      })}
      <AddChip
        onClick={(anchor) => {
          const index = filter.items.length
          onChange({ ...filter, items: [...filter.items, { kind: 'condition', field: '', operator: 'contains' }] })
          setEditing({ index, anchor })
        }}
      >
        {t('add')}
      </AddChip>
      {filter.items.length > 1 ? (
        <Button size="xs" variant="subtle" color="gray" onClick={() => onChange({ ...filter, items: [] })}>
          {t('clear')}
        </Button>
      ) : null}
      {editing && open ? (
        <AnchoredPanel
          anchor={editing.anchor}
          label={t('filter')}
          width={open.kind === 'group' ? 520 : 340}
          onClose={() => {
            setEditing(null)
            // A condition that never got a field was only looked at.
            const items = filter.items.filter((item) => item.kind !== 'condition' || item.field !== '')
            if (items.length < filter.items.length) onChange({ ...filter, items })
          }}
        >
          <Suspense>
            <FilterEditor entity={entity} node={open} onChange={(node) => replace(editing.index, node)} />
          </Suspense>
        </AnchoredPanel>
      ) : null}
    </fieldset>
  )
}
