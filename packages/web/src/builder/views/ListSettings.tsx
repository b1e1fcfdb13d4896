import { ActionIcon, moved, NativeSelect, Sortable, useLabel, useTexts } from '@atelier/ui'
import { IconX } from '@atelier/ui/icons'
import { isNumeric } from '../../fields/registry.ts'
import { canSort } from '../../pages/view/sorts.ts'
import { setColumns, setSort, setSummary, sortKeys } from '../edits/view.ts'
import { Section } from '../parts/Section.tsx'
import { AddField } from './AddField.tsx'
import { useListFields, type ViewSettingsProps } from './list-fields.ts'
import { viewDesignTexts } from './view-design-texts.ts'

const useNames = (entity: string) => {
  const label = useLabel()
  const fields = useListFields(entity)
  const name = (key: string) => label(fields.find((field) => field.key === key)?.label, key)
  return { fields, name }
}

/** Which columns there are, in which order. */
export function ColumnsSettings({ view, onChange }: ViewSettingsProps) {
  const t = useTexts(viewDesignTexts)
  const { fields, name } = useNames(view.entity)
  const columns = view.columns ?? []
  const id = (column: (typeof columns)[number]) => column.field
  return (
    <Section title={t('columns')}>
      <p className="small quiet">{t('columnsHelp')}</p>
      <Sortable
        items={columns}
        id={id}
        name={(column) => name(column.field)}
        onMove={(which, to) => onChange(setColumns(view, moved(columns, id, which, to)))}
        render={(column, handle) => (
          <div className="design-line">
            {handle}
            <span className="grow cut">{name(column.field)}</span>
            <ActionIcon
              size="xs"
              aria-label={t('removeColumn', { name: name(column.field) })}
              onClick={() =>
                onChange(
                  setColumns(
                    view,
                    columns.filter((each) => each !== column),
                  ),
                )
              }
            >
              <IconX size={14} stroke={1.5} />
            </ActionIcon>
          </div>
        )}
      />
      <AddField
        label={t('addColumn')}
        fields={fields.filter((field) => !columns.some((column) => column.field === field.key))}
        onAdd={(field) => onChange(setColumns(view, [...columns, { field }]))}
      />
    </Section>
  )
}

/** What records are sorted by, first things first. */
export function SortSettings({ view, onChange }: ViewSettingsProps) {
  const t = useTexts(viewDesignTexts)
  const { fields, name } = useNames(view.entity)
  const keys = sortKeys(view.sort)
  const id = (key: (typeof keys)[number]) => key.field
  return (
    <Section title={t('sort')}>
      <Sortable
        items={keys}
        id={id}
        name={(key) => name(key.field)}
        onMove={(which, to) => onChange(setSort(view, moved(keys, id, which, to)))}
        render={(key, handle) => (
          <div className="design-line">
            {handle}
            <span className="grow cut">{name(key.field)}</span>
            <NativeSelect
              size="xs"
              aria-label={t('direction', { name: name(key.field) })}
              value={key.descending ? 'down' : 'up'}
              data={[
                { value: 'up', label: t('ascending') },
                { value: 'down', label: t('descending') },
              ]}
              onChange={(event) => {
                const descending = event.currentTarget.value === 'down'
                onChange(
                  setSort(
                    view,
                    keys.map((each) => (each.field === key.field ? { ...each, descending } : each)),
                  ),
                )
              }}
            />
            <ActionIcon
              size="xs"
              aria-label={t('removeSort', { name: name(key.field) })}
              onClick={() =>
                onChange(
                  setSort(
                    view,
                    keys.filter((each) => each.field !== key.field),
                  ),
                )
              }
            >
              <IconX size={14} stroke={1.5} />
            </ActionIcon>
          </div>
        )}
      />
      <AddField
        label={t('addSort')}
        fields={fields.filter((field) => canSort(field) && !keys.some((key) => key.field === field.key))}
        onAdd={(field) => onChange(setSort(view, [...keys, { field, descending: false }]))}
      />
    </Section>
  )
}

const aggregates = ['sum', 'avg', 'min', 'max', 'count'] as const

/** The figures below the columns. */
export function SummarySettings({ view, onChange }: ViewSettingsProps) {
  const t = useTexts(viewDesignTexts)
  const { fields, name } = useNames(view.entity)
  const summary = view.summary ?? []
  return (
    <Section title={t('summary')}>
      <p className="small quiet">{t('summaryHelp')}</p>
      {summary.map((figure) => (
        <div key={figure.field} className="design-line">
          <span className="grow cut">{name(figure.field)}</span>
          <NativeSelect
            size="xs"
            aria-label={t('aggregateOf', { name: name(figure.field) })}
            value={figure.aggregate}
            data={aggregates.map((each) => ({ value: each, label: t(each) }))}
            onChange={(event) => {
              const aggregate = aggregates.find((each) => each === event.currentTarget.value) ?? 'sum'
              onChange(
                setSummary(
                  view,
                  summary.map((each) => (each === figure ? { ...each, aggregate } : each)),
                ),
              )
            }}
          />
          <ActionIcon
            size="xs"
            aria-label={t('removeSummary', { name: name(figure.field) })}
            onClick={() =>
              onChange(
                setSummary(
                  view,
                  summary.filter((each) => each !== figure),
                ),
              )
            }
          >
            <IconX size={14} stroke={1.5} />
          </ActionIcon>
        </div>
      ))}
      <AddField
        label={t('addSummary')}
        fields={fields.filter((field) => isNumeric(field) && !summary.some((each) => each.field === field.key))}
        onAdd={(field) => onChange(setSummary(view, [...summary, { field, aggregate: 'sum' }]))}
      />
    </Section>
  )
}
