import type { ReportDocument, ReportValue } from '@atelier/definitions'
import { type Label, languages, Menu, textNow, useTexts } from '@atelier/ui'
import { Choice } from './Chip.tsx'
import { MoveItems } from './DimensionMenu.tsx'
import { editorTexts } from './editor-texts.ts'
import { addBeside, addCompare, type Beside, setValue } from './edits.ts'
import { periodDefault, shiftBefore } from './period-part.ts'

const aggregates = ['sum', 'avg', 'median', 'min', 'max', 'p90', 'count', 'countDistinct'] as const
const besides: readonly Beside[] = ['all', 'row', 'column', 'running', 'rank', 'delta']

export type ValueMenuProps = {
  readonly draft: ReportDocument
  readonly value: ReportValue
  /** What the value is called in a language: labels of what is added carry both. */
  readonly nameIn: (language: string) => string
  readonly onChange: (draft: ReportDocument) => void
}

/** What can be chosen about a value: how it is added up, what stands beside it, and what it is compared with. */
export function ValueMenu({ draft, value, nameIn, onChange }: ValueMenuProps) {
  const t = useTexts(editorTexts)
  const label = (
    key:
      | 'sayAll'
      | 'sayRow'
      | 'sayColumn'
      | 'sayRunning'
      | 'sayRank'
      | 'sayDelta'
      | 'sayBefore'
      | 'sayYear'
      | 'sayChange',
  ): Label =>
    Object.fromEntries(
      languages.map((language) => [language, textNow(editorTexts, key, { lng: language, name: nameIn(language) })]),
    )
  const says = {
    all: 'sayAll',
    row: 'sayRow',
    column: 'sayColumn',
    running: 'sayRunning',
    rank: 'sayRank',
    delta: 'sayDelta',
  } as const
  const isAggregated = value.formula === undefined && value.window === undefined && value.compare === undefined
  const isSummary = draft.type === 'summary'
  const hasPeriod = periodDefault(draft) !== undefined
  const compare = (before: 'sayBefore' | 'sayYear', shift: Parameters<typeof addCompare>[2]) =>
    onChange(addCompare(draft, value.key, shift, { before: label(before), change: label('sayChange') }))
  return (
    <>
      {isAggregated && (value.field !== undefined || value.value !== undefined) ? (
        <>
          <Menu.Label>{t('aggregate')}</Menu.Label>
          {aggregates.map((aggregate) => (
            <Choice
              key={aggregate}
              on={(value.aggregate ?? 'count') === aggregate}
              onClick={() => onChange(setValue(draft, value.key, { aggregate }))}
            >
              {t(aggregate)}
            </Choice>
          ))}
          <Menu.Divider />
        </>
      ) : null}
      {isSummary && value.window === undefined ? (
        <>
          <Menu.Label>{t('beside')}</Menu.Label>
          {besides
            .filter((beside) => (beside !== 'row' && beside !== 'column') || (draft.columns ?? []).length > 0)
            .map((beside) => (
              <Menu.Item
                key={beside}
                onClick={() => onChange(addBeside(draft, value.key, beside, label(says[beside])))}
              >
                {t(beside === 'all' ? 'shareAll' : beside)}
              </Menu.Item>
            ))}
          <Menu.Divider />
        </>
      ) : null}
      {isSummary && isAggregated ? (
        <>
          <Menu.Label>{t('compare')}</Menu.Label>
          {hasPeriod ? (
            <Menu.Item onClick={() => compare('sayBefore', shiftBefore(periodDefault(draft)))}>{t('before')}</Menu.Item>
          ) : null}
          <Menu.Item onClick={() => compare('sayYear', [-1, 'year'])}>{t('yearBefore')}</Menu.Item>
          <Menu.Divider />
        </>
      ) : null}
      <MoveItems draft={draft} part={value.key} onChange={onChange} />
    </>
  )
}
