import type { RecordJson } from '@atelier/api'
import { Button, FileButton, SegmentedControl, shortcut, showToast, useLabel, useTexts } from '@atelier/ui'
import { IconAt, IconCamera, IconMailForward, IconPaperclip } from '@atelier/ui/icons'
import { useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { client } from '../../../app/client.ts'
import { usePage } from '../../../app/use-page.ts'
import { FieldInput } from '../../../fields/Field.tsx'
import { refetchEntity } from '../../../records/cache.ts'
import type { EntityView } from '../../../workspace/model.ts'
import { UploadList } from '../files/UploadList.tsx'
import { useUploads } from '../files/use-uploads.ts'
import { pageTexts } from '../record-page-texts.ts'
import { splitText } from './activity-text.ts'
import type { Holder } from './holder.ts'
import { kindIcon } from './kind-icons.ts'
import { type Mail, MailParts, mailLink, useAddresses } from './MailParts.tsx'
import { MentionTextarea } from './MentionTextarea.tsx'

type ComposerProps = { readonly holder: Holder; readonly entity: EntityView; readonly record: RecordJson }

/** Kinds that do not fit are reached by scrolling sideways. */
const intoSight = (element: HTMLElement | null): void => {
  if (element?.parentElement) element.parentElement.scrollLeft = element.offsetLeft - 48
}

const noMail: Mail = { to: '', subject: '' }

/** Writes an activity about a record: a kind, a text with people and files, done now or planned. Notes come first; a task is what is not done yet. */
export function Composer({ holder, entity, record }: ComposerProps) {
  const t = useTexts(pageTexts)
  const label = useLabel()
  const queries = useQueryClient()
  const { query, setQuery } = usePage()
  const { parts, kinds } = holder
  const [kind, setKind] = useState(kinds[0]?.key ?? '')
  const [text, setText] = useState('')
  const [mail, setMail] = useState<Mail>(noMail)
  const [planned, setPlanned] = useState(false)
  const [due, setDue] = useState<unknown>(null)
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const box = useRef<HTMLTextAreaElement>(null)
  const camera = useRef<() => void>(null)
  const uploads = useUploads()
  const isMail = kind === 'email'
  const offered = useAddresses(entity, record, isMail)
  const to = mail.to || (offered[0] ?? '')
  const choose = (key: string) => {
    setKind(key)
    setPlanned(key === 'task')
  }
  // A link may say what is to be logged: `?log=visit`.
  const wanted = kinds.find((option) => option.key === query.log)?.key
  useEffect(() => {
    if (wanted === undefined) return
    setKind(wanted)
    setPlanned(wanted === 'task')
    setQuery({ log: undefined }, { replace: true })
    box.current?.focus()
    box.current?.scrollIntoView({ block: 'center' })
  }, [wanted, setQuery])
  const ids = uploads.all.flatMap(({ state }) => (state.kind === 'done' ? [state.stored.id] : []))
  const isEmpty = text.trim() === '' && mail.subject.trim() === '' && ids.length === 0
  const write = async () => {
    const kindLabel = label(kinds.find((option) => option.key === kind)?.label, kind)
    const said = splitText(text, holder.title.maxLength ?? 200, isMail ? mail.subject : '', kindLabel)
    const [isShort, isWaiting] = [isEmpty, uploads.isBusy]
    if (isShort || isWaiting || busy) return
    setBusy(true)
    const answer = await client.records.create(holder.entity.key, {
      [holder.title.key]: said.title,
      [parts.type]: kind,
      [parts.about]: [record.id],
      [parts.done]: !planned,
      ...(planned ? { [parts.due]: due } : { [parts.doneAt]: new Date().toISOString() }),
      ...(holder.body && said.body !== null ? { [holder.body.key]: said.body } : {}),
      ...(holder.files && ids.length > 0 ? { [holder.files.key]: holder.files.multiple ? ids : ids[0] } : {}),
    })
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problems.map((each) => each.message).join(' '))
    setText('')
    setMail(noMail)
    setDue(null)
    setProblem(undefined)
    uploads.clear()
    showToast(t(planned ? (isMail ? 'draftKept' : 'planMade') : 'logged'))
    refetchEntity(queries, holder.entity.key)
    for (const key of ['timeline', 'moves', 'actions', 'record', 'follow'])
      void queries.invalidateQueries({ queryKey: [key, entity.key] })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    void write()
  }
  const mention = () => {
    const caret = box.current?.selectionStart ?? text.length
    const gap = caret === 0 || /\s/.test(text[caret - 1] ?? '') ? '' : ' '
    setText(`${text.slice(0, caret)}${gap}@${text.slice(caret)}`)
    window.setTimeout(() => {
      box.current?.focus()
      box.current?.setSelectionRange(caret + gap.length + 1, caret + gap.length + 1)
    })
  }
  const isOpen = text !== '' || planned || isMail || uploads.all.length > 0
  const words = t(isMail ? 'mailText' : planned ? 'writeTask' : 'write')
  return (
    <fieldset
      className={uploads.isOver ? 'composer is-dropping' : 'composer'}
      onKeyDown={onKeyDown}
      aria-label={t('write')}
      {...(holder.files ? uploads.target : {})}
    >
      <div className="composer-kinds" role="radiogroup" aria-label={label(holder.type.label, holder.type.key)}>
        {kinds.map((option) => {
          const Icon = kindIcon(option.key)
          return (
            // biome-ignore lint/a11y/useSemanticElements: a row of small buttons of which one is on
            <button
              key={option.key}
              type="button"
              role="radio"
              aria-checked={option.key === kind}
              ref={option.key === wanted ? intoSight : undefined}
              onClick={() => choose(option.key)}
            >
              <Icon size={14} stroke={1.5} aria-hidden="true" />
              {label(option.label, option.key)}
            </button>
          )
        })}
      </div>
      {isMail ? <MailParts mail={{ ...mail, to }} addresses={offered} onChange={setMail} /> : null}
      <MentionTextarea
        box={box}
        value={text}
        onChange={setText}
        label={words}
        minRows={isMail ? 4 : isOpen ? 2 : 1}
        problem={problem}
      />
      <UploadList uploads={uploads} />
      <div className="row composer-foot">
        {holder.files ? (
          <FileButton
            multiple={holder.files.multiple === true}
            onChange={(chosen) => uploads.add([chosen ?? []].flat())}
          >
            {(button) => (
              <button {...button} type="button" className="composer-tool" aria-label={t('attach')} title={t('attach')}>
                <IconPaperclip size={16} stroke={1.5} aria-hidden="true" />
              </button>
            )}
          </FileButton>
        ) : null}
        {holder.files ? (
          <FileButton
            resetRef={camera}
            accept="image/*"
            capture="environment"
            onChange={(photo) => {
              if (photo) uploads.add([photo])
              camera.current?.()
            }}
          >
            {(button) => (
              <button
                {...button}
                type="button"
                className="composer-tool is-phone"
                aria-label={t('photo')}
                title={t('photo')}
              >
                <IconCamera size={18} stroke={1.5} aria-hidden="true" />
              </button>
            )}
          </FileButton>
        ) : null}
        <button
          type="button"
          className="composer-tool"
          aria-label={t('mention')}
          title={t('mention')}
          onClick={mention}
        >
          <IconAt size={16} stroke={1.5} aria-hidden="true" />
        </button>
        {isOpen ? (
          <SegmentedControl
            size="xs"
            value={planned ? 'planned' : 'done'}
            data={[
              { value: 'done', label: t(isMail ? 'mailSent' : 'doneNow') },
              { value: 'planned', label: t(isMail ? 'mailDraft' : 'planned') },
            ]}
            onChange={(value) => setPlanned(value === 'planned')}
          />
        ) : null}
        {planned && holder.due ? (
          <div className="composer-due">
            <FieldInput field={holder.due} value={due} variant="cell" onChange={setDue} />
          </div>
        ) : null}
        <span className="grow" />
        {isMail ? (
          <Button
            size="compact-md"
            component="a"
            href={mailLink({ ...mail, to }, text)}
            leftSection={<IconMailForward size={14} stroke={1.5} aria-hidden="true" />}
          >
            {t('mailOpen')}
          </Button>
        ) : null}
        {isOpen ? (
          <>
            <kbd className="kbd">{shortcut('↵')}</kbd>
            <Button
              size="compact-md"
              variant="filled"
              loading={busy}
              disabled={isEmpty || uploads.isBusy}
              onClick={() => void write()}
            >
              {t(planned ? (isMail ? 'keepDraft' : 'plan') : 'log')}
            </Button>
          </>
        ) : null}
      </div>
    </fieldset>
  )
}
