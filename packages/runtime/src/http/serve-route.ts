import { may } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import type { Caller } from '../auth/authenticate.ts'
import type { Context } from '../workspace/workspace.ts'
import type { Workspaces } from '../workspace/workspaces.ts'
import { toResponse } from './answer.ts'
import { checkBody } from './check-body.ts'
import { claimKey, fingerprint, formText, keepAnswer, keyLimit, keyTooLong } from './idempotency.ts'
import { internal, notAllowed, notFound, notSignedIn, tooLarge, twoFactorRequired } from './known-problems.ts'
import { acceptedLanguage } from './language.ts'
import { problemResponse, problemType } from './problem-answer.ts'
import { readJson, readLimited } from './read-json.ts'
import { readQuery } from './read-query.ts'
import type { Route, RouteAnswer } from './route.ts'

export const uploadLimit = 100_000_000

export type Surroundings = {
  readonly workspaces: Workspaces
  readonly authenticate: (headers: Headers) => Promise<Caller | undefined>
  readonly newId: () => string
  readonly report: (error: unknown, request: string) => void
}

type Input = { readonly body: unknown; readonly form: FormData | undefined }

/** Reads the body as the route declares it. A body where none is declared is refused, an empty one is fine. */
async function readInput(
  route: Route,
  request: Request,
): Promise<Input | { status: 400 | 413 | 415; problems: readonly Problem[] }> {
  if (route.body === undefined && (request.method === 'GET' || request.method === 'DELETE'))
    return { body: undefined, form: undefined }
  const type = request.headers.get('content-type') ?? ''
  if (route.body === 'multipart') {
    if (!type.startsWith('multipart/form-data'))
      return {
        status: 415,
        problems: [
          {
            code: 'unsupported_type',
            path: '',
            message: { en: 'Send this as multipart/form-data.', 'zh-CN': '请以 multipart/form-data 发送。' },
          },
        ],
      }
    const bytes = await readLimited(request, uploadLimit)
    if (!bytes) return { status: 413, problems: [tooLarge(uploadLimit, { en: 'A file', zh: '文件' })] }
    try {
      const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()
      return { body: undefined, form }
    } catch {
      return {
        status: 400,
        problems: [
          {
            code: 'malformed_form',
            path: '',
            message: { en: 'The form could not be read.', 'zh-CN': '无法读取表单内容。' },
          },
        ],
      }
    }
  }
  const read = await readJson(request)
  if (!read.ok) return { status: read.status, problems: [read.problem] }
  if (read.value === undefined && !route.bodyRequired) return { body: undefined, form: undefined }
  const problems = checkBody(route.body ?? { type: 'object', additionalProperties: false }, read.value)
  if (problems.length > 0) return { status: 400, problems }
  return { body: read.value, form: undefined }
}

/** Answers one call: who is asking, where, whether the call itself is allowed and understood; then the route's own handler. */
export async function serveRoute(
  route: Route,
  request: Request,
  params: Readonly<Record<string, string>>,
  around: Surroundings,
): Promise<Response> {
  const requestId = around.newId()
  let language = acceptedLanguage(request.headers.get('accept-language'))
  try {
    const caller = await around.authenticate(request.headers)
    if (!caller) return problemResponse(401, [notSignedIn], language)
    const workspace = await around.workspaces.forCaller(
      caller.user,
      request.headers.get('atelier-workspace') ?? undefined,
    )
    if (!workspace) return problemResponse(404, [notFound], language)
    const person = await workspace.reader(caller.user)
    if (!person) return problemResponse(401, [notSignedIn], language)
    language = acceptedLanguage(request.headers.get('accept-language'), person.language === 'en' ? 'en' : 'zh-CN')
    // Names in answers follow the language that this call asks for.
    const reader = person.language === language ? person : { ...person, language }
    const generation = workspace.current()
    const context: Context = {
      workspace,
      generation,
      reader,
      via: request.headers.get('atelier-via') === 'form' ? 'form' : 'api',
      request: requestId,
      now: workspace.clock.now(),
      language,
    }
    const refuse = (status: number, problems: readonly Problem[]): Response =>
      toResponse({ status, problems }, language, generation.revision)
    const needsTwoFactor = generation.model.workspace.twoFactor === 'required' && caller.through === 'session'
    if (needsTwoFactor && !caller.twoFactor && route.beforeTwoFactor !== true) return refuse(403, [twoFactorRequired])
    if (typeof route.access === 'object' && !may(reader, generation.model, route.access.may))
      return refuse(403, [notAllowed])
    const queryStart = request.url.indexOf('?')
    const { query, problems } = readQuery(queryStart < 0 ? '' : request.url.slice(queryStart + 1), route.query)
    if (problems.length > 0) return refuse(400, problems)
    const input = await readInput(route, request)
    if ('status' in input) return refuse(input.status, input.problems)

    const run = (): Promise<RouteAnswer> =>
      route.handle({
        context,
        params,
        query,
        body: input.body,
        form: input.form,
        headers: request.headers,
        // Asking for it costs; only streams do.
        get signal() {
          return request.signal
        },
      })
    const key = request.method === 'POST' ? request.headers.get('idempotency-key') : null
    if (key === null) return toResponse(await run(), language, generation.revision)
    if (key.length > keyLimit) return refuse(400, [keyTooLong])

    const callerKey = `${workspace.key}/${caller.user}`
    const path = new URL(request.url).pathname
    const sent = input.form ? await formText(input.form) : (JSON.stringify(input.body) ?? '')
    const claim = await claimKey(workspace.pool, key, callerKey, fingerprint(request.method, path, sent))
    if (claim.kind === 'refused') return refuse(claim.status, [claim.problem])
    if (claim.kind === 'repeat')
      return toResponse(
        {
          status: claim.status,
          text: claim.answer,
          headers: {
            'idempotency-replayed': 'true',
            ...(claim.status >= 400 ? { 'content-type': problemType } : {}),
          },
        },
        language,
        generation.revision,
      )
    let response: Response
    try {
      response = toResponse(await run(), language, generation.revision)
    } catch (error) {
      await keepAnswer(workspace.pool, key, callerKey, 500, '')
      throw error
    }
    const text = await response.text()
    await keepAnswer(workspace.pool, key, callerKey, response.status, text)
    return new Response(response.status === 204 ? null : text, { status: response.status, headers: response.headers })
  } catch (error) {
    around.report(error, requestId)
    return problemResponse(500, [internal], language)
  }
}
