import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext } from 'react'
import { client } from '../../../app/client.ts'
import { asText } from '../../../fields/values.ts'

const NamesContext = createContext<readonly string[]>([])
const none: readonly string[] = []

/** Asks once for the names that texts below may mention; the longest first, so that "Ann Lee" is not read as "Ann". */
export function MentionNames({ children }: { readonly children: ReactNode }) {
  const { data = none } = useQuery({
    queryKey: ['mentionable'],
    staleTime: 300_000,
    queryFn: async () => {
      const page = await client.records.list('user', { limit: 500, fields: 'name' })
      const names = page.ok ? page.value.records.map((person) => asText(person.name)) : []
      return names.filter((name) => name !== '').toSorted((one, other) => other.length - one.length)
    },
  })
  return <NamesContext.Provider value={data}>{children}</NamesContext.Provider>
}

/** A text with the people it mentions set off. */
export function MentionText({ text }: { readonly text: string }) {
  const names = useContext(NamesContext)
  const parts: ReactNode[] = []
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
