import { type CellProps, type FieldUi, type FilterInputProps, type InputProps, useData, useTexts } from '@atelier/ui'
import { IconPaperclip } from '@atelier/ui/icons'
import { later } from '../../ui/later.tsx'
import { TextFilter } from '../../ui/TextParts.tsx'
import { fieldTexts } from '../../ui/texts.ts'
import { asLinkedList } from '../../ui/value.ts'

function FileCell({ value, density }: CellProps) {
  const t = useTexts(fieldTexts)
  const data = useData()
  const files = asLinkedList(value)
  if (files.length === 0) return null
  if (density !== 'full') {
    return (
      <span className="faint nowrap">
        <IconPaperclip size={14} stroke={1.5} aria-hidden="true" /> {t('files', { count: files.length })}
      </span>
    )
  }
  return (
    <span className="field-files">
      {files.map((file) => (
        <a key={file.id} className="link" href={data.fileUrl(file.id, 'download')} download={file.label}>
          {file.label}
        </a>
      ))}
    </span>
  )
}

const file: FieldUi = {
  kind: 'files',
  Icon: IconPaperclip,

  Cell: FileCell,
  Input: later<InputProps>(async () => (await import('../../ui/FileControls.tsx')).FileInput),
  FilterInput: (props: FilterInputProps) => <TextFilter {...props} />,
}
export default file
