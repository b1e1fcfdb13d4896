import type { Entity } from '@atelier/definitions'
import { sql } from 'kysely'
import { searchColumns } from '../physical/system-columns.ts'
import { type Slot, slot } from '../sql/slots.ts'
import { allOf, anyOf, type Build, column, type Sql } from './build.ts'
import { searchedTexts } from './search-terms.ts'

/** A word as typed, folded, and how it sounds when it is written in Han characters. */
export type SimilarTerm = { readonly text: string; readonly sound?: string | undefined }

/** From how much alike on a word counts, by shared trigrams: two letters swapped in a word of six still do. A call sets it for its own transaction. */
export const likeness = 0.26

/** What the slots of `similarTo` stand for. */
export const similarSlots = (terms: readonly SimilarTerm[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    terms.flatMap(({ text, sound }, index) => [
      [`like${index}`, text],
      [`sound${index}`, sound ?? text],
    ]),
  )

const wordLikeness = (word: Slot, text: Sql): Sql => sql`public.word_similarity(${word}::text, ${text})`

/** Rows whose words look or sound like what was typed, by what the reader may read of them; `near` orders them. Needs pg_trgm in `public`. */
export function similarTo(
  build: Build,
  entity: Entity,
  alias: string,
  terms: number,
): { readonly where: Sql; readonly near: Sql } {
  const text = column(alias, searchColumns.text)
  const pinyin = column(alias, searchColumns.pinyin)
  const each = Array.from({ length: terms }, (_, index) => ({
    word: slot(`like${index}`),
    sound: slot(`sound${index}`),
  }))
  const found = each.map(({ word, sound }) =>
    anyOf([sql`${text} operator(public.%>) ${word}::text`, sql`${pinyin} operator(public.%>) ${sound}::text`]),
  )
  const shown = searchedTexts(build, entity, alias)
  // Where the reader may not read every field that is searched, only what is readable may be alike.
  const readable =
    shown === undefined
      ? []
      : each.map(({ word }) => anyOf(shown.map((part) => sql`${wordLikeness(word, part)} >= ${sql.lit(likeness)}`)))
  const near =
    shown === undefined
      ? each.map(({ word, sound }) => sql`greatest(${wordLikeness(word, text)}, ${wordLikeness(sound, pinyin)})`)
      : each.map(({ word }) => sql`greatest(${sql.join(shown.map((part) => wordLikeness(word, part)))})`)
  return { where: allOf([...found, ...readable]), near: sql`(${sql.join(near, sql` + `)})` }
}
