import { type CellEditing, type TableColumn, type TableLines, TextInput, useTexts, VirtualTable } from '@atelier/ui'
import { useEffect, useMemo, useRef, useState } from 'react'
import { usePage } from '../../app/use-page.ts'
import { addressOfProblem } from '../builder-addresses.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { applyTexts, type LabelRow, setLabelAt, textOf, withLanguage } from '../edits/translations.ts'
import { translationTexts } from './translation-texts.ts'
import { useRowWords } from './use-row-words.ts'

const nothing: ReadonlyMap<string, LabelRow> = new Map()
const rowId = (row: LabelRow) => row.address
const pointerOf = (row: LabelRow) => `/${row.path.join('/')}`

/** What a language calls itself. */
function languageName(language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
  } catch {
    return language
  }
}

/** The texts as a table: a row each, a column for every language, edited cell by cell. */
export function TranslationGrid({
  rows,
  languages,
  title,
}: {
  readonly rows: readonly LabelRow[]
  readonly languages: readonly string[]
  readonly title: string
}) {
  const t = useTexts(translationTexts)
  const words = useRowWords()
  const { go } = usePage()
  const { documents, put } = useDraft()
  const [selected, setSelected] = useState(nothing)
  const columns = useMemo(
    (): readonly TableColumn<LabelRow>[] => [
      {
        key: 'where',
        label: t('where'),
        width: 300,
        cell: (row) => (
          <span className="cut" title={words.where(row)}>
            {words.where(row)}
          </span>
        ),
        text: words.where,
      },
      ...languages.map((language) => ({
        key: language,
        label: languageName(language),
        width: 260,
        editable: () => true,
        cell: (row: LabelRow) => {
          const text = textOf(row.label, language)
          return text === '' ? <span className="translation-missing">–</span> : <span className="cut">{text}</span>
        },
        text: (row: LabelRow) => textOf(row.label, language),
      })),
    ],
    [languages, t, words],
  )
  const lines = useMemo(
    (): TableLines<LabelRow> => ({
      count: rows.length,
      at: (index) => {
        const row = rows[index]
        return row ? { kind: 'row', row } : { kind: 'wait' }
      },
      inSight: () => {},
    }),
    [rows],
  )
  const write = (changes: Parameters<typeof applyTexts>[1]) => {
    const answer = applyTexts(documents, changes, languages)
    if (answer.documents.length > 0) put(answer.documents)
  }
  return (
    <div className="translations-grid">
      <VirtualTable
        label={title}
        lines={lines}
        rowId={rowId}
        rowName={words.where}
        columns={columns}
        total={rows.length}
        selected={selected}
        onSelect={setSelected}
        onOpen={(row) => {
          const { kind, key } = row.document
          const to = addressOfProblem({ document: `${kind}/${key}`, path: pointerOf(row) }, documents)
          if (to !== undefined) go(to)
        }}
        onPaste={(cells) =>
          write(cells.map(({ row, column, text }) => ({ address: row.address, language: column.key, text })))
        }
        onFill={(cells) =>
          write(
            cells.map(({ row, column, from }) => ({
              address: row.address,
              language: column.key,
              text: textOf(from.label, column.key),
            })),
          )
        }
        editor={(row, column, { typed, close }) => (
          <CellInput
            key={`${row.address} ${column.key}`}
            name={`${words.where(row)}: ${column.label}`}
            text={textOf(row.label, column.key)}
            typed={typed}
            onDone={(text, next) => {
              if (text !== undefined && text !== textOf(row.label, column.key)) {
                const label = withLanguage(row.label, column.key, text, languages)
                put(setLabelAt(row.document, row.path, label))
              }
              close(next)
            }}
          />
        )}
      />
    </div>
  )
}

/** A text being written: Enter keeps it and goes on below, Tab to the right, Escape leaves it as it was. */
function CellInput({
  name,
  text,
  typed,
  onDone,
}: {
  readonly name: string
  readonly text: string
  readonly typed: CellEditing['typed']
  readonly onDone: (text: string | undefined, next: Parameters<CellEditing['close']>[0]) => void
}) {
  const [first] = useState(typed)
  const [written, setWritten] = useState(first.text === '' ? text : first.text)
  const ended = useRef(false)
  const end = (value: string | undefined, next: Parameters<CellEditing['close']>[0]) => {
    if (ended.current) return
    ended.current = true
    onDone(value, next)
  }
  // Quick hands have ended it before it was there.
  const start = useRef(() => first.next && end(first.text, first.next))
  useEffect(() => void start.current(), [])
  return (
    <TextInput
      aria-label={name}
      size="sm"
      className="translation-input"
      autoFocus
      value={written}
      onChange={(event) => setWritten(event.currentTarget.value)}
      onBlur={() => end(written, 'gone')}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') end(written, 'down')
        else if (event.key === 'Tab') end(written, event.shiftKey ? 'left' : 'right')
        else if (event.key === 'Escape') end(undefined, 'stay')
        else return
        event.preventDefault()
      }}
    />
  )
}
