import type { DocumentOf, ReportDocument } from '../documents/index.ts'
import { type Problem, problem } from '../problem.ts'
import { parseDocument } from './parse-document.ts'

/** Lists of a report whose members have ids. */
const lists: ReadonlySet<string> = new Set([
  ...['params', 'facts', 'buckets', 'rows', 'columns', 'values', 'steps', 'rates', 'ranges', 'cases', 'groups'],
])

/**
 * Parses a report sent along with a request: as a document, but its head and the ids of its parts may be left out; they are filled in.
 * Every problem at once; never throws.
 */
export function parseReport(
  json: unknown,
  path = '',
):
  | { readonly document: ReportDocument & DocumentOf<'report'>; readonly problems?: undefined }
  | { readonly document?: undefined; readonly problems: readonly Problem[] } {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    const message = { en: 'A report is a JSON object', 'zh-CN': '报表须为 JSON 对象' }
    return { problems: [problem('wrong_type', path, message)] }
  }
  const head = { kind: 'report', specVersion: 1, id: 'rep_adhoc', key: 'adhoc' }
  const parsed = parseDocument(withIds({ ...head, ...json }), path)
  if (!parsed.document) return parsed
  if (parsed.document.kind === 'report') return { document: parsed.document }
  const message = { en: 'This must be a report', 'zh-CN': '此处须为报表' }
  return { problems: [problem('wrong_value', `${path}/kind`, message, { value: parsed.document.kind })] }
}

/** Parts stand at most in parts (ranges in buckets); what nests deeper is left for the schema to judge. */
const deepest = 3

function withIds(report: object): object {
  let made = 0
  const fill = (value: object, depth: number): object =>
    Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        name,
        lists.has(name) && Array.isArray(item) && depth < deepest ? item.map((part) => member(part, depth + 1)) : item,
      ]),
    )
  const member = (item: unknown, depth: number): unknown => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item
    made += 1
    return { ...('id' in item ? {} : { id: `adhoc_${made}` }), ...fill(item, depth) }
  }
  return fill(report, 0)
}
