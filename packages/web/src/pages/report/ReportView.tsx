import { type CellView, Result } from '@atelier/reports/ui'
import { Button, EmptyState, Late, ProblemList, TableSkeleton, useLabel, useTexts } from '@atelier/ui'
import { IconLock } from '@atelier/ui/icons'
import { refusalOf } from '../../app/client.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { reportTexts } from './report-texts.ts'
import type { ReportEntry, useReportResult } from './use-reports.ts'

export type ReportViewProps = {
  readonly entry: ReportEntry
  readonly query: ReturnType<typeof useReportResult>
  readonly room?: 'page' | 'tile'
  readonly opened?: CellView | undefined
  readonly onOpen?: ((cell: CellView) => void) | undefined
  /** A bar or a row was chosen to filter by. */
  readonly onPick?: ((cell: CellView) => void) | undefined
  readonly picked?: CellView | undefined
}

/** A report's result in each of its states: under way, refused, denied, empty, there. */
export function ReportView({ entry, query, room = 'page', opened, onOpen, onPick, picked }: ReportViewProps) {
  const t = useTexts(reportTexts)
  const say = useLabel()
  const workspace = useWorkspace()
  const refusal = refusalOf(query.error)
  if (refusal?.status === 403 || refusal?.status === 404)
    return <EmptyState icon={<IconLock size={24} stroke={1.5} />} title={t('denied')} text={t('deniedText')} />
  if (query.error && !query.data)
    return (
      <>
        <ProblemList title={t('failed')} problems={refusal?.problems ?? [{ code: 'failed', message: t('failed') }]} />
        <Button size="sm" variant="subtle" onClick={() => void query.refetch()}>
          {t('again')}
        </Button>
      </>
    )
  if (!query.data)
    return (
      <Late>
        <TableSkeleton widths={[160, 96, 96, 96]} rows={room === 'tile' ? 5 : 8} />
      </Late>
    )
  const pipeline = workspace.pipelines.get(entry.document.pipeline ?? '')
  return (
    <div className={query.isPlaceholderData ? 'is-stale' : ''} aria-busy={query.isFetching}>
      <Result
        report={entry.document}
        result={query.data}
        label={say(entry.label)}
        room={room}
        opened={opened}
        onOpen={entry.document.type === 'list' ? undefined : onOpen}
        onPick={onPick}
        picked={picked}
        stageName={(key) => say(pipeline?.stages.find((stage) => stage.key === key)?.label, key)}
      />
    </div>
  )
}
