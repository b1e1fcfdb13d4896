import type { Problem } from '@atelier/rules'
import type { RefusalKind } from './commands.ts'

/** Something that only the database could tell, after the write: which drafts it concerns (ids), or any of the group when unknown. */
export class LateRefusal extends Error {
  override readonly name = 'LateRefusal'
  readonly refusals: ReadonlyMap<string, { readonly kind: RefusalKind; readonly problems: readonly Problem[] }>
  constructor(refusals: LateRefusal['refusals']) {
    super('refused by the database')
    this.refusals = refusals
  }
}

/** The quick way without a transaction does not do for this write. */
export class NeedsTransaction extends Error {
  override readonly name = 'NeedsTransaction'
}

/** A record had another version when it was written than when it was loaded: try the whole again. */
export class VersionMoved extends Error {
  override readonly name = 'VersionMoved'
}
