import type { Installation } from '../installation.ts'
import type { WorkspaceTables } from '../workspace/create-workspace.ts'

/** Tables of every part that keeps some in each workspace. */
export const workspaceTables: WorkspaceTables = () => []

export type Engines = { readonly stop: () => Promise<void> }

/** Starts what works in the background. */
export async function startEngines(_installation: Installation): Promise<Engines> {
  return { stop: async () => undefined }
}
