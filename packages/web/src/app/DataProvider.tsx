import {
  type DataAccess,
  DataContext,
  FormatContext,
  type FormatSettings,
  setFormatStyle,
  useLanguage,
  useLocalStorage,
} from '@atelier/ui'
import { type ReactNode, useMemo } from 'react'
import { asText } from '../fields/values.ts'
import type { WorkspaceView } from '../workspace/model.ts'
import { useMe } from '../workspace/WorkspaceContext.tsx'
import { addresses } from './addresses.ts'
import { client, unwrap } from './client.ts'
import { usePage } from './use-page.ts'

/** The person's wish for large numbers, kept on this device. */
export const useBigNumbers = () =>
  useLocalStorage<FormatSettings['bigNumbers']>({
    key: 'atelier.bigNumbers',
    defaultValue: 'wan',
    getInitialValueInEffect: false,
  })

/** Finds records by name: what the search finds for a text, the newest without one. */
async function searchReference(workspace: WorkspaceView, entity: string, text: string, limit: number) {
  const title = workspace.entities.get(entity)?.title ?? 'name'
  const filter = text === '' ? undefined : { contains: [{ var: title }, text, { ci: true }] }
  const [page, search] = await Promise.all([
    client.records.list(entity, { limit, fields: title, ...(filter ? { filter } : {}) }),
    text === '' ? null : client.records.search(text, { entity, limit }),
  ])
  const listed = page.ok
    ? page.value.records.map((record) => ({ id: record.id, label: asText(record[title]) || record.id }))
    : []
  // The search also knows pinyin and initials; where it is not there, the name alone has to do.
  const found = search?.ok
    ? search.value.filter((group) => group.entity === entity).flatMap((group) => group.records)
    : []
  return [
    ...new Map([...listed, ...found].map((item) => [item.id, { id: item.id, label: item.label }])).values(),
  ].slice(0, limit)
}

/** Gives fields, forms and charts their way to data, navigation and the person's formats. */
export function DataProvider({
  workspace,
  children,
}: {
  readonly workspace: WorkspaceView
  readonly children: ReactNode
}) {
  const { go } = usePage()
  const language = useLanguage()
  const { zone, settings } = useMe()
  const { answer } = workspace
  const numbers = settings.numbers ?? answer.workspace.numbers ?? 'comma'
  const dates = settings.dates ?? answer.workspace.dates ?? 'ymd'
  setFormatStyle({ numbers, dates })
  const [bigNumbers] = useBigNumbers()
  const data: DataAccess = useMemo(
    () => ({
      searchReference: (entity, text, options = {}) =>
        searchReference(workspace, entity, text.trim(), options.limit ?? 20),
      upload: (file) => unwrap(client.records.upload(file)),
      fileUrl: client.fileUrl,
      navigate: go,
      recordHref: addresses.record,
    }),
    [workspace, go],
  )
  const format: FormatSettings = useMemo(
    () => ({
      language,
      zone: zone || workspace.zone,
      currency: workspace.currency,
      bigNumbers,
      numbers,
      dates,
    }),
    [language, zone, workspace.zone, workspace.currency, bigNumbers, numbers, dates],
  )
  return (
    <DataContext.Provider value={data}>
      <FormatContext.Provider value={format}>{children}</FormatContext.Provider>
    </DataContext.Provider>
  )
}
