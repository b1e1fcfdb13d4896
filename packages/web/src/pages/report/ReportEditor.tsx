import type { Aggregate, PeriodUnit, ReportDocument } from '@atelier/definitions'
import { chartTypes } from '@atelier/reports/ui'
import {
  Button,
  Checkbox,
  EmptyState,
  labelText,
  NativeSelect,
  showToast,
  TextInput,
  useDebouncedValue,
  useFormat,
  useTexts,
} from '@atelier/ui'
import { IconChartBar } from '@atelier/ui/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../app/client.ts'
import { usePage, usePageTitle } from '../../app/use-page.ts'
import { filterRule, type Group, readFilter } from '../../filter/condition.ts'
import { FilterBar } from '../../filter/FilterBar.tsx'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { dimensionOver, newReport, valuesOver, withType } from './draft.ts'
import {
  dateChoices,
  dimensionChoices,
  isTemporalChoice,
  measureChoices,
  type PathChoice,
  questionChoices,
} from './editor-fields.ts'
import { ReportView } from './ReportView.tsx'
import { reportTexts } from './report-texts.ts'
import { ShelfParts } from './ShelfParts.tsx'
import { dimensionName, measureWords, reportEntity, reportSentence } from './sentence.ts'
import { useReportContext } from './use-report-context.ts'
import { bodyOf, type ReportEntry, useReportResult } from './use-reports.ts'
import './report.css'

const units: readonly PeriodUnit[] = ['day', 'week', 'month', 'quarter', 'year']
const aggregates = ['sum', 'avg', 'median', 'min', 'max', 'count', 'countDistinct'] as const
const chartNames = {
  column: 'chartColumn',
  bar: 'chartBar',
  stacked: 'chartStacked',
  line: 'chartLine',
  area: 'chartArea',
  pie: 'chartPie',
} as const

