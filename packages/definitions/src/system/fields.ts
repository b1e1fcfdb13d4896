import type { FieldDefinition } from '../documents/index.ts'

/** Fields that every record has, kept by the write kernel and never written from outside. */
export const systemFields: readonly FieldDefinition[] = [
  { id: 'sys_id', key: 'id', type: 'id', label: { en: 'ID', 'zh-CN': '编号' } },
  {
    id: 'sys_version',
    key: 'version',
    type: 'number',
    precision: 18,
    scale: 0,
    label: { en: 'Version', 'zh-CN': '版本' },
  },
  { id: 'sys_createdAt', key: 'createdAt', type: 'datetime', label: { en: 'Created', 'zh-CN': '创建时间' } },
  { id: 'sys_createdBy', key: 'createdBy', type: 'user', label: { en: 'Created by', 'zh-CN': '创建人' } },
  { id: 'sys_updatedAt', key: 'updatedAt', type: 'datetime', label: { en: 'Updated', 'zh-CN': '更新时间' } },
  { id: 'sys_updatedBy', key: 'updatedBy', type: 'user', label: { en: 'Updated by', 'zh-CN': '更新人' } },
  { id: 'sys_deletedAt', key: 'deletedAt', type: 'datetime', label: { en: 'Deleted', 'zh-CN': '删除时间' } },
  {
    id: 'sys_lastActivityAt',
    key: 'lastActivityAt',
    type: 'datetime',
    label: { en: 'Last activity', 'zh-CN': '最近跟进' },
  },
]

/** Fields that every line has besides the drawn ones; `parent` refers to the header's entity. */
export function lineFields(parent: string): readonly FieldDefinition[] {
  return [
    { id: 'sys_id', key: 'id', type: 'id', label: { en: 'ID', 'zh-CN': '编号' } },
    {
      id: 'sys_parent',
      key: 'parent',
      type: 'reference',
      target: parent,
      required: true,
      label: { en: 'Header', 'zh-CN': '主记录' },
    },
    {
      id: 'sys_position',
      key: 'position',
      type: 'number',
      precision: 9,
      scale: 0,
      required: true,
      label: { en: 'Position', 'zh-CN': '行号' },
    },
  ]
}

/** Keys that no drawn field may take. */
export const reservedKeys: ReadonlySet<string> = new Set([
  ...systemFields.map((field) => field.key),
  'parent',
  'convertedFrom',
])

/** Keys that no field of lines may take besides. */
export const reservedLineKeys: ReadonlySet<string> = new Set([...reservedKeys, 'position'])
