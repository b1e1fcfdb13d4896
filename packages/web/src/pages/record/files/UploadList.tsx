import { ActionIcon, Button, Progress, useTexts } from '@atelier/ui'
import { IconFile, IconX } from '@atelier/ui/icons'
import { useEffect, useState } from 'react'
import { pageTexts } from '../record-page-texts.ts'
import { isPicture, sizeText } from './file-values.ts'
import type { Upload, Uploads } from './use-uploads.ts'

/** The picture of a file that has not been sent yet. */
function LocalPicture({ file }: { readonly file: File }) {
  const [url, setUrl] = useState<string | undefined>(undefined)
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return url ? <img src={url} alt="" /> : null
}

/** Files on their way: how far each is, with the way to give it up or try again. */
export function UploadList({
  uploads,
  shows = () => true,
}: {
  readonly uploads: Uploads
  readonly shows?: (upload: Upload) => boolean
}) {
  const t = useTexts(pageTexts)
  const shown = uploads.all.filter(shows)
  if (shown.length === 0) return null
  return (
    <ul className="uploads" aria-label={t('files')}>
      {shown.map(({ id, file, state }) => (
        <li key={id} className="file-chip">
          {isPicture(file.name) ? <LocalPicture file={file} /> : <IconFile size={20} stroke={1.5} aria-hidden="true" />}
          <span className="upload-middle">
            <span className="cut">{file.name}</span>
            {state.kind === 'running' ? (
              <Progress value={Math.round(state.part * 100)} size={4} aria-label={t('sending', { name: file.name })} />
            ) : state.kind === 'failed' ? (
              <span className="bad small" role="alert">
                {t('uploadFailed')} {state.why}{' '}
                <Button size="compact-xs" variant="subtle" onClick={() => uploads.retry(id)}>
                  {t('again')}
                </Button>
              </span>
            ) : (
              <span className="faint small">{sizeText(file.size)}</span>
            )}
          </span>
          <ActionIcon size="sm" aria-label={t('removeFile', { name: file.name })} onClick={() => uploads.remove(id)}>
            <IconX size={14} stroke={1.5} />
          </ActionIcon>
        </li>
      ))}
    </ul>
  )
}
