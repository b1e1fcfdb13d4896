import { formatNumber, useLabel, useTexts } from '@atelier/ui'
import { useQuery } from '@tanstack/react-query'
import { client, unwrap } from '../../../app/client.ts'
import { FailedPage } from '../../../app/FailedPage.tsx'
import { useWorkspace } from '../../../workspace/WorkspaceContext.tsx'
import { SettingsCard } from '../SettingsCard.tsx'
import { formatBytes } from './format-bytes.ts'
import { usageTexts } from './usage-texts.ts'

type Size = { readonly count: number; readonly bytes: number }
type Usage = {
  readonly entities: readonly { readonly entity: string; readonly records: number; readonly bytes: number }[]
  readonly files: Size
  readonly people: { readonly active: number; readonly all: number }
  readonly runs: Size & { readonly lastMonth: number; readonly failed: number }
  readonly ledger: Size
  readonly database: number
}

/** How many records, files, people, runs and events there are, and the room they take. */
export function UsageSection() {
  const t = useTexts(usageTexts)
  const label = useLabel()
  const { entities } = useWorkspace()
  const { data, error } = useQuery({
    queryKey: ['settings', 'usage'],
    queryFn: () => unwrap(client.send<Usage>('GET', '/usage')),
  })
  if (error) return <FailedPage error={error} />
  if (!data) return <div aria-busy="true" />
  const all = data.entities.reduce((sum, { records }) => sum + records, 0)
  const most = Math.max(1, ...data.entities.map(({ records }) => records))
  const figures = [
    { name: t('records'), value: formatNumber(all), more: '' },
    { name: t('people'), value: formatNumber(data.people.active), more: t('ofPeople', { all: data.people.all }) },
    { name: t('files'), value: formatNumber(data.files.count), more: formatBytes(data.files.bytes) },
    {
      name: t('runs'),
      value: formatNumber(data.runs.lastMonth),
      more:
        data.runs.failed > 0
          ? t('failed', { count: data.runs.failed })
          : t('ofRuns', { all: formatNumber(data.runs.count) }),
    },
    { name: t('ledger'), value: formatNumber(data.ledger.count), more: formatBytes(data.ledger.bytes) },
    { name: t('database'), value: formatBytes(data.database), more: t('databaseMore') },
  ]
  return (
    <>
      <dl className="usage-figures">
        {figures.map(({ name, value, more }) => (
          <div key={name} className="usage-figure">
            <dt className="quiet small">{name}</dt>
            <dd>
              <b className="num">{value}</b>
              <span className="quiet small">{more}</span>
            </dd>
          </div>
        ))}
      </dl>
      <SettingsCard title={t('byEntity')}>
        <div className="audit-scroll">
          <table className="audit-table">
            <thead>
              <tr>
                <th>{t('entity')}</th>
                <th aria-label={t('share')} />
                <th className="num">{t('records')}</th>
                <th className="num">{t('room')}</th>
              </tr>
            </thead>
            <tbody>
              {data.entities.map(({ entity, records, bytes }) => (
                <tr key={entity}>
                  <td>{label(entities.get(entity)?.label, entity)}</td>
                  <td className="usage-share">
                    <div className="usage-bar is-in-table" style={{ width: `${(records / most) * 100}%` }} />
                  </td>
                  <td className="num">{formatNumber(records)}</td>
                  <td className="num">{formatBytes(bytes)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </SettingsCard>
    </>
  )
}
