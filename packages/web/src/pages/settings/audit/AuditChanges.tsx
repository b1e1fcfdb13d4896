import { formatDateTime, useFormat, useLabel, useTexts } from '@atelier/ui'
import { useWorkspace } from '../../../workspace/WorkspaceContext.tsx'
import { auditTexts } from './audit-texts.ts'

export type AuditChange = {
  readonly field: string
  readonly from: unknown
  readonly to: unknown
  readonly fromLabel?: string
  readonly toLabel?: string
}

const names = ['name', 'email', 'roles', 'team', 'manager', 'active', 'language', 'zone', 'until', 'to', 'records', 'approvals', 'ended', 'revision', 'entity', 'format'] as const // biome-ignore format: a list

/** What an entry says besides: values before and after, in words. Ids of keys and files mean nothing to a reader. */
export function AuditChanges({ kind, changes }: { readonly kind: string; readonly changes: readonly AuditChange[] }) {
  const t = useTexts(auditTexts)
  const format = useFormat()
  const label = useLabel()
  const { answer, entities } = useWorkspace()
  const roles = new Map(answer.roles.map((role) => [role.key, label(role.label, role.key)]))
  const words = (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('none')
    const text = String(value)
    if (field === 'roles') {
      const keys: unknown = JSON.parse(text)
      const list = Array.isArray(keys) ? keys.map((key) => roles.get(String(key)) ?? String(key)) : []
      return list.length === 0 ? t('none') : list.join(', ')
    }
    if (field === 'active') return t(text === 'true' ? 'yes' : 'no')
    if (field === 'until') return formatDateTime(text, format)
    if (field === 'entity') return label(entities.get(text)?.label, text)
    return text
  }
  const told = changes.filter(
    ({ field }) => field !== 'changed' && field !== 'key' && !(kind === 'teamChanged' && field !== 'team'),
  )
  return told.map(({ field, from, to, fromLabel, toLabel }) => {
    const known = names.find((name) => name === field)
    return (
      <div key={field} className="quiet small">
        {known ? t(`field_${known}`) : field}:{' '}
        {from === null || from === undefined ? null : <s>{fromLabel ?? words(field, from)}</s>}{' '}
        {toLabel ?? words(field, to)}
      </div>
    )
  })
}
