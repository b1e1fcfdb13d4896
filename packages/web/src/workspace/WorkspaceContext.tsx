import { createContext, useContext } from 'react'
import type { MeView } from './me.ts'
import type { EntityView, WorkspaceView } from './model.ts'

export type Session = { readonly me: MeView; readonly workspace: WorkspaceView }

export const SessionContext = createContext<Session | null>(null)

function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('Pages with frame "shell" stand below the shell, which loads the session first')
  return session
}

/** The workspace's definitions as the reader may see them. Only below the shell. */
export const useWorkspace = (): WorkspaceView => useSession().workspace

/** Who is signed in. Only below the shell. */
export const useMe = (): MeView => useSession().me

/** One entity by key; undefined when there is none or one may not see it. */
export const useEntity = (key: string): EntityView | undefined => useWorkspace().entities.get(key)