/** A report being drawn: a shelf at the left, the sentence and the live result at the right. Saves as one's own. */
export function ReportEditor({ entry, onClose }: { readonly entry?: ReportEntry; readonly onClose?: () => void }) {
  const t = useTexts(reportTexts)
  const workspace = useWorkspace()
  const format = useFormat()
  const queries = useQueryClient()
  const { go } = usePage()
  const language = format.language
  const say = (label: Parameters<typeof labelText>[0], fallback = '') => labelText(label, language, fallback)
  const countable = [...workspace.entities.values()].filter((entity) => !entity.system)
  const first = countable.find((entity) => entity.stage) ?? countable[0]
  const [draft, setDraft] = useState<ReportDocument>(() => entry?.document ?? newReport(workspace, first?.key ?? ''))
  const [name, setName] = useState(() =>
    entry === undefined
      ? t('newName')
      : entry.own === undefined
        ? t('copyOf', { name: say(entry.label, entry.key) })
        : say(entry.label, entry.key),
  )
  // The conditions as drawn: half-finished ones are no rule yet but must stay in sight.
  const [filter, setFilter] = useState<Group>(() => readFilter(draft.filter))
  const [saving, setSaving] = useState(false)
  const context = useReportContext(draft)
  const key = reportEntity(draft, workspace)
  const entity = workspace.entities.get(key)
  const [shown] = useDebouncedValue(draft, 300)
  const ready = key !== '' && (shown.type !== 'summary' || (shown.values ?? []).length > 0)
  const result = useReportResult(bodyOf(shown), {}, ready)
  usePageTitle(name)
  const change = (part: Partial<ReportDocument>) => setDraft((before) => ({ ...before, ...part }))
  const dimensions = dimensionChoices(workspace, key, say)
  const measures = measureChoices(workspace, key, say)
  const choiceOf = (path: string | undefined) => dimensions.find((choice) => choice.path === path)
  const save = async () => {
    setSaving(true)
    const label = name.trim() || t('newName')
    const reportKey = `report${Date.now().toString(36)}`
    const document = {
      ...draft,
      kind: 'report',
      id: entry?.own === undefined ? `rep_${reportKey}` : (draft.id ?? `rep_${reportKey}`),
      key: entry?.own === undefined ? reportKey : (draft.key ?? reportKey),
      label,
    }
    const withIds = { ...document, ...identified(document) }
    const answer =
      entry?.own === undefined
        ? await client.definitions.createMine('reports', { document: withIds })
        : await client.definitions.updateMine('reports', entry.own, { document: withIds })
    setSaving(false)
    if (!answer.ok) return showToast(answer.problems[0]?.message ?? answer.title, { tone: 'bad' })
    await queries.invalidateQueries({ queryKey: ['mine', 'reports'] })
    showToast(t('saved'))
    go(`/reports/~${answer.value.id}`)
  }
  const shelf = (place: 'rows' | 'columns', title: string, addLabel: string) => (
    <ShelfParts
      title={title}
      addLabel={addLabel}
      choices={dimensions}
      parts={(draft[place] ?? []).map((part) => ({
        key: part.key,
        name: dimensionName(part, key, context),
        ...(isTemporalChoice(choiceOf(part.field)) || part.unit
          ? {
              detail: {
                value: part.unit ?? 'day',
                options: units.map((unit) => ({ value: unit, label: unitName(unit) })),
              },
            }
          : {}),
      }))}
      onAdd={(choice) => {
        if (choice) change({ [place]: [...(draft[place] ?? []), dimensionOver(draft, choice)] })
      }}
      onDetail={(part, value) =>
        change({
          [place]: (draft[place] ?? []).map((each) =>
            each.key === part ? { ...each, unit: units.find((unit) => unit === value) ?? 'month' } : each,
          ),
        })
      }
      onRemove={(part) => change({ [place]: (draft[place] ?? []).filter((each) => each.key !== part) })}
    />
  )
  const unitName = (unit: PeriodUnit) =>
    unit === 'day' || unit === 'week' || unit === 'month' || unit === 'quarter' || unit === 'year' ? t(unit) : unit
  const typeOptions = [
    { value: 'summary', label: t('typeSummary') },
    ...(entity && entity.pipelines.length > 0
      ? [
          { value: 'funnel', label: t('typeFunnel') },
          { value: 'forecast', label: t('typeForecast') },
        ]
      : []),
  ]
  const dates = dateChoices(workspace, key, say)
  return (
    <div className="report-main">
      <header className="page-head">
        <h1 className="cut">{name.trim() || t('newName')}</h1>
        <span className="grow" />
        <Button onClick={() => (onClose ? onClose() : go('/reports'))}>{t('cancel')}</Button>
        <Button variant="filled" loading={saving} disabled={!ready || result.isError} onClick={() => void save()}>
          {entry?.own === undefined ? t('saveAsMine') : t('save')}
        </Button>
      </header>
      <div className="report-editor">
        <section className="report-shelf" aria-label={t('editor')}>
          <TextInput
            label={t('name')}
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('what')}
            data={countable.map((each) => ({ value: each.key, label: say(each.label, each.key) }))}
            value={key}
            onChange={(event) => {
              setFilter(readFilter(undefined))
              setDraft(newReport(workspace, event.currentTarget.value))
            }}
          />
          <NativeSelect
            label={t('kind')}
            data={typeOptions}
            value={draft.type}
            onChange={(event) => {
              const type = event.currentTarget.value
              if (type === 'summary' || type === 'funnel' || type === 'forecast')
                setDraft(withType(draft, type, workspace))
            }}
          />
          {draft.type === 'funnel' || draft.type === 'forecast' ? (
            <NativeSelect
              label={t('pipeline')}
              data={(entity?.pipelines ?? []).map((each) => ({
                value: each.key,
                label: say(pipelineLabel(workspace.answer.pipelines, each.key), each.key),
              }))}
              value={draft.pipeline ?? ''}
              onChange={(event) => change({ pipeline: event.currentTarget.value })}
            />
          ) : null}
          {draft.type === 'funnel' ? (
            <NativeSelect
              label={t('mode')}
              data={[
                { value: 'reached', label: t('modeReached') },
                { value: 'visited', label: t('modeVisited') },
              ]}
              value={draft.mode ?? 'reached'}
              onChange={(event) => change({ mode: event.currentTarget.value === 'visited' ? 'visited' : 'reached' })}
            />
          ) : null}
          {draft.type === 'forecast' ? (
            <>
              <PathSelect
                label={t('amount')}
                choices={measures}
                value={draft.amount}
                onChange={(amount) => change({ amount })}
              />
              <PathSelect label={t('date')} choices={dates} value={draft.date} onChange={(date) => change({ date })} />
            </>
          ) : null}
          {shelf('rows', t('rows'), t('addRow'))}
          {draft.type === 'summary' ? shelf('columns', t('columns'), t('addColumn')) : null}
          {draft.type === 'forecast' ? null : (
            <ShelfParts
              title={t('values')}
              addLabel={t('addValue')}
              extra={t('count')}
              choices={draft.type === 'summary' ? [...questionChoices(workspace, key, say), ...measures] : measures}
              parts={(draft.values ?? []).map((value) => ({
                key: value.key,
                name:
                  value.field !== undefined
                    ? measureName(value.field)
                    : value.value !== undefined
                      ? say(value.label, value.key)
                      : measureWords(value, key, context),
                ...(value.field === undefined && value.value === undefined
                  ? {}
                  : {
                      detail: {
                        value: value.aggregate ?? 'sum',
                        options: aggregates.map((each) => ({ value: each, label: t(each) })),
                      },
                    }),
              }))}
              onAdd={(choice) => change({ values: [...(draft.values ?? []), ...valuesOver(draft, choice)] })}
              onDetail={(part, value) => {
                const aggregate: Aggregate | undefined = aggregates.find((each) => each === value)
                if (aggregate)
                  change({
                    values: (draft.values ?? []).map((each) => (each.key === part ? { ...each, aggregate } : each)),
                  })
              }}
              onRemove={(part) => change({ values: (draft.values ?? []).filter((each) => each.key !== part) })}
            />
          )}
          {entity ? (
            <fieldset>
              <legend>{t('filter')}</legend>
              <FilterBar
                entity={entity}
                filter={filter}
                onChange={(next) => {
                  setFilter(next)
                  const rule = filterRule(next)
                  setDraft(({ filter: _, ...rest }) => (rule === undefined ? rest : { ...rest, filter: rule }))
                }}
              />
            </fieldset>
          ) : null}
          {draft.type === 'summary' ? (
            <Checkbox
              label={t('totals')}
              checked={draft.totals === true}
              onChange={(event) => change({ totals: event.currentTarget.checked })}
            />
          ) : null}
          {draft.type === 'funnel' ? null : (
            <NativeSelect
              label={t('chart')}
              data={[
                { value: '', label: t('chartAuto') },
                ...chartTypes.map((type) => ({ value: type, label: t(chartNames[type]) })),
                { value: 'table', label: t('chartTable') },
              ]}
              value={draft.chart?.type ?? ''}
              onChange={(event) => {
                const type = event.currentTarget.value
                setDraft(({ chart: _, ...rest }) => (type === '' ? rest : { ...rest, chart: { type } }))
              }}
            />
          )}
        </section>
        <section className="report-main" aria-label={t('preview')}>
          <div className="report-question">
            <p>{reportSentence(shown, defaultsOf(shown), context)}</p>
          </div>
          <div className="report-body">
            {ready ? (
              <ReportView entry={{ key: 'draft', label: name, document: shown }} query={result} />
            ) : (
              <EmptyState
                icon={<IconChartBar size={24} stroke={1.5} />}
                title={t('preview')}
                text={t('nothingChosen')}
              />
            )}
          </div>
        </section>
      </div>
    </div>
  )

  function measureName(path: string): string {
    return measures.find((choice) => choice.path === path)?.label ?? path
  }
}

