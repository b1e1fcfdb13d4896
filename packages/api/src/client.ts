import { definitionCalls } from './definitions.ts'
import { peopleCalls } from './people.ts'
import { recordCalls } from './records.ts'
import { importCalls, reportCalls } from './reports.ts'
import { type ClientOptions, createSend, queryString } from './request.ts'
import type { WorkspaceAnswer } from './workspace.ts'

/**
 * The typed client of the HTTP API. No method throws: an `Answer` is either the value or a `Refusal` with every problem,
 * in the language that `language()` gives at the time of the call.
 */
export function createClient(options: ClientOptions) {
  const send = createSend(options)
  return {
    send,
    /** Says to whoever listens that nobody is signed in. */
    signedOut: (): void => options.onSignedOut?.(),
    ...peopleCalls(send),
    workspace: () => send<WorkspaceAnswer>('GET', '/workspace'),
    records: recordCalls(send),
    definitions: definitionCalls(send),
    reports: reportCalls(send),
    imports: importCalls(send),
    /** Where a stored file is read, by whoever may read its record. */
    fileUrl: (id: string, kind: 'download' | 'preview' = 'download'): string =>
      `${options.baseUrl}/api/files/${encodeURIComponent(id)}${kind === 'preview' ? '/preview' : ''}`,
    /** Where an entity is downloaded as the reader sees it: what a view asks for, or what is named here. */
    exportUrl: (
      entity: string,
      format: 'csv' | 'xlsx',
      what: {
        readonly view?: string
        readonly filter?: unknown
        readonly q?: string
        readonly sort?: string
        readonly fields?: string
      } = {},
    ): string => `${options.baseUrl}/api/export/${encodeURIComponent(entity)}${queryString({ format, ...what })}`,
    /** Server-sent events: which records and definitions changed. */
    eventsUrl: `${options.baseUrl}/api/events`,
  }
}

export type Client = ReturnType<typeof createClient>
