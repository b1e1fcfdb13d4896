import { createClient, type Refusal } from '@atelier/api'
import { currentLanguage } from '@atelier/ui'
import { QueryClient } from '@tanstack/react-query'
import { patientFetch } from './connection/patient-fetch.ts'

/** What a query throws, so that the screen can say what the server said. */
export class RefusedError extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.title)
    this.refusal = refusal
  }
}

const signedOutListeners = new Set<() => void>()

/** Calls back when the server says that nobody is signed in. Gives the way to stop listening. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}

/** The app's one client: same origin, the session's cookie. */
export const client = createClient({
  baseUrl: '',
  fetch: patientFetch,
  language: currentLanguage,
  onSignedOut: () => {
    for (const listener of signedOutListeners) listener()
  },
})

/** Gives the value of an answer, or throws its refusal: for queries, which know no other way to fail. */
export async function unwrap<Value>(
  answer: Promise<{ readonly ok: true; readonly value: Value } | Refusal>,
): Promise<Value> {
  const settled = await answer
  if (!settled.ok) throw new RefusedError(settled)
  return settled.value
}

/** The refusal behind a query's failure, if it was one. */
export const refusalOf = (error: unknown): Refusal | null => (error instanceof RefusedError ? error.refusal : null)

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal stays one; only an unreachable or failing server is worth asking again.
      retry: (count, error) => {
        const status = refusalOf(error)?.status ?? 0
        return count < 2 && (status === 0 || status >= 500)
      },
      refetchOnWindowFocus: true,
      // Whether the server is there is found out by asking it, not by what the device believes.
      networkMode: 'always',
    },
  },
})
