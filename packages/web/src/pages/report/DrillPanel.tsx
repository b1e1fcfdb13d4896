import type { RecordJson, ReportRef } from '@atelier/api'
import type { ReportDocument } from '@atelier/definitions'
import {
  type CellView,
  dimensionText,
  measureText,
  RatesNote,
  type ResultView,
  readRates,
  useCellWords,
} from '@atelier/reports/ui'
import {
  Badge,
  Button,
  formatNumber,
  ProblemList,
  RecordSkeleton,
  SidePanel,
  useFormat,
  useLabel,
  useTexts,
} from '@atelier/ui'
import { Link } from '@tanstack/react-router'
import { addresses } from '../../app/addresses.ts'
import { refusalOf } from '../../app/client.ts'
import { FieldCell } from '../../fields/Field.tsx'
import { isNumeric, isOfKind } from '../../fields/registry.ts'
import { asReference, isEmpty } from '../../fields/values.ts'
import { recordTitle } from '../../records/record-title.ts'
import type { EntityView } from '../../workspace/model.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { cellValue, columnOf, explainCell } from './explain-cell.ts'
import { reportTexts } from './report-texts.ts'
import { SqlPart } from './SqlPart.tsx'
import { measureWords, type ReportContext, reportEntity } from './sentence.ts'
import { type Params, type ReportEntry, reportRef, useDrill } from './use-reports.ts'
import './report.css'

export type DrillPanelProps = {
  readonly entry: ReportEntry
  /** How the report is asked, where it is not as it stands: filtered by a dashboard. */
  readonly asked?: ReportRef
  readonly params: Params
  readonly result: ResultView
  readonly cell: CellView
  readonly context: ReportContext
  readonly onOpen: (cell: CellView) => void
  readonly onClose: () => void
}

/** What stands behind one number: how it was counted, and the records themselves. */
export function DrillPanel({ entry, asked, params, result, cell, context, onOpen, onClose }: DrillPanelProps) {
  const t = useTexts(reportTexts)
  const say = useLabel()
  const words = useCellWords()
  const format = useFormat()
  const workspace = useWorkspace()
  const report = entry.document
  const column = columnOf(result, cell)
  const currency = currencyOf(result)
  const place = Object.entries({ ...cell.row, ...cell.col }).map(([key, value]) => {
    const dimension = result.columns.find((each) => each.id === key)
    return dimension
      ? dimensionText(dimension, value, words)
      : (spreadName(result, value) ?? (value === null ? words.none : String(value)))
  })
  const title = [...place, column ? say(column.label) : cell.value].join(' · ')
  const explanation = explainCell(report, result, cell)
  const drill = useDrill(asked ?? reportRef(entry), params, cell)
  const count = drill.data?.pages[0]?.count
  const records = drill.data?.pages.flatMap((page) => page.records) ?? []
  const entity = workspace.entities.get(reportEntityOf(report, cell, context))
  const refusal = refusalOf(drill.error)
  const stageNames = new Map(
    [...(workspace.pipelines.get(report.pipeline ?? '')?.stages ?? [])].map((stage) => [
      stage.key,
      say(stage.label, stage.key),
    ]),
  )
  return (
    <SidePanel open title={title} onClose={onClose}>
      <div className="drill">
        <p className="drill-figure">
          <b>{column ? measureText(column, cellValue(result, cell), format, currency) : ''}</b>
          {explanation.kind === 'share' ? (
            <span className="quiet">
              {formatNumber(explanation.numerator)} ÷ {formatNumber(explanation.denominator)}
            </span>
          ) : null}
        </p>
        <section>
          <h3>{t('how')}</h3>
          {explanation.kind === 'share' ? (
            <>
              <Part
                badge={t('denominator')}
                count={explanation.denominator}
                text={t(report.mode === 'visited' ? 'visitedDenominator' : 'stageDenominator', {
                  stage: explanation.from,
                })}
                onSee={() => onOpen(explanation.parts.denominator)}
              />
              <Part
                accent
                badge={t('numerator')}
                count={explanation.numerator}
                text={
                  explanation.of === 'toNext' ? t('toNextNumerator', { stage: explanation.to }) : t('toWonNumerator')
                }
              />
            </>
          ) : (
            <p className="quiet">
              {explanation.kind === 'weighted'
                ? t('weightedIs')
                : explanation.kind === 'formula'
                  ? t('formulaIs')
                  : t('measureIs', { measure: measureName(report, cell, context, t('mCount')) })}
            </p>
          )}
          <p className="faint small">{t('seenByYou')}</p>
        </section>
        <SqlPart report={asked ?? reportRef(entry)} params={params} />
        {explanation.kind === 'weighted' ? (
          <RatesNote rates={readRates(result.explain)} stageName={(key) => stageNames.get(key) ?? key} />
        ) : null}
        <section>
          <h3>
            {count === undefined
              ? t('recordsTab')
              : count.exact
                ? t('records', { count: count.value, shown: formatNumber(count.value) })
                : t('recordsMany', { shown: formatNumber(count.value) })}
          </h3>
          {refusal ? <ProblemList problems={refusal.problems} /> : null}
          {drill.isPending ? <RecordSkeleton /> : null}
          {!drill.isPending && !refusal && records.length === 0 ? <p className="quiet">{t('noRecords')}</p> : null}
          <ul className="drill-list">
            {records.map((record) => (
              <DrillRecord key={record.id} record={record} entity={entity} />
            ))}
          </ul>
          {drill.hasNextPage ? (
            <Button
              size="sm"
              variant="subtle"
              loading={drill.isFetchingNextPage}
              onClick={() => void drill.fetchNextPage()}
            >
              {t('loadMore')}
            </Button>
          ) : null}
        </section>
      </div>
    </SidePanel>
  )
}

