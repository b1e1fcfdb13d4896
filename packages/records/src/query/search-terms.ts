import type { Entity, Field, Model } from '@atelier/definitions'
import { sql } from 'kysely'
import { searchColumns } from '../physical/system-columns.ts'
import { slot } from '../sql/slots.ts'
import { allOf, anyOf, type Build, column, type Sql } from './build.ts'
import { plainAnswerSql } from './values.ts'

const mostTerms = 5

/** Text as search compares it: compatibility forms, marks and case folded, spaces as one. The write kernel folds what it stores alike. */
export function foldSearch(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()
}

/**
 * The fields that a record is found by, unless `searchable` says otherwise: its title, what is unique, and numbers that name a record.
 * The write kernel fills the search columns from these.
 */
export function searchedFields(entity: Entity): readonly Field[] {
  const unique = new Set(entity.uniques.flatMap(({ fields }) => fields))
  return [...entity.fields.values()].filter((field) => {
    if (field.system || field.volatile || field.type.storage !== 'columns' || !field.type.searchText) return false
    return (
      field.definition.searchable ??
      (field.key === entity.title || unique.has(field.key) || field.type.source === 'numbering')
    )
  })
}

/** The words of a search; each must be found, in any order. */
export function searchTerms(text: string): readonly string[] {
  const terms = foldSearch(text)
    .split(' ')
    .filter((term) => term !== '')
  return terms.slice(0, mostTerms)
}

/** What the slots of `matchesSearch` stand for. */
export function searchSlots(text: string): Readonly<Record<string, unknown>> {
  const pattern = (term: string) => `%${term.replaceAll(/[\\%_]/g, '\\$&')}%`
  return Object.fromEntries(searchTerms(text).map((term, index) => [`term${index}`, pattern(term)]))
}

/** The searched texts as this reader may read them, row by row; undefined when all of them are readable everywhere. */
export function searchedTexts(build: Build, entity: Entity, alias: string): readonly Sql[] | undefined {
  const fields = searchedFields(entity)
  if (fields.every((field) => build.whole(entity, field, alias) === undefined)) return undefined
  return fields.map((field) => {
    const text = sql`lower(normalize((${plainAnswerSql(build, entity, field, alias)}) #>> '{}', NFKC) collate "und-x-icu")`
    const shown = build.whole(entity, field, alias)
    return shown ? sql`case when ${shown} then ${text} end` : text
  })
}

/** Rows that search finds, by what the reader may read of them and nothing else. Nothing is found by no words. */
export function matchesSearch(build: Build, entity: Entity, alias: string, terms: number): Sql {
  if (terms === 0) return sql`false`
  const words = Array.from({ length: terms }, (_, index) => slot(`term${index}`))
  const indexed = words.map((word) =>
    anyOf(Object.values(searchColumns).map((name) => sql`${column(alias, name)} like ${word}`)),
  )
  const texts = searchedTexts(build, entity, alias)
  if (texts === undefined) return allOf(indexed)
  // The search columns hold fields that this reader may not read: they find candidates, and what is readable decides.
  const exact = words.map((word) => anyOf(texts.map((text) => sql`${text} like ${word}`)))
  return allOf([...indexed, ...exact])
}

/** Entities that search looks through, in the order of their documents. */
export function searchedEntities(model: Model): readonly Entity[] {
  return [...model.entities.values()].filter(
    (entity) => (entity.origin.kind === 'drawn' || entity.key === 'user') && searchedFields(entity).length > 0,
  )
}
