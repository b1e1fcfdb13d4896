/** A column as it stands in Postgres. */
export type PhysicalColumn = {
  /** '' for the main column, else the part of the value it keeps (`currency`, `base`, `outcome` …). */
  readonly part: string
  readonly name: string
  /** Postgres type as written in DDL. */
  readonly type: string
  readonly collation?: string
}

/** Where a field's values are kept. */
export type PhysicalField =
  | { readonly storage: 'columns'; readonly type: string; readonly columns: readonly PhysicalColumn[] }
  /** A link table `(from_id, to_id, to_entity, position)`; `to_entity` is an entity id. */
  | { readonly storage: 'links'; readonly type: string; readonly table: string }
  /** Rows of the entity with this id. */
  | { readonly storage: 'rows'; readonly type: string; readonly entity: string }
  /** Computed on read. */
  | { readonly storage: 'none'; readonly type: string }

/** An index; the name is made from what it covers, so that another definition is another index. */
export type PhysicalIndex = {
  readonly name: string
  /** Everything after `on <table>`. */
  readonly on: string
  readonly unique: boolean
  /** Ids of what it serves: a field, a constraint (`unq_…`) or a view. */
  readonly about: string
}

export type PhysicalEntity = {
  /** Unqualified table name. */
  readonly table: string
  /** Rows of a lines field: `parent` and `position` columns. */
  readonly lines: boolean
  readonly fields: Readonly<Record<string, PhysicalField>>
  readonly indexes: readonly PhysicalIndex[]
  /** Storage that no definition uses any more, by field id: kept until purged, taken up again by a rollback. */
  readonly kept: readonly { readonly field: string; readonly was: PhysicalField }[]
}

/** The physical side of one revision, as JSON; stored with it. Keys are immutable ids. */
export type PhysicalSchema = {
  readonly format: 1
  readonly entities: Readonly<Record<string, PhysicalEntity>>
  /** Tables of entities that no definition has any more, by entity id: kept until purged. */
  readonly kept: Readonly<Record<string, PhysicalEntity>>
  /** Stored computed fields, as `entity id/field id`, whose columns do not hold every row's value yet: they are worked out when they are read. */
  readonly filling?: readonly string[]
}

/**
 * One change of the database. `instant` takes a short exclusive lock and no scan; `concurrent` runs outside a transaction
 * (CREATE INDEX CONCURRENTLY); `rewrite` touches rows (copying a column whose type changed).
 */
export type DdlStep = {
  readonly sql: string
  readonly kind: 'instant' | 'concurrent' | 'rewrite'
  /** Id of the entity, and of the field, constraint or view that asked for it. */
  readonly about: { readonly entity: string; readonly part?: string }
  readonly describe: { readonly en: string; readonly 'zh-CN': string }
}
