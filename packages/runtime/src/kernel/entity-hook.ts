import type { Entity } from '@atelier/definitions'
import type { Context } from '../workspace/workspace.ts'
import type { Batch } from './batch.ts'
import type { WriteCommand } from './commands.ts'
import type { Draft } from './draft.ts'

/**
 * What the records of one system entity mean besides themselves (who may sign in, who may do what). It hangs on the kernel, not on a call,
 * so that no way of writing can go round it.
 */
export type EntityHook = {
  /** Key of the system entity. */
  readonly entity: string
  /**
   * Called in the transaction, after the rows and the ledger, with the drafts that were written. Refuses by throwing `LateRefusal`; whatever it
   * does must be part of the transaction, which may yet be rolled back (a dry run, another refusal).
   */
  readonly written: (batch: Batch, drafts: readonly Draft[]) => Promise<void>
  /** Called in this process once the write has committed, to forget what it has cached. Other processes must hear of it through the database. */
  readonly committed?: (context: Context) => void
}

/** Hooks by the key of their entity; the runtime lists them in `installation.ts`. */
export type EntityHooks = ReadonlyMap<string, EntityHook>

/** The hook of an entity. Entities that somebody drew have none, whatever their key. */
export function hookOf({ workspace }: Context, entity: Entity | undefined): EntityHook | undefined {
  return entity?.origin.kind === 'system' ? workspace.hooks.get(entity.key) : undefined
}

/** Lets the hooks have their say about what was written. */
export async function callHooks(batch: Batch, written: readonly Draft[]): Promise<void> {
  for (const entity of new Set(written.map((draft) => draft.entity))) {
    const own = written.filter((draft) => draft.entity === entity)
    await hookOf(batch.context, entity)?.written(batch, own)
  }
}

/** Tells the hooks of the entities written that the transaction stands. */
export function callCommitted(context: Context, commands: readonly WriteCommand[]): void {
  const { entities } = context.generation.model
  for (const key of new Set(commands.map(({ entity }) => entity)))
    hookOf(context, entities.get(key))?.committed?.(context)
}
