import type { TemplateCard } from '@atelier/api'
import { Badge, type Label, TextInput, type TranslateOf, useLabel, useTexts } from '@atelier/ui'
import { IconLayoutGrid, IconPlus, IconSearch, IconTemplate } from '@atelier/ui/icons'
import { useState } from 'react'
import { setupTexts } from './setup-texts.ts'
import './setup.css'

const lanes = [
  [3, 2, 3, 2, 1, 1],
  [2, 3, 2, 1, 1, 3],
  [3, 2, 1, 1, 3, 2],
  [2, 1, 1, 3, 2, 3],
] as const

/** A small board: the picture of a template. */
function Picture({ index }: { readonly index: number }) {
  return (
    <div className="template-picture" aria-hidden="true">
      {(lanes[index % lanes.length] ?? []).map((cards, lane) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a picture that never changes
        <div key={lane}>
          <i style={{ background: `var(--s${lane + 1})` }} />
          {Array.from({ length: cards }, (_, card) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a picture that never changes
            <b key={card} />
          ))}
        </div>
      ))}
    </div>
  )
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)
const named = (value: unknown): value is { readonly label: Label } =>
  typeof value === 'object' && value !== null && 'label' in value

/** What a template brings, in numbers: entities, reports, languages. */
function cardFacts(card: TemplateCard, t: TranslateOf<typeof setupTexts>): string {
  const count = (value: unknown) => (typeof value === 'number' ? value : isList(value) ? value.length : 0)
  const [entities, reports, languages] = [count(card.entities), count(card.reports), count(card.languages)]
  return [
    entities > 0 ? t('entities', { count: entities }) : '',
    reports > 0 ? t('reports', { count: reports }) : '',
    languages > 1 ? t('languages', { count: languages }) : '',
  ]
    .filter((each) => each !== '')
    .join(' · ')
}

/** The entities of a template by name. */
export const entityLabels = (card: TemplateCard): readonly Label[] =>
  isList(card.entities) ? card.entities.filter(named).map((each) => each.label) : []

export type GalleryProps = {
  readonly templates: readonly TemplateCard[]
  /** Null stands for an empty start. */
  readonly chosen: string | null
  readonly onChoose: (key: string | null) => void
  readonly withBlank: boolean
}

/** Templates to choose from, one at a time. */
export function TemplateGallery({ templates, chosen, onChoose, withBlank }: GalleryProps) {
  const t = useTexts(setupTexts)
  const label = useLabel()
  const [text, setText] = useState('')
  const fits = (card: TemplateCard) =>
    JSON.stringify([card.key, card.label, card.description]).toLowerCase().includes(text.trim().toLowerCase())
  const shown = templates.filter(fits)
  const option = (
    key: string | null,
    title: string,
    about: string,
    more: string,
    picture: React.ReactNode,
    blank = false,
  ) => (
    <label key={key ?? 'blank'} className={`template-card${chosen === key ? ' is-on' : ''}`}>
      <input type="radio" name="template" checked={chosen === key} onChange={() => onChoose(key)} />
      {picture}
      <span className="template-words">
        <span className="row">
          {blank ? (
            <IconLayoutGrid size={16} stroke={1.5} aria-hidden="true" />
          ) : (
            <IconTemplate size={16} stroke={1.5} aria-hidden="true" />
          )}
          <b className="grow cut">{title}</b>
          {chosen === key ? <Badge tone="accent">{t('chosen')}</Badge> : null}
        </span>
        <span className="quiet">{about}</span>
        <span className="faint small">{more}</span>
      </span>
    </label>
  )
  return (
    <div>
      {templates.length > 3 ? (
        <TextInput
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch size={14} stroke={1.5} aria-hidden="true" />}
          className="template-search"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      ) : null}
      <div className="template-grid" role="radiogroup" aria-label={t('template')}>
        {shown.map((card, index) => {
          const about = label(card.description as Label | undefined, '')
          return option(card.key, label(card.label, card.key), about, cardFacts(card, t), <Picture index={index} />)
        })}
        {withBlank
          ? option(
              null,
              t('blank'),
              t('blankText'),
              '',
              <div className="template-picture is-blank" aria-hidden="true">
                <IconPlus size={16} stroke={1.5} />
              </div>,
              true,
            )
          : null}
      </div>
      {shown.length === 0 && text !== '' ? <p className="quiet">{t('none', { text })}</p> : null}
    </div>
  )
}
