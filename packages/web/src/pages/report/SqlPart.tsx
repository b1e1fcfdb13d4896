import type { ReportRef } from '@atelier/api'
import { useTexts } from '@atelier/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client, unwrap } from '../../app/client.ts'
import { useMe } from '../../workspace/WorkspaceContext.tsx'
import { reportTexts } from './report-texts.ts'
import type { Params } from './use-reports.ts'

/** The statement behind a report, asked for when it is opened; only those who build see it. */
export function SqlPart({ report, params }: { readonly report: ReportRef; readonly params: Params }) {
  const t = useTexts(reportTexts)
  const mayBuild = useMe().may.has('build')
  const [open, setOpen] = useState(false)
  const { data } = useQuery({
    queryKey: ['report', 'sql', report, params],
    queryFn: () => unwrap(client.reports.sql(report, params)),
    enabled: open && mayBuild,
  })
  if (!mayBuild) return null
  const given = data?.parameters.map((value, index) => `-- $${index + 1} = ${value}`) ?? []
  return (
    <details className="drill-sql" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('sql')}</summary>
      {data ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        <pre tabIndex={0}>{[data.sql, '', ...given].join('\n')}</pre>
      ) : null}
    </details>
  )
}
