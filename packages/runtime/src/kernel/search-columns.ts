import type { Entity, Field } from '@atelier/definitions'
import type { SearchColumns } from '@atelier/records'
import { pinyin } from 'pinyin-pro'
import type { Row } from './draft.ts'

/** Longer texts are searched by their beginning. */
const textLimit = 4000
const pinyinLimit = 400
const hasHan = /\p{Script=Han}/u
const han = /\p{Script=Han}+/gu

const kept = new WeakMap<Entity, readonly Field[]>()

/** Fields that search finds a record by: the title, and what says so; addresses and numbers that name a record unless they say not. */
export function searchedFields(entity: Entity): readonly Field[] {
  let fields = kept.get(entity)
  if (fields === undefined) {
    const unique = new Set(entity.uniques.flatMap(({ fields }) => fields))
    fields = [...entity.fields.values()].filter(
      (field) =>
        field.type.searchText !== undefined &&
        !field.system &&
        field.type.storage === 'columns' &&
        (field.definition.searchable ??
          (field.key === entity.title ||
            unique.has(field.key) ||
            (['text', 'number'].includes(field.type.group) && field.type.source === 'numbering'))),
    )
    kept.set(entity, fields)
  }
  return fields
}

/** What search finds this record by: folded text, its pinyin, and the initials of that. */
export function searchColumnsOf(entity: Entity, row: Row): SearchColumns {
  const texts = searchedFields(entity)
    .map((field) => field.type.searchText?.(row[field.key] ?? null, field.settings) ?? '')
    .filter((text) => text !== '')
  const text = texts.join('\n').slice(0, textLimit)
  const spoken = texts.filter((part) => hasHan.test(part)).map((part) => part.slice(0, pinyinLimit))
  return {
    text: foldText(text),
    pinyin: spoken.map((part) => part.replaceAll(han, (run) => soundOf(run).whole).toLowerCase()).join('\n'),
    initials: spoken.map((part) => part.replaceAll(han, (run) => soundOf(run).initials).toLowerCase()).join('\n'),
  }
}

/** How a text is spoken: its Han characters as pinyin; undefined when it has none. */
export const spokenText = (text: string): string | undefined =>
  hasHan.test(text) ? text.replaceAll(han, (run) => soundOf(run).whole).toLowerCase() : undefined

type Sound = { readonly whole: string; readonly initials: string }

// The same words come again and again: in names of products, in the files of an import.
const sounds = new Map<string, Sound>()
const mostSounds = 20_000

function soundOf(run: string): Sound {
  const known = sounds.get(run)
  if (known !== undefined) return known
  const sound = {
    whole: pinyin(run, { toneType: 'none', type: 'array' }).join(''),
    initials: pinyin(run, { pattern: 'first', toneType: 'none', type: 'array' }).join(''),
  }
  if (sounds.size >= mostSounds) sounds.clear()
  sounds.set(run, sound)
  return sound
}

/** Text as search compares it: compatibility forms unified (full-width letters), accents and case dropped. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .normalize('NFC')
}
