import type { Label, Model } from '@atelier/definitions'
import type { Words } from '@atelier/rules'
import { personPaths, resolvePersons } from '../../persons/resolve.ts'
import { labelWords } from '../../refusal.ts'
import { defineStep, type Effect } from '../contract.ts'
import { isLabel } from '../values.ts'

const none: Words = { en: '', 'zh-CN': '' }

/** Paragraphs and headings of a message's body as plain text. */
function plainBody(body: unknown): string {
  if (typeof body === 'string') return body
  if (!Array.isArray(body)) return ''
  return body
    .flatMap((block: unknown): readonly string[] => {
      if (typeof block !== 'object' || block === null) return []
      if ('p' in block && typeof block.p === 'string') return [block.p]
      return 'heading' in block && typeof block.heading === 'string' ? [block.heading] : []
    })
    .join('\n')
}

/** A message's body by language. */
function bodyWords(body: unknown): Words {
  if (body === undefined) return none
  if (typeof body === 'string' || Array.isArray(body)) return labelWords(plainBody(body), none)
  if (isLabel(body)) return labelWords(body, none)
  if (typeof body !== 'object' || body === null) return none
  return labelWords(
    Object.fromEntries(Object.entries(body).map(([language, part]) => [language, plainBody(part)])),
    none,
  )
}

function texts(
  model: Model,
  step: { readonly message?: string; readonly subject?: Label; readonly body?: Label },
  fallback: Label,
): { readonly subject: Words; readonly body: Words } {
  const message = step.message === undefined ? undefined : model.messages.get(step.message)
  const last = labelWords(fallback, none)
  return {
    subject: labelWords(step.subject ?? message?.subject, last),
    body: step.body === undefined ? bodyWords(message?.body) : labelWords(step.body, none),
  }
}

/** Tells people in the app. Nobody is told twice by one step. */
export const notify = defineStep({
  key: 'notify',
  label: { en: 'Notify people', 'zh-CN': '发送通知' },
  paths: (step) => [...step.to, ...(step.cc ?? [])].flatMap(personPaths),
  plan: (step, context) => {
    const { model, entity, env, directory } = context
    const id = env.record?.id
    if (typeof id !== 'string') return {}
    const persons = {
      record: env.record,
      starter: context.starter,
      approver: context.approver,
      user: context.starter,
      directory,
    }
    const to = resolvePersons(step.to, persons)
    const cc = resolvePersons(step.cc ?? [], persons).filter((user) => !to.includes(user))
    const title = model.entities.get(entity)?.title ?? 'id'
    const told: readonly Effect[] =
      to.length + cc.length === 0
        ? []
        : [{ effect: 'notify', step: step.id, to, cc, ...texts(model, step, `{{${title}}}`), entity, id }]
    const missing: readonly Effect[] = to.length > 0 ? [] : [{ effect: 'nobody', step: step.id, persons: step.to }]
    return { effects: [...told, ...missing] }
  },
})
