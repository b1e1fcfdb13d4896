import type { RoleDocument } from '../documents/index.ts'

/** Key of the built-in role that may do everything. */
export const adminRoleKey = 'admin'

/** The role `admin`: built in, not editable, granted everything on every entity. */
export function adminRole(entities: readonly string[]): RoleDocument {
  return {
    kind: 'role',
    specVersion: 1,
    id: 'rol_system_admin',
    key: adminRoleKey,
    label: { en: 'Administrator', 'zh-CN': '管理员' },
    grants: entities.map((entity) => ({
      id: `grt_${entity}`,
      entity,
      actions: ['read', 'create', 'update', 'delete', 'export', 'import', 'assign', 'convert'],
      scope: 'all',
    })),
    may: ['build', 'publish', 'manageUsers', 'audit', 'importHistory', 'impersonate', 'override'],
  }
}
