import { useQueries } from '@tanstack/react-query'
import { client, unwrap } from '../app/client.ts'
import { readMe } from './me.ts'
import { readWorkspace } from './read-workspace.ts'
import type { Session } from './WorkspaceContext.tsx'

/** Loads who is signed in and the definitions they may see; the shell asks for it once, pages read the context. */
export function useLoadSession(): { readonly session: Session | null; readonly error: unknown } {
  const [me, workspace] = useQueries({
    queries: [
      { queryKey: ['me'], queryFn: () => unwrap(client.me()), select: readMe, staleTime: 300_000 },
      { queryKey: ['workspace'], queryFn: () => unwrap(client.workspace()), select: readWorkspace, staleTime: 60_000 },
    ],
  })
  return {
    session: me.data && workspace.data ? { me: me.data, workspace: workspace.data } : null,
    error: me.error ?? workspace.error,
  }
}