type PathSelectProps = {
  readonly label: string
  readonly choices: readonly PathChoice[]
  readonly value: string | undefined
  readonly onChange: (path: string) => void
}

function PathSelect({ label, choices, value, onChange }: PathSelectProps) {
  return (
    <NativeSelect
      label={label}
      data={[...(value ? [] : ['']), ...choices.map((choice) => ({ value: choice.path, label: choice.label }))]}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

const defaultsOf = (report: ReportDocument) =>
  Object.fromEntries((report.params ?? []).map((param) => [param.key, param.default ?? null]))

type Pipelines = ReturnType<typeof useWorkspace>['answer']['pipelines']
const pipelineLabel = (pipelines: Pipelines, key: string) => pipelines.find((each) => each.key === key)?.label

/** Ids for the parts that were drawn without: a document that is kept has them. */
function identified(report: Pick<ReportDocument, 'rows' | 'columns' | 'values'>) {
  const give = <Part extends { readonly id?: string; readonly key: string }>(prefix: string, parts?: readonly Part[]) =>
    parts?.map((part) => ({ ...part, id: part.id ?? `${prefix}_${part.key}` }))
  return Object.fromEntries(
    Object.entries({
      rows: give('dim', report.rows),
      columns: give('col', report.columns),
      values: give('val', report.values),
    }).filter(([, parts]) => parts !== undefined),
  )
}
