import { useQueries, useQuery } from '@tanstack/react-query'
import { client, RefusedError, unwrap } from '../app/client.ts'
import { readMe } from './me.ts'
import { readWorkspace } from './read-workspace.ts'
import type { Session } from './WorkspaceContext.tsx'

const mark = 'atelier.signedIn'

/** Asks whether anybody is signed in, which is answered without a refusal; who was a moment ago is taken at their word. */
async function probe(): Promise<boolean> {
  if (window.localStorage.getItem(mark) !== null) return true
  const session = await client.session()
  if (!session.ok || session.value !== null) return true
  client.signedOut()
  return false
}

/** Loads who is signed in and the definitions they may see; the shell asks for it once, pages read the context. */
export function useLoadSession(): { readonly session: Session | null; readonly error: unknown } {
  const { data: signedIn } = useQuery({ queryKey: ['session'], queryFn: probe, staleTime: Number.POSITIVE_INFINITY })
  const enabled = signedIn === true
  const [me, workspace] = useQueries({
    queries: [
      {
        queryKey: ['me'],
        enabled,
        queryFn: async () => {
          const answer = await client.me()
          if (answer.ok) window.localStorage.setItem(mark, '1')
          else if (answer.status === 401) window.localStorage.removeItem(mark)
          if (!answer.ok) throw new RefusedError(answer)
          return answer.value
        },
        select: readMe,
        staleTime: 300_000,
      },
      {
        queryKey: ['workspace'],
        enabled,
        queryFn: () => unwrap(client.workspace()),
        select: readWorkspace,
        staleTime: 60_000,
      },
    ],
  })
  return {
    session: me.data && workspace.data ? { me: me.data, workspace: workspace.data } : null,
    error: me.error ?? workspace.error,
  }
}
