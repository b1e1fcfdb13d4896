import type { RecordJson } from '@atelier/api'
import { TextInput, useTexts } from '@atelier/ui'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { client } from '../../../app/client.ts'
import { isOfKind } from '../../../fields/registry.ts'
import { asReference } from '../../../fields/values.ts'
import type { EntityView } from '../../../workspace/model.ts'
import { pageTexts } from '../record-page-texts.ts'

export type Mail = { readonly to: string; readonly subject: string }

const isAddress = (value: unknown): value is string =>
  typeof value === 'string' && /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(value)

const addressesIn = (record: RecordJson): readonly string[] => Object.values(record).filter(isAddress)

/** Addresses that a mail about this record may go to: its own, and those of the records it names. */
export function useAddresses(entity: EntityView, record: RecordJson, enabled: boolean): readonly string[] {
  const named = entity.fields.flatMap((field) => {
    const reference = isOfKind(field, 'reference') ? asReference(record[field.key]) : null
    const target = field.targets?.[0] ?? field.target
    return reference && target ? [{ target, id: reference.id }] : []
  })
  const { data = [] } = useQuery({
    queryKey: ['mail-addresses', entity.key, record.id, record.version],
    enabled: enabled && named.length > 0,
    queryFn: async () => {
      const found = await Promise.all(named.slice(0, 6).map(({ target, id }) => client.records.get(target, id)))
      return found.flatMap((answer) => (answer.ok ? addressesIn(answer.value) : []))
    },
  })
  return enabled ? [...new Set([...addressesIn(record), ...data])] : []
}

/** The address that opens a mail in the person's own program. */
export const mailLink = ({ to, subject }: Mail, body: string): string =>
  `mailto:${encodeURIComponent(to).replaceAll('%40', '@')}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`

/** To whom, and about what. */
export function MailParts({
  mail,
  addresses,
  onChange,
}: {
  readonly mail: Mail
  readonly addresses: readonly string[]
  readonly onChange: (mail: Mail) => void
}) {
  const t = useTexts(pageTexts)
  const id = useId()
  return (
    <div className="composer-mail">
      <TextInput
        variant="unstyled"
        type="email"
        list={id}
        aria-label={t('mailTo')}
        placeholder={t('mailTo')}
        value={mail.to}
        onChange={(event) => onChange({ ...mail, to: event.currentTarget.value })}
      />
      <datalist id={id}>
        {addresses.map((address) => (
          <option key={address} value={address} />
        ))}
      </datalist>
      <TextInput
        variant="unstyled"
        aria-label={t('mailSubject')}
        placeholder={t('mailSubject')}
        value={mail.subject}
        onChange={(event) => onChange({ ...mail, subject: event.currentTarget.value })}
      />
    </div>
  )
}
