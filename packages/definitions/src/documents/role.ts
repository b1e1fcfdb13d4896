import type { DocumentHead, RuleJson } from './head.ts'

export type Action = 'read' | 'create' | 'update' | 'delete' | 'export' | 'import' | 'assign' | 'convert'
export type FieldAccess = 'hidden' | 'masked' | 'read' | 'write'
export type Scope = 'own' | 'team' | 'teamTree' | 'all' | { readonly rule: RuleJson } | { readonly via: string }

export type GrantDefinition = {
  readonly id: string
  readonly entity: string
  readonly actions: readonly Action[]
  readonly scope: Scope
  /** Access by field key; fields not named keep the role's access. */
  readonly fields?: Readonly<Record<string, FieldAccess>>
}

export type Permit = 'build' | 'publish' | 'manageUsers' | 'audit' | 'importHistory' | 'impersonate' | 'override'

export type RoleDocument = DocumentHead<'role'> & {
  readonly home?: string
  readonly grants: readonly GrantDefinition[]
  readonly fields?: readonly {
    readonly id: string
    readonly entity: string
    readonly field: string
    readonly access: FieldAccess
  }[]
  readonly may?: readonly (Permit | 'users')[]
}
