import type { RecordJson } from '@atelier/api'
import type { FormValues } from '@atelier/forms'
import { useQuery } from '@tanstack/react-query'
import { client, unwrap } from '../../app/client.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { useDraft } from '../draft/DraftContext.tsx'
import { entityByKey } from '../draft/document.ts'
import { servedOf } from '../parts/Change.tsx'
import { usePreview } from './PreviewContext.tsx'

/** The values of the record that the preview shows, under the keys of the draft; undefined when it shows a new one. */
export function useShownRecord(entity: string): { readonly values: FormValues | undefined; readonly waiting: boolean } {
  const { preview } = usePreview()
  const { documents, inService } = useDraft()
  const { entities } = useWorkspace()
  const drawn = entityByKey(documents, entity)
  const served = drawn && servedOf(inService, drawn)?.key
  const id = preview.of === entity ? preview.record?.id : undefined
  const { data, isPending } = useQuery({
    queryKey: ['builder', 'shown-record', served, id],
    enabled: served !== undefined && id !== undefined,
    queryFn: () => unwrap(client.records.get(served ?? '', id ?? '')),
  })
  if (id === undefined || !drawn) return { values: undefined, waiting: false }
  const names = new Map(drawn.fields.map((field) => [field.id, field.key]))
  const renames = new Map(
    (entities.get(served ?? '')?.source.fields ?? []).map((field) => [field.key, names.get(field.id) ?? field.key]),
  )
  const under = (record: RecordJson): FormValues =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [renames.get(key) ?? key, value]))
  return { values: data && under(data), waiting: isPending }
}
