import { compileGet } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import { reseat } from '../approvals/reseat.ts'
import { appendAudit } from '../audit/audit.ts'
import { announce } from '../database/announcements.ts'
import { runStatement } from '../database/run-statement.ts'
import type { Installation } from '../installation.ts'
import type { RefusalKind, Values, WriteResult } from '../kernel/commands.ts'
import { runWrites } from '../kernel/run-writes.ts'
import { readDirectory } from '../workspace/directory.ts'
import { queryContext, unrestricted } from '../workspace/query-context.ts'
import { systemContext } from '../workspace/system-context.ts'
import type { Context } from '../workspace/workspace.ts'
import { addMember } from '../workspace/workspaces.ts'

export type PersonResult =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly kind?: RefusalKind }

/** Without a password a person cannot sign in yet (a key or an administrator may still act for them). */
export type NewPerson = { readonly email: string; readonly password: string | undefined; readonly values: Values }

function passwordProblem(password: string | undefined): Problem | undefined {
  if (password === undefined || (password.length >= 8 && password.length <= 200)) return undefined
  return {
    code: 'out_of_range',
    path: '/password',
    field: 'password',
    message: { en: 'A password has 8 to 200 characters.', 'zh-CN': '密码长度应为 8 至 200 个字符。' },
    params: { minimum: 8, maximum: 200 },
  }
}

const emailTaken: Problem = {
  code: 'not_unique',
  path: '/email',
  field: 'email',
  message: { en: 'Somebody uses this address already.', 'zh-CN': '该邮箱已被使用。' },
}

type Refused = Extract<PersonResult, { ok: false }>

const refusalOf = (result: WriteResult | undefined): Refused | undefined =>
  result !== undefined && result.status !== 'refused'
    ? undefined
    : { ok: false, problems: result?.problems ?? [], ...(result === undefined ? {} : { kind: result.kind }) }

/** Makes an account and the person's record with the same id. The caller has checked that this is allowed. */
export async function createPerson(
  installation: Installation,
  context: Context,
  person: NewPerson,
): Promise<PersonResult> {
  const { pool, signIn, workspaces } = installation
  const weak = passwordProblem(person.password)
  if (weak) return { ok: false, problems: [weak] }
  const judged = await runWrites(
    unrestricted(context),
    [{ kind: 'create', entity: 'user', values: { ...person.values, email: person.email } }],
    {
      atomic: true,
      dryRun: true,
    },
  )
  const hopeless = refusalOf(judged[0])
  if (hopeless) return hopeless
  const name = String(person.values['name'] ?? person.email)
  const id = await signIn.createAccount({ email: person.email, name, password: person.password })
  if (id === undefined) return { ok: false, problems: [emailTaken] }
  const command = {
    kind: 'create',
    entity: 'user',
    id,
    values: { ...person.values, email: person.email },
  } as const
  // An account without its record could never be used, and would keep its address from everybody.
  const [written] = await runWrites(unrestricted(context), [command], { atomic: true }).catch(
    async (error: unknown) => {
      await signIn.removeAccount(id)
      throw error
    },
  )
  const refused = refusalOf(written)
  if (refused) {
    await signIn.removeAccount(id)
    return refused
  }
  await addMember(pool, context.workspace.key, id)
  workspaces.forgetPeople(context.workspace.key)
  await appendAudit(pool, context, [
    { kind: 'userCreated', user: id, details: { roles: JSON.stringify(person.values['roles'] ?? []) } },
  ])
  return { ok: true, id }
}

/**
 * Changes a person's record and, where given, password and address of the account: all of it or nothing. Disabling ends sessions at once, and keys
 * in every process within two seconds.
 */
export async function changePerson(
  installation: Installation,
  context: Context,
  id: string,
  change: { readonly values: Values; readonly password?: string | undefined },
): Promise<PersonResult> {
  const { pool, signIn, workspaces, authenticate } = installation
  const weak = passwordProblem(change.password)
  if (weak) return { ok: false, problems: [weak] }
  const command = { kind: 'update', entity: 'user', id, values: change.values } as const
  const write = async (dryRun: boolean): Promise<Refused | undefined> =>
    refusalOf((await runWrites(unrestricted(context), [command], { atomic: true, dryRun }))[0])
  const { email } = change.values
  const refused = typeof email === 'string' ? await withEmail(installation, id, email, write) : await write(false)
  if (refused) return refused
  if (change.password !== undefined) {
    const without = await openAccount(installation, context, id)
    if (without) return without
    await signIn.setPassword(id, change.password)
  }
  if (change.values['active'] === false || change.password !== undefined) await signIn.endSessions(id)
  authenticate.forget()
  workspaces.forgetPeople(context.workspace.key)
  await announce(pool, { kind: 'people', workspace: context.workspace.key })
  if (change.values['active'] === false) await reseat(systemContext(context.workspace, 'approval'), id)
  await appendAudit(pool, context, [
    {
      kind: change.values['active'] === false ? 'userDisabled' : 'userChanged',
      user: id,
      details: {
        changed: Object.keys(change.values).join(', '),
        ...('roles' in change.values ? { roles: JSON.stringify(change.values['roles']) } : {}),
      },
    },
  ])
  return { ok: true, id }
}

/** A person who gets a password can sign in: the account is made where the record came without one. */
async function openAccount(installation: Installation, context: Context, id: string): Promise<Refused | undefined> {
  const { users } = await readDirectory(
    context.workspace.pool,
    context.workspace.schema,
    context.generation,
    context.now,
  )
  const person = users.get(id)
  if (!person) return { ok: false, problems: [], kind: 'not_found' }
  if (person.email === undefined)
    return {
      ok: false,
      problems: [
        {
          code: 'required',
          path: '/email',
          field: 'email',
          message: { en: 'Signing in needs an address.', 'zh-CN': '登录需要邮箱地址。' },
        },
      ],
    }
  if (!(await installation.signIn.ensureAccount({ id, email: person.email, name: person.name })))
    return { ok: false, problems: [emailTaken] }
  await addMember(installation.pool, context.workspace.key, id)
  return undefined
}

/** Writes with the account's address changed beforehand: it is the one thing that the record's own checks cannot know of. */
async function withEmail(
  { signIn }: Installation,
  id: string,
  email: string,
  write: (dryRun: boolean) => Promise<Refused | undefined>,
): Promise<Refused | undefined> {
  const judged = await write(true)
  if (judged) return judged
  const before = await signIn.setEmail(id, email)
  if (before === undefined) return { ok: false, problems: [emailTaken] }
  const refused = await write(false).catch(async (error: unknown) => {
    await signIn.setEmail(id, before)
    throw error
  })
  if (refused) await signIn.setEmail(id, before)
  return refused
}

/** A person's record as JSON text, as the caller may see it with full rights to people. */
export async function readPerson(context: Context, entity: 'user' | 'team', id: string): Promise<string> {
  const compiled = compileGet(queryContext(unrestricted(context)), { entity, id })
  if (!compiled.ok) throw new Error(`A ${entity} cannot be read: ${JSON.stringify(compiled.problems)}`)
  return runStatement(context.workspace.pool, compiled.statement)
}
