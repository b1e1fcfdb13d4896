import { type FieldType, fieldType, fieldTypes } from '@atelier/fields'
import { fieldUi } from '@atelier/fields/ui'
import { TextInput, Tooltip, useLabel, useTexts } from '@atelier/ui'
import { IconRoute, IconSearch, IconUserStar } from '@atelier/ui/icons'
import { useDraggable } from '@dnd-kit/core'
import { useState } from 'react'
import { isOffered, typeInName } from '../edits/new-field.ts'
import { entityTexts } from './entity-texts.ts'

const groups = ['text', 'number', 'choice', 'time', 'people', 'relation', 'file', 'process', 'computed'] as const

const groupNames: Readonly<Record<(typeof groups)[number], { en: string; 'zh-CN': string }>> = {
  text: { en: 'Text', 'zh-CN': '文字' },
  number: { en: 'Numbers and money', 'zh-CN': '数字与金额' },
  choice: { en: 'Choices', 'zh-CN': '选择' },
  time: { en: 'Time', 'zh-CN': '时间' },
  people: { en: 'People', 'zh-CN': '人员' },
  relation: { en: 'Relations', 'zh-CN': '关联' },
  file: { en: 'Files', 'zh-CN': '文件' },
  process: { en: 'Process', 'zh-CN': '流程' },
  computed: { en: 'Computed', 'zh-CN': '计算' },
}

/** How a dragged type is told from a dragged field. */
export const paletteId = (type: string): string => `type:${type}`
export const typeOfPaletteId = (id: string): string | undefined =>
  id.startsWith('type:') ? id.slice('type:'.length) : undefined

export type FieldPaletteProps = {
  readonly inLines: boolean
  readonly onAdd: (type: string, name: string) => void
  /** Owner and stages, as long as the entity has none. */
  readonly onOwner?: (() => void) | undefined
  readonly onStage?: (() => void) | undefined
}

/** Every type of field with a picture and a sentence: click, or drag into the list. */
export function FieldPalette({ inLines, onAdd, onOwner, onStage }: FieldPaletteProps) {
  const t = useTexts(entityTexts)
  const label = useLabel()
  const [text, setText] = useState('')
  const search = text.trim().toLowerCase()
  const all: readonly FieldType[] = fieldTypes
  const types = all.filter((type) => isOffered(type.key, inLines) && type.servesAs === undefined)
  const matches = types.filter((type) =>
    [type.key, ...Object.values(type.label)].some((name) => name.toLowerCase().includes(search)),
  )
  // A word that names no type is the name of the field to come. Summaries are not searched: they speak of close dates.
  const shown = matches.length > 0 ? matches : types
  const name = matches.length > 0 ? '' : text.trim()
  const add = (type: string) => {
    onAdd(type, name)
    setText('')
  }
  const quick =
    search === '' ? undefined : matches.length > 0 ? matches[0] : fieldType(typeInName(name, types) ?? 'text')
  return (
    <form
      className="palette"
      onSubmit={(event) => {
        event.preventDefault()
        if (quick) add(quick.key)
      }}
    >
      <TextInput
        aria-label={t('findType')}
        placeholder={t('nameFirst')}
        leftSection={<IconSearch size={14} stroke={1.5} aria-hidden="true" />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <p className="small faint" aria-live="polite">
        {quick ? t('enterAdds', { name: name || label(quick.label), type: label(quick.label) }) : t('dragHint')}
      </p>
      {!inLines && (onOwner || onStage) ? (
        <div className="palette-group">
          <h3>{t('addAll')}</h3>
          <div className="palette-grid">
            {onOwner ? (
              <Tooltip label={t('quickOwnerText')} multiline maw={240} position="right">
                <button type="button" className="palette-type" onClick={onOwner}>
                  <IconUserStar size={16} stroke={1.5} aria-hidden="true" />
                  <span>{t('quickOwner')}</span>
                </button>
              </Tooltip>
            ) : null}
            {onStage ? (
              <Tooltip label={t('quickStageText')} multiline maw={240} position="right">
                <button type="button" className="palette-type" onClick={onStage}>
                  <IconRoute size={16} stroke={1.5} aria-hidden="true" />
                  <span>{t('quickStage')}</span>
                </button>
              </Tooltip>
            ) : null}
          </div>
        </div>
      ) : null}
      {groups.map((group) => {
        const members = shown.filter((type) => type.group === group)
        return members.length === 0 ? null : (
          <div key={group} className="palette-group">
            <h3>{label(groupNames[group])}</h3>
            <div className="palette-grid">
              {members.map((type) => (
                <PaletteType key={type.key} type={type} marked={type === quick} onAdd={() => add(type.key)} />
              ))}
            </div>
          </div>
        )
      })}
    </form>
  )
}

function PaletteType({
  type,
  marked,
  onAdd,
}: {
  readonly type: FieldType
  /** Enter in the search adds this one. */
  readonly marked: boolean
  readonly onAdd: () => void
}) {
  const label = useLabel()
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: paletteId(type.key) })
  const { Icon } = fieldUi({ type: type.key })
  return (
    <Tooltip label={label(type.summary)} multiline maw={240} position="right">
      <button
        type="button"
        ref={setNodeRef}
        {...listeners}
        // The keyboard adds with Enter and orders in the list; here it drags nothing.
        onKeyDown={undefined}
        className={`palette-type${isDragging ? ' is-dragging' : ''}${marked ? ' is-next' : ''}`}
        aria-description={label(type.summary)}
        onClick={onAdd}
      >
        <Icon size={16} stroke={1.5} aria-hidden="true" />
        <span>{label(type.label)}</span>
      </button>
    </Tooltip>
  )
}
