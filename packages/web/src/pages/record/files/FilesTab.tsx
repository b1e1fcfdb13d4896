import type { RecordJson } from '@atelier/api'
import { Button, type FieldView, FileButton, showToast, useLabel, useTexts } from '@atelier/ui'
import { IconUpload } from '@atelier/ui/icons'
import { useRef } from 'react'
import { type EntityView, isWritable } from '../../../workspace/model.ts'
import { pageTexts } from '../record-page-texts.ts'
import { useSaveFields } from '../use-save-field.ts'
import { FileChip } from './FileChip.tsx'
import { filesOf } from './file-values.ts'
import { UploadList } from './UploadList.tsx'
import { useUploads } from './use-uploads.ts'

type FilesProps = {
  readonly entity: EntityView
  readonly record: RecordJson
  readonly fields: readonly FieldView[]
}

/** Every file of a record by its field, with the ways to add more: choose, drop, paste. */
export const FilesTab = ({ entity, record, fields }: FilesProps) =>
  fields.map((field) => <FieldFiles key={field.key} entity={entity} record={record} field={field} />)

function FieldFiles({ entity, record, field }: Omit<FilesProps, 'fields'> & { readonly field: FieldView }) {
  const tp = useTexts(pageTexts)
  const label = useLabel()
  const save = useSaveFields(entity.key)
  const newest = useRef(record)
  if (record.version >= newest.current.version) newest.current = record
  const put = async (ids: readonly string[]) => {
    const kept = { ...newest.current, [field.key]: ids.map((id) => ({ id })) }
    const answer = await save(newest.current, { [field.key]: ids })
    if (answer.kind === 'saved') newest.current = kept
    else if (answer.kind === 'refused')
      showToast(answer.problems.map((each) => each.message).join(' '), { tone: 'bad' })
    else showToast(tp('filesMoved'), { tone: 'bad' })
  }
  // One after the other: each adds to what the one before has left.
  const queue = useRef<Promise<unknown>>(Promise.resolve())
  const uploads = useUploads((stored) => {
    queue.current = queue.current.then(() => {
      const kept = field.multiple ? filesOf(newest.current[field.key]).map(({ id }) => id) : []
      return put([...kept, stored.id])
    })
  })
  const files = filesOf(record[field.key])
  const mayEdit = entity.may.has('update') && isWritable(field)
  return (
    <section
      className={uploads.isOver ? 'related is-dropping' : 'related'}
      aria-label={label(field.label, field.key)}
      {...(mayEdit ? uploads.target : {})}
    >
      <div className="row related-head">
        <h3 className="grow">
          {label(field.label, field.key)} <span className="faint">{files.length}</span>
        </h3>
        {mayEdit ? (
          <FileButton
            multiple={field.multiple === true}
            {...(field.accept ? { accept: field.accept.join(',') } : {})}
            onChange={(chosen) => uploads.add([chosen ?? []].flat())}
          >
            {(button) => (
              <Button
                {...button}
                size="compact-sm"
                variant="subtle"
                leftSection={<IconUpload size={14} stroke={1.5} aria-hidden="true" />}
              >
                {tp('upload')}
              </Button>
            )}
          </FileButton>
        ) : null}
      </div>
      {files.length === 0 && uploads.all.length === 0 ? (
        <p className={mayEdit ? 'file-drop faint' : 'faint'}>{tp(mayEdit ? 'dropHere' : 'filesEmpty')}</p>
      ) : null}
      <div className="file-list">
        {files.map((file) => (
          <FileChip
            key={file.id}
            file={file}
            onRemove={
              mayEdit ? () => void put(files.filter(({ id }) => id !== file.id).map(({ id }) => id)) : undefined
            }
          />
        ))}
      </div>
      <UploadList uploads={uploads} shows={({ state }) => state.kind !== 'done'} />
    </section>
  )
}
