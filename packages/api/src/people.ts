import type { Answer } from './problem.ts'
import type { Send } from './request.ts'
import type { DecisionAction, RecordPage } from './types.ts'
import type { MeAnswer } from './workspace.ts'

type Values = Readonly<Record<string, unknown>>

/** Calls about who one is, what waits, and people and rights. */
export function peopleCalls(send: Send) {
  const list = (path: string) => (): Promise<Answer<unknown>> => send('GET', path)
  const create =
    (path: string) =>
    (body: Values): Promise<Answer<unknown>> =>
      send('POST', path, { body })
  const update =
    (path: string) =>
    (id: string, body: Values): Promise<Answer<unknown>> =>
      send('PATCH', `${path}/${encodeURIComponent(id)}`, { body })
  return {
    signIn: (email: string, password: string): Promise<Answer<unknown>> =>
      send('POST', '/auth/sign-in/email', { body: { email, password } }),
    /** Who the cookie belongs to; null, not a refusal, when nobody is signed in. */
    session: (): Promise<Answer<unknown>> => send('GET', '/auth/get-session'),
    signOut: (): Promise<Answer<unknown>> => send('POST', '/auth/sign-out', { body: {} }),
    me: (): Promise<Answer<MeAnswer>> => send('GET', '/me'),
    inbox: (): Promise<Answer<unknown>> => send('GET', '/inbox'),
    notifications: (): Promise<Answer<unknown>> => send('GET', '/notifications'),
    readNotification: (id: string): Promise<Answer<unknown>> =>
      send('POST', `/notifications/${encodeURIComponent(id)}/read`),
    approvals: (box: 'todo' | 'done' | 'mine' | 'cc'): Promise<Answer<unknown>> =>
      send('GET', '/approvals', { query: { box } }),
    approval: (id: string): Promise<Answer<unknown>> => send('GET', `/approvals/${encodeURIComponent(id)}`),
    decide: (
      id: string,
      body: {
        readonly action: DecisionAction
        readonly comment?: string
        readonly to?: string
        readonly values?: Values
      },
    ): Promise<Answer<unknown>> => send('POST', `/approvals/${encodeURIComponent(id)}/decisions`, { body }),
    users: { list: list('/users'), create: create('/users'), update: update('/users') },
    disableUser: (id: string): Promise<Answer<unknown>> => send('POST', `/users/${encodeURIComponent(id)}/disable`),
    teams: { list: list('/teams'), create: create('/teams'), update: update('/teams') },
    keys: { list: list('/keys'), create: create('/keys'), update: update('/keys') },
    /** Why a person may or may not do something; admins only. */
    explainAccess: (query: {
      readonly user: string
      readonly entity: string
      readonly id?: string
      readonly field?: string
      readonly action?: string
    }): Promise<Answer<unknown>> => send('GET', '/explain/access', { query }),
    violations: (entity: string, invariant: string): Promise<Answer<RecordPage>> =>
      send('GET', `/violations/${encodeURIComponent(entity)}/${encodeURIComponent(invariant)}`),
    audit: (after?: string): Promise<Answer<unknown>> => send('GET', '/audit', { query: { after } }),
  }
}
