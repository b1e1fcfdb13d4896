import { compileGet } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import { appendAudit } from '../audit/audit.ts'
import { announce } from '../database/announcements.ts'
import { runStatement } from '../database/run-statement.ts'
import type { Installation } from '../installation.ts'
import type { Values } from '../kernel/commands.ts'
import { runWrites } from '../kernel/run-writes.ts'
import { queryContext, unrestricted } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'
import { addMember } from '../workspace/workspaces.ts'

export type PersonResult =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly notFound?: boolean }

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
  if (judged[0]?.status === 'refused') return { ok: false, problems: judged[0].problems }
  const name = String(person.values['name'] ?? person.email)
  const id = await signIn.createAccount({ email: person.email, name, password: person.password })
  if (id === undefined)
    return {
      ok: false,
      problems: [
        {
          code: 'not_unique',
          path: '/email',
          field: 'email',
          message: { en: 'Somebody uses this address already.', 'zh-CN': '该邮箱已被使用。' },
        },
      ],
    }
  const [written] = await runWrites(
    unrestricted(context),
    [{ kind: 'create', entity: 'user', id, values: { ...person.values, email: person.email } }],
    {
      atomic: true,
    },
  )
  if (!written || written.status === 'refused') return { ok: false, problems: written?.problems ?? [] }
  await addMember(pool, context.workspace.key, id)
  workspaces.forgetPeople(context.workspace.key)
  await appendAudit(pool, context, [
    { kind: 'userCreated', user: id, details: { roles: JSON.stringify(person.values['roles'] ?? []) } },
  ])
  return { ok: true, id }
}

/** Changes a person's record and, where given, password and address of the account. Disabling ends sessions and, within two seconds, keys. */
export async function changePerson(
  installation: Installation,
  context: Context,
  id: string,
  change: { readonly values: Values; readonly password?: string | undefined },
): Promise<PersonResult> {
  const { pool, signIn, workspaces, authenticate } = installation
  const weak = passwordProblem(change.password)
  if (weak) return { ok: false, problems: [weak] }
  const [written] = await runWrites(
    unrestricted(context),
    [{ kind: 'update', entity: 'user', id, values: change.values }],
    { atomic: true },
  )
  if (!written || written.status === 'refused')
    return {
      ok: false,
      problems: written?.problems ?? [],
      notFound: written?.status === 'refused' && written.kind === 'not_found',
    }
  if (change.password !== undefined) await signIn.setPassword(id, change.password)
  if (typeof change.values['email'] === 'string') await signIn.setEmail(id, change.values['email'])
  if (change.values['active'] === false || change.password !== undefined) await signIn.endSessions(id)
  authenticate.forget()
  workspaces.forgetPeople(context.workspace.key)
  await announce(pool, { kind: 'people', workspace: context.workspace.key })
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

/** A person's record as JSON text, as the caller may see it with full rights to people. */
export async function readPerson(context: Context, entity: 'user' | 'team', id: string): Promise<string> {
  const compiled = compileGet(queryContext(unrestricted(context)), { entity, id })
  if (!compiled.ok) throw new Error(`A ${entity} cannot be read: ${JSON.stringify(compiled.problems)}`)
  return runStatement(context.workspace.pool, compiled.statement)
}
