import type { PhysicalColumn } from './physical.ts'

const column = (name: string, type: string): PhysicalColumn => ({ part: '', name, type })

/** Columns that hold the system fields, by field key; every table of records has them. */
export const systemColumns: Readonly<Record<string, PhysicalColumn>> = {
  id: column('id', 'uuid'),
  version: column('version', 'integer'),
  createdAt: column('created_at', 'timestamptz'),
  createdBy: column('created_by', 'uuid'),
  updatedAt: column('updated_at', 'timestamptz'),
  updatedBy: column('updated_by', 'uuid'),
  deletedAt: column('deleted_at', 'timestamptz'),
  lastActivityAt: column('last_activity_at', 'timestamptz'),
}

/** Columns of a line's place, by field key. */
export const lineColumns: Readonly<Record<string, PhysicalColumn>> = {
  id: column('id', 'uuid'),
  parent: column('parent', 'uuid'),
  position: column('position', 'integer'),
}

/** What search finds a record by, filled by the write kernel: folded text, its pinyin, and the initials of that. */
export const searchColumns = { text: 'search_text', pinyin: 'search_pinyin', initials: 'search_initials' } as const

/** The system columns of a new table, as DDL. */
export function systemColumnsDdl(lines: boolean): readonly string[] {
  if (lines) return ['id uuid primary key', 'parent uuid not null', 'position integer not null']
  return [
    'id uuid primary key',
    'version integer not null default 1',
    'created_at timestamptz not null',
    'created_by uuid',
    'updated_at timestamptz not null',
    'updated_by uuid',
    'deleted_at timestamptz',
    'last_activity_at timestamptz',
    ...Object.values(searchColumns).map((name) => `${name} text`),
  ]
}
