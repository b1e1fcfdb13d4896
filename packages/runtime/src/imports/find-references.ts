import type { Field, Model } from '@atelier/definitions'
import { nearest } from '@atelier/fields'
import { compileList, compileLookup } from '@atelier/records'
import { runStatement } from '../database/run-statement.ts'
import { queryContext } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'
import type { CellProblem, ConvertedRow } from './convert.ts'

/** What a reference cell's text turned out to be. */
export type FoundReference =
  | { readonly kind: 'record'; readonly id: string }
  /** Names another row of the same file, made or matched by this import. */
  | { readonly kind: 'row'; readonly text: string }
  | { readonly kind: 'create'; readonly text: string }
  | { readonly kind: 'empty' }

export type ReferenceIndex = ReadonlyMap<string, FoundReference | 'unknown' | 'several'>

export const referenceKey = (field: Field, by: string, text: string): string =>
  `${field.key} ${by} ${text.toLowerCase()}`

/** Texts of a column of the file itself, for references to the entity being imported: any row may be meant, before or after. */
export type FileTexts = ReadonlyMap<string, ReadonlySet<string>>

/**
 * Looks up every text that reference cells hold, each once: exactly, else ignoring case, among what the person may see; references to the imported
 * entity may name rows of the file. What is not found stays 'unknown'.
 */
export async function findReferences(
  context: Context,
  entity: string,
  rows: readonly ConvertedRow[],
  fileTexts: FileTexts,
): Promise<ReferenceIndex> {
  const wanted = new Map<string, { field: Field; by: string; missing: string; texts: Map<string, string> }>()
  for (const row of rows)
    for (const { field, by, texts, missing } of row.references) {
      const key = `${field.key} ${by}`
      const entry = wanted.get(key) ?? { field, by, missing, texts: new Map<string, string>() }
      wanted.set(key, entry)
      for (const text of texts) entry.texts.set(text.toLowerCase(), text)
    }
  const index = new Map<string, FoundReference | 'unknown' | 'several'>()
  for (const { field, by, missing, texts } of wanted.values()) {
    const values = [...texts.values()]
    for (const target of field.targets) {
      const inFile = target === entity ? fileTexts.get(by) : undefined
      const open = values.filter((text) => {
        const known = index.get(referenceKey(field, by, text))
        return known === undefined || known === 'unknown'
      })
      for (let i = 0; i < open.length; i += 500) {
        const part = open.slice(i, i + 500)
        const lists = await lookUp(context, target, by, part)
        part.forEach((text, position) => {
          const ids = lists[position] ?? []
          const key = referenceKey(field, by, text)
          if (ids.length > 1) index.set(key, 'several')
          else if (ids[0] !== undefined) index.set(key, { kind: 'record', id: ids[0] })
          else if (inFile?.has(text.toLowerCase())) index.set(key, { kind: 'row', text: text.toLowerCase() })
          else
            index.set(
              key,
              missing === 'create' ? { kind: 'create', text } : missing === 'empty' ? { kind: 'empty' } : 'unknown',
            )
        })
      }
    }
  }
  return index
}

async function lookUp(
  context: Context,
  entity: string,
  by: string,
  values: readonly string[],
): Promise<readonly (readonly string[])[]> {
  const compiled = compileLookup(queryContext(context), { entity, field: by, values })
  if (!compiled.ok) return []
  return JSON.parse(await runStatement(context.workspace.pool, compiled.statement))
}

/** Problems of reference cells, each with the nearest name there is: one look per target, however many rows ask. */
export async function referenceProblems(
  context: Context,
  rows: readonly ConvertedRow[],
  index: ReferenceIndex,
): Promise<readonly CellProblem[]> {
  const names = new Map<string, Promise<readonly string[]>>()
  const suggestions = new Map<string, string | undefined>()
  const problems: CellProblem[] = []
  for (const row of rows)
    for (const { field, by, texts, column } of row.references)
      for (const text of texts) {
        const key = referenceKey(field, by, text)
        const found = index.get(key)
        if (found !== undefined && typeof found !== 'string') continue
        if (!suggestions.has(key)) {
          const target = field.targets[0] ?? ''
          const all = names.get(`${target} ${by}`) ?? namesOf(context, context.generation.model, target, by)
          names.set(`${target} ${by}`, all)
          suggestions.set(key, found === 'several' ? undefined : nearest(text, await all))
        }
        const suggestion = suggestions.get(key)
        problems.push({
          row: row.row,
          column,
          value: text,
          problem: {
            code: found === 'several' ? 'ambiguous_reference' : 'unknown_reference',
            path: `/${field.key}`,
            field: field.key,
            message:
              found === 'several'
                ? { en: `More than one record is called "${text}".`, 'zh-CN': `有多条记录名为“${text}”。` }
                : { en: `There is no "${text}".`, 'zh-CN': `找不到“${text}”。` },
            ...(suggestion === undefined
              ? {}
              : { fix: { en: `Did you mean "${suggestion}"?`, 'zh-CN': `是否指“${suggestion}”?` } }),
          },
          ...(suggestion === undefined ? {} : { suggestion }),
        })
      }
  return problems
}

const candidateLimit = 5_000

/** Names that a wrong one may have meant: the newest few thousand are enough for a suggestion. */
export async function namesOf(context: Context, model: Model, entity: string, by: string): Promise<readonly string[]> {
  if (!model.entities.get(entity)?.fields.has(by)) return []
  const names: string[] = []
  for (let after: string | undefined; names.length < candidateLimit; ) {
    const compiled = compileList(queryContext(context), {
      entity,
      fields: [by],
      limit: 500,
      ...(after === undefined ? {} : { after }),
    })
    if (!compiled.ok) return names
    const page: { records: Readonly<Record<string, unknown>>[]; next: string | null } = JSON.parse(
      await runStatement(context.workspace.pool, compiled.statement),
    )
    for (const record of page.records) {
      const name = record[by]
      if (typeof name === 'string') names.push(name)
    }
    if (page.next === null) break
    after = page.next
  }
  return names
}