type PartProps = {
  readonly badge: string
  readonly count: number
  readonly text: string
  readonly accent?: boolean
  readonly onSee?: () => void
}

function Part({ badge, count, text, accent = false, onSee }: PartProps) {
  const t = useTexts(reportTexts)
  return (
    <div className="drill-part">
      <div className="row">
        <Badge tone={accent ? 'accent' : 'plain'}>{badge}</Badge>
        <b className="num grow">{formatNumber(count)}</b>
        {onSee ? (
          <button type="button" className="link" onClick={onSee}>
            {t('see', { shown: formatNumber(count) })}
          </button>
        ) : null}
      </div>
      <p className="quiet">{text}</p>
    </div>
  )
}

/** A record in the list: its name, whom it is about, how much, and where it stands. */
function DrillRecord({ record, entity }: { readonly record: RecordJson; readonly entity: EntityView | undefined }) {
  if (!entity) return <li>{record.id.slice(0, 8)}</li>
  const shown = entity.fields.filter((field) => !isEmpty(record[field.key]) && field.key !== entity.title)
  const amount = shown.find((field) => isOfKind(field, 'money')) ?? shown.find((field) => isNumeric(field))
  const reference = shown.find((field) => isOfKind(field, 'reference') && asReference(record[field.key]) !== null)
  const stage = entity.stage && !isEmpty(record[entity.stage.key]) ? entity.stage : undefined
  return (
    <li>
      <Link to={addresses.record(entity.key, record.id)} className="row">
        <span className="grow cut">
          <span>{recordTitle(entity, record)}</span>
          {reference ? <span className="quiet"> · {asReference(record[reference.key])?.label}</span> : null}
        </span>
        {stage ? (
          <span className="small">
            <FieldCell field={stage} value={record[stage.key]} />
          </span>
        ) : null}
        {amount ? (
          <span className="num">
            <FieldCell field={amount} value={record[amount.key]} />
          </span>
        ) : null}
      </Link>
    </li>
  )
}

const currencyOf = (result: ResultView): string | undefined => {
  const { explain } = result
  return typeof explain === 'object' &&
    explain !== null &&
    'currency' in explain &&
    typeof explain.currency === 'string'
    ? explain.currency
    : undefined
}

/** The entity whose records a cell opens: that of its fact, where a report has several. */
function reportEntityOf(report: ReportDocument, cell: CellView, context: ReportContext): string {
  const value = report.values?.find((each) => each.key === cell.value)
  const fact = report.facts?.find((each) => each.key === value?.fact)
  return fact?.entity ?? reportEntity(report, context.workspace)
}

const spreadName = (result: ResultView, value: unknown): string | undefined =>
  result.columns.flatMap((column) => column.values ?? []).find((each) => each.value === value)?.label

function measureName(report: ReportDocument, cell: CellView, context: ReportContext, count: string): string {
  const value = report.values?.find((each) => each.key === cell.value)
  return value ? measureWords(value, reportEntityOf(report, cell, context), context) : count
}
