import type { Answer } from './problem.ts'
import type { Send } from './request.ts'
import type {
  BatchWrite,
  BulkRow,
  Following,
  HistoryPage,
  ListQuery,
  RecordJson,
  RecordPage,
  SearchGroup,
  StageMove,
  StoredFile,
} from './types.ts'

type Values = Readonly<Record<string, unknown>>
type Signal = { readonly signal?: AbortSignal | undefined }

const at = (entity: string, id?: string) =>
  `/records/${encodeURIComponent(entity)}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`

/** Calls about records. Every promise resolves: refusals are answers. */
export function recordCalls(send: Send) {
  return {
    /** One page of records. Long filters go as a body, so that no address grows too long. */
    list: (entity: string, query: ListQuery = {}, { signal }: Signal = {}): Promise<Answer<RecordPage>> =>
      JSON.stringify(query.filter ?? '').length > 1_000
        ? send('POST', `${at(entity)}/query`, { body: query, signal })
        : send('GET', at(entity), { query, signal }),
    get: (entity: string, id: string, fields?: string): Promise<Answer<RecordJson>> =>
      send('GET', at(entity, id), { query: { fields } }),
    create: (entity: string, values: Values): Promise<Answer<RecordJson>> => send('POST', at(entity), { body: values }),
    /** Changes some fields; with `version` only if the record still has it, else 409 `version_conflict`. */
    update: (entity: string, id: string, values: Values, version?: number): Promise<Answer<RecordJson>> =>
      send('PATCH', at(entity, id), {
        body: values,
        ...(version === undefined ? {} : { headers: { 'If-Match': `"${version}"` } }),
      }),
    /** Puts the record into the recycle bin. */
    remove: (entity: string, id: string): Promise<Answer<null>> => send('DELETE', at(entity, id)),
    restore: (entity: string, id: string): Promise<Answer<RecordJson>> => send('POST', `${at(entity, id)}/restore`),
    /** At most 5,000 rows, each for itself unless `atomic`; `undo` takes the `request` of the answer. */
    bulk: (
      entity: string,
      body: {
        readonly records: readonly Values[]
        readonly match?: readonly string[]
        readonly onMatch?: 'update' | 'skip' | 'error'
        readonly atomic?: boolean
        /** Judges every row and changes nothing. */
        readonly dryRun?: boolean
      },
    ): Promise<Answer<{ readonly results: readonly BulkRow[]; readonly request: string }>> =>
      send('POST', `${at(entity)}/bulk`, { body }),
    move: (
      entity: string,
      id: string,
      body: { readonly to: string; readonly values?: Values; readonly reason?: string },
    ): Promise<Answer<RecordJson>> => send('POST', `${at(entity, id)}/move`, { body }),
    /** Every stage, with what stands in the way. */
    moves: (entity: string, id: string): Promise<Answer<readonly StageMove[]>> =>
      send('GET', `${at(entity, id)}/moves`),
    history: (entity: string, id: string, after?: string): Promise<Answer<HistoryPage>> =>
      send('GET', `${at(entity, id)}/history`, { query: { after } }),
    /** What happened around a record, newest first; `kind` is activities, tasks, moves or approvals, `type` a kind of activity. */
    timeline: (
      entity: string,
      id: string,
      query: { readonly after?: string; readonly limit?: number; readonly kind?: string; readonly type?: string } = {},
    ): Promise<Answer<unknown>> => send('GET', `${at(entity, id)}/timeline`, { query }),
    /** Whether I follow a record, and who does. */
    following: (entity: string, id: string): Promise<Answer<Following>> => send('GET', `${at(entity, id)}/follow`),
    follow: (entity: string, id: string, on: boolean): Promise<Answer<Following>> =>
      send(on ? 'PUT' : 'DELETE', `${at(entity, id)}/follow`),
    /** Undoes one event, a bulk or a move; 409 lists what has changed since. */
    undo: (event: string): Promise<Answer<unknown>> => send('POST', '/undo', { body: { event } }),
    batch: (writes: readonly BatchWrite[]): Promise<Answer<unknown>> => send('POST', '/batch', { body: { writes } }),
    search: (
      q: string,
      options: { entity?: string; limit?: number } & Signal = {},
    ): Promise<Answer<readonly SearchGroup[]>> =>
      send('GET', '/search', { query: { q, entity: options.entity, limit: options.limit }, signal: options.signal }),
    upload: (file: File): Promise<Answer<StoredFile>> => {
      const form = new FormData()
      form.set('file', file)
      return send('POST', '/files', { form })
    },
  }
}
