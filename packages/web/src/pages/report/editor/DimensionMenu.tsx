import type { PeriodUnit, ReportDimension, ReportDocument } from '@atelier/definitions'
import { Menu, useTexts } from '@atelier/ui'
import { Choice } from './Chip.tsx'
import { editorTexts } from './editor-texts.ts'
import { move, setDimension, shelfOf } from './edits.ts'

export const units: readonly PeriodUnit[] = ['day', 'week', 'month', 'quarter', 'year', 'fiscalQuarter', 'fiscalYear']
const tops = [3, 5, 10, 20] as const

export type DimensionMenuProps = {
  readonly draft: ReportDocument
  readonly part: ReportDimension
  readonly isDate: boolean
  readonly valueName: (key: string) => string
  readonly onChange: (draft: ReportDocument) => void
}

/** What can be chosen about a row or column: its unit of time, its order, how many of it, and where it stands. */
export function DimensionMenu({ draft, part, isDate, valueName, onChange }: DimensionMenuProps) {
  const t = useTexts(editorTexts)
  const shelf = shelfOf(draft, part.key)
  const set = (change: (before: ReportDimension) => ReportDimension) => onChange(setDimension(draft, part.key, change))
  const by = typeof part.sort === 'object' ? part.sort : undefined
  const sorted = (sort: ReportDimension['sort']) =>
    set(({ sort: _, ...rest }) => (sort === undefined ? rest : { ...rest, sort }))
  const values = (draft.values ?? []).slice(0, 6)
  const first = by?.by ?? values[0]?.key
  const isSummary = draft.type === 'summary'
  return (
    <>
      {isDate ? (
        <>
          <Menu.Label>{t('unit')}</Menu.Label>
          {units.map((unit) => (
            <Choice key={unit} on={part.unit === unit} onClick={() => set((before) => ({ ...before, unit }))}>
              {t(unit)}
            </Choice>
          ))}
          <Menu.Divider />
        </>
      ) : null}
      {isSummary ? (
        <>
          <Menu.Label>{t('order')}</Menu.Label>
          <Choice on={part.sort === undefined || part.sort === 'asc'} onClick={() => sorted(undefined)}>
            {t('orderAsc')}
          </Choice>
          <Choice on={part.sort === 'desc'} onClick={() => sorted('desc')}>
            {t('orderDesc')}
          </Choice>
          {shelf === 'rows'
            ? values.map((value) => (
                <Choice
                  key={value.key}
                  on={by?.by === value.key}
                  onClick={() => sorted({ by: value.key, order: 'desc' })}
                >
                  {t('orderBy', { name: valueName(value.key) })}
                </Choice>
              ))
            : null}
          <Menu.Divider />
        </>
      ) : null}
      {isSummary && shelf === 'rows' && !isDate && first !== undefined ? (
        <>
          <Menu.Label>{t('howMany')}</Menu.Label>
          <Choice on={part.top === undefined} onClick={() => set(({ top: _, others: __, ...rest }) => rest)}>
            {t('all')}
          </Choice>
          {tops.map((top) => (
            <Choice
              key={top}
              on={part.top === top}
              onClick={() =>
                set((before) => ({ ...before, top, others: true, sort: by ?? { by: first, order: 'desc' } }))
              }
            >
              {t('top', { count: top, name: valueName(first) })}
            </Choice>
          ))}
          {part.top === undefined ? null : (
            <Menu.CheckboxItem
              checked={part.others === true}
              onChange={(others) => set((before) => ({ ...before, others }))}
            >
              {t('others')}
            </Menu.CheckboxItem>
          )}
          <Menu.Divider />
        </>
      ) : null}
      {isSummary ? (
        <Menu.Item onClick={() => onChange(move(draft, part.key, shelf === 'rows' ? 'columns' : 'rows'))}>
          {t(shelf === 'rows' ? 'toColumns' : 'toRows')}
        </Menu.Item>
      ) : null}
      <MoveItems draft={draft} part={part.key} onChange={onChange} />
    </>
  )
}

/** A place earlier or later on its shelf. */
export function MoveItems({
  draft,
  part,
  onChange,
}: {
  readonly draft: ReportDocument
  readonly part: string
  readonly onChange: (draft: ReportDocument) => void
}) {
  const t = useTexts(editorTexts)
  const shelf = shelfOf(draft, part)
  if (shelf === undefined) return null
  const parts = draft[shelf] ?? []
  const at = parts.findIndex((each) => each.key === part)
  return (
    <>
      <Menu.Item disabled={at === 0} onClick={() => onChange(move(draft, part, shelf, at - 1))}>
        {t('earlier')}
      </Menu.Item>
      <Menu.Item disabled={at === parts.length - 1} onClick={() => onChange(move(draft, part, shelf, at + 1))}>
        {t('later')}
      </Menu.Item>
    </>
  )
}
