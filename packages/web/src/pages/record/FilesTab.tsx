import type { RecordJson } from '@atelier/api'
import { Button, type FieldView, FileButton, showToast, useData, useLabel, useTexts } from '@atelier/ui'
import { IconPaperclip, IconUpload } from '@atelier/ui/icons'
import { useState } from 'react'
import { asList, asReference, isEmpty } from '../../fields/values.ts'
import { type EntityView, isWritable } from '../../workspace/model.ts'
import { pageTexts } from './record-page-texts.ts'
import { useSaveFields } from './use-save-field.ts'

export type NamedFile = { readonly id: string; readonly name: string; readonly size: number | undefined }

/** The files in a file field's value. */
export const filesOf = (value: unknown): readonly NamedFile[] =>
  (isEmpty(value) ? [] : Array.isArray(value) ? asList(value) : [value]).flatMap((each) => {
    const reference = asReference(each)
    if (!reference || typeof each !== 'object' || each === null) return []
    const name = 'name' in each && typeof each.name === 'string' ? each.name : reference.label
    return [{ id: reference.id, name, size: 'size' in each && typeof each.size === 'number' ? each.size : undefined }]
  })

const sizeText = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1_048_576
      ? `${Math.round(bytes / 1024)} KB`
      : `${(bytes / 1_048_576).toFixed(1)} MB`

/** Every file of a record by its field, with the way to add more. */
export function FilesTab({
  entity,
  record,
  fields,
}: {
  readonly entity: EntityView
  readonly record: RecordJson
  readonly fields: readonly FieldView[]
}) {
  const tp = useTexts(pageTexts)
  const label = useLabel()
  const data = useData()
  const save = useSaveFields(entity.key)
  const [busy, setBusy] = useState<string | null>(null)
  const add = async (field: FieldView, chosen: readonly File[]) => {
    setBusy(field.key)
    const stored = await Promise.allSettled(chosen.map((file) => data.upload(file)))
    const ids = stored.flatMap((each) => (each.status === 'fulfilled' ? [each.value.id] : []))
    const kept = field.multiple ? filesOf(record[field.key]).map((file) => file.id) : []
    const answer =
      ids.length > 0
        ? await save(record, { [field.key]: field.multiple ? [...kept, ...ids] : ids.slice(0, 1) })
        : undefined
    if (answer?.kind === 'refused') showToast(answer.problems.map((each) => each.message).join(' '), { tone: 'bad' })
    setBusy(null)
  }
  return fields.map((field) => {
    const files = filesOf(record[field.key])
    return (
      <section key={field.key} className="related">
        <div className="row related-head">
          <h3 className="grow">
            {label(field.label, field.key)} <span className="faint">{files.length}</span>
          </h3>
          {entity.may.has('update') && isWritable(field) ? (
            <FileButton
              multiple={field.multiple === true}
              onChange={(chosen) => void add(field, [chosen ?? []].flat())}
            >
              {(button) => (
                <Button
                  {...button}
                  size="compact-sm"
                  variant="subtle"
                  loading={busy === field.key}
                  leftSection={<IconUpload size={14} stroke={1.5} />}
                >
                  {tp('add')}
                </Button>
              )}
            </FileButton>
          ) : null}
        </div>
        {files.length === 0 ? <p className="faint">{tp('filesEmpty')}</p> : null}
        <ul className="related-rows">
          {files.map((file) => (
            <li key={file.id}>
              <a className="related-row" href={data.fileUrl(file.id, 'download')} download={file.name}>
                <IconPaperclip size={16} stroke={1.5} aria-hidden="true" />
                <span className="cut grow">{file.name}</span>
                {file.size === undefined ? null : <span className="faint small">{sizeText(file.size)}</span>}
              </a>
            </li>
          ))}
        </ul>
      </section>
    )
  })
}
