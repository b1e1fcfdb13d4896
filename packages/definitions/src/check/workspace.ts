import type { Document } from '../documents/index.ts'
import { pointer, problem } from '../problem.ts'
import { adminRoleKey } from '../system/roles.ts'
import { type DocumentProblem, documentName } from './document-problem.ts'

/** Ids and keys across the workspace: ids once among documents, keys once per kind, one workspace and one navigation. */
export function workspaceProblems(documents: readonly Document[]): readonly DocumentProblem[] {
  const problems: DocumentProblem[] = []
  const ids = new Map<string, string>()
  const keys = new Map<string, string>()
  const single = new Map<string, string>()
  for (const document of documents) {
    const name = documentName(document)
    const say = (code: string, path: string, en: string, zh: string, params: Record<string, string>) =>
      problems.push({ ...problem(code, path, { en, 'zh-CN': zh }, params), document: name })
    const first = document.id === undefined ? undefined : ids.get(document.id)
    if (document.id !== undefined && first === undefined) ids.set(document.id, name)
    else if (document.id !== undefined && first !== undefined)
      say('duplicate_id', '/id', `The id "${document.id}" belongs to ${first}`, `id“${document.id}”已属于 ${first}`, {
        id: document.id,
        first,
      })
    if (keys.has(name) && !(document.kind === 'entity' && document.extends !== undefined))
      say('duplicate_key', '/key', `The key "${document.key}" is already taken`, `key“${document.key}”已被使用`, {
        key: String(document.key),
      })
    keys.set(name, name)
    if (document.kind === 'entity' && document.activity) {
      const other = single.get('activity')
      if (other !== undefined)
        say('too_many', '/activity', `Activities are kept by ${other}`, `跟进已由 ${other} 记录`, { first: other })
      single.set('activity', name)
    }
    if (document.kind === 'optionset')
      document.options.forEach((option, index) => {
        if (option.replacedBy === undefined || document.options.some((other) => other.key === option.replacedBy)) return
        const at = pointer('/options', index, 'replacedBy')
        say('unknown_option', at, `There is no option "${option.replacedBy}"`, `没有选项“${option.replacedBy}”`, {
          option: option.replacedBy,
        })
      })
    if (document.kind === 'workspace' || document.kind === 'navigation') {
      const other = single.get(document.kind)
      if (other !== undefined)
        say('duplicate_document', '/kind', `There can be only one ${document.kind}`, `“${document.kind}”只能有一个`, {
          first: other,
        })
      single.set(document.kind, name)
    }
    if (document.kind === 'role' && document.key === adminRoleKey)
      say('reserved_key', '/key', 'The role "admin" is built in', '角色“admin”为内置角色', { key: adminRoleKey })
    if (document.kind === 'workspace')
      document.currencies?.forEach((code, index) => {
        if (document.currencies?.indexOf(code) !== index)
          say('duplicate_key', pointer('/currencies', index), `"${code}" is listed twice`, `“${code}”重复`, {
            key: code,
          })
      })
  }
  return problems
}
