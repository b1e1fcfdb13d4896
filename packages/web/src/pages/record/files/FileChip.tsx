import { ActionIcon, useData, useTexts } from '@atelier/ui'
import { IconFile, IconFileTypePdf, IconX } from '@atelier/ui/icons'
import { pageTexts } from '../record-page-texts.ts'
import { isPicture, isShownInPage, type NamedFile, sizeText } from './file-values.ts'

/** A stored file: its picture where it is one, its name, its size. Opens where a browser can show it, else downloads. */
export function FileChip({
  file,
  onRemove,
}: {
  readonly file: NamedFile
  readonly onRemove?: (() => void) | undefined
}) {
  const t = useTexts(pageTexts)
  const data = useData()
  const isShown = isShownInPage(file.name)
  const Icon = /\.pdf$/i.test(file.name) ? IconFileTypePdf : IconFile
  return (
    <span className="file-chip">
      <a
        className="file-chip-link"
        href={data.fileUrl(file.id, isShown ? 'preview' : 'download')}
        {...(isShown ? { target: '_blank', rel: 'noreferrer' } : { download: file.name })}
      >
        {isPicture(file.name) ? (
          <img src={data.fileUrl(file.id, 'preview')} alt="" loading="lazy" />
        ) : (
          <Icon size={20} stroke={1.5} aria-hidden="true" />
        )}
        <span className="file-chip-name cut">{file.name}</span>
        {file.size === undefined ? null : <span className="faint small nowrap">{sizeText(file.size)}</span>}
      </a>
      {onRemove ? (
        <ActionIcon size="sm" aria-label={t('removeFile', { name: file.name })} onClick={onRemove}>
          <IconX size={14} stroke={1.5} />
        </ActionIcon>
      ) : null}
    </span>
  )
}
