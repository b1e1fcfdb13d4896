import { Button, FileButton, Input, type InputProps, useData, useLabel, useTexts } from '@atelier/ui'
import { IconUpload, IconX } from '@atelier/ui/icons'
import { useState } from 'react'
import { useControl } from './control.ts'
import { fieldTexts } from './texts.ts'
import { asLinkedList, type Linked } from './value.ts'

type Upload = { readonly name: string; readonly state: 'running' | 'failed' }

/** Uploads what is chosen and keeps the list; a failed upload says so and changes nothing. */
export function FileInput(props: InputProps) {
  const { field, value, onChange, variant = 'form', disabled = false } = props
  const t = useTexts(fieldTexts)
  const read = useLabel()
  const data = useData()
  const { error, autoFocus } = useControl(props)
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const files = asLinkedList(value)
  const change = (next: readonly Linked[]) => onChange(next.length === 0 ? null : next)

  async function upload(chosen: readonly File[]) {
    setUploads(chosen.map(({ name }) => ({ name, state: 'running' })))
    const answers = await Promise.allSettled(chosen.map((file) => data.upload(file)))
    const added = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
    setUploads(
      chosen.flatMap(({ name }, index) => (answers[index]?.status === 'rejected' ? [{ name, state: 'failed' }] : [])),
    )
    if (added.length === 0) return
    const linked = added.map(({ id, name }) => ({ id, label: name }))
    change(field.multiple ? [...files, ...linked] : linked.slice(0, 1))
  }

  const list = (
    <div className="field-files">
      {files.map((file) => (
        <span key={file.id} className="row">
          <a className="link" href={data.fileUrl(file.id, 'download')} download={file.label}>
            {file.label}
          </a>
          <Button
            size="compact-xs"
            variant="subtle"
            disabled={disabled}
            aria-label={t('remove', { label: file.label })}
            onClick={() => change(files.filter((each) => each.id !== file.id))}
          >
            <IconX size={12} aria-hidden="true" />
          </Button>
        </span>
      ))}
      <span className="small" role="status">
        {uploads.map(({ name, state }) => (
          <span key={name} className={state === 'failed' ? 'bad' : 'faint'}>
            {t(state === 'failed' ? 'uploadFailed' : 'uploading', { name })}{' '}
          </span>
        ))}
      </span>
      <FileButton
        multiple={field.multiple === true}
        disabled={disabled}
        {...(field.accept ? { accept: field.accept.join(',') } : {})}
        onChange={(chosen) => void upload([chosen ?? []].flat())}
      >
        {(button) => (
          <Button
            {...button}
            size="xs"
            variant="default"
            autoFocus={autoFocus}
            aria-label={`${t('upload')}: ${read(field.label, field.key)}`}
            leftSection={<IconUpload size={14} stroke={1.5} aria-hidden="true" />}
          >
            {t('upload')}
          </Button>
        )}
      </FileButton>
    </div>
  )
  if (variant === 'cell') return list
  return (
    <Input.Wrapper
      label={read(field.label, field.key)}
      labelElement="div"
      description={read(field.help) || null}
      error={error}
      withAsterisk={props.required ?? field.required ?? false}
    >
      {list}
    </Input.Wrapper>
  )
}
