import { useQuery } from '@tanstack/react-query'
import { client } from '../../../app/client.ts'
import { asText } from '../../../fields/values.ts'

/** The names that a text may mention, once per visit. */
function useNames(enabled: boolean): readonly string[] {
  const { data = [] } = useQuery({
    queryKey: ['mentionable'],
    enabled,
    staleTime: 300_000,
    queryFn: async () => {
      const page = await client.records.list('user', { limit: 500, fields: 'name' })
      return page.ok ? page.value.records.map((person) => asText(person.name)).filter((name) => name !== '') : []
    },
  })
  return data
}

/** A text with the people it mentions set off. */
export function MentionText({ text }: { readonly text: string }) {
  const names = useNames(text.includes('@')).toSorted((one, other) => other.length - one.length)
  const parts: React.ReactNode[] = []
  let from = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const name = names.find((each) => text.slice(at + 1, at + 1 + each.length).toLowerCase() === each.toLowerCase())
    if (name === undefined) continue
    const to = at + 1 + name.length
    parts.push(
      text.slice(from, at),
      <mark key={at} className="mention-name">
        {text.slice(at, to)}
      </mark>,
    )
    from = to
  }
  return [...parts, text.slice(from)]
}
