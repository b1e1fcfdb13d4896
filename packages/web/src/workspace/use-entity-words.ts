import { currentLanguage, inSentence, pluralOf, useLabel } from '@atelier/ui'
import type { EntityView, NavigationNode } from './model.ts'
import { useWorkspace } from './WorkspaceContext.tsx'

/** The navigation's word for an entity, where it has one. */
function navigated(items: readonly NavigationNode[], entity: string): NavigationNode | undefined {
  for (const item of items) {
    if (item.go?.entity === entity && item.label) return item
    const below = navigated(item.items, entity)
    if (below) return below
  }
  return undefined
}

/** What an entity is called: `one` on its own, `many` as the navigation says (else the plural), both within sentences too. */
export function useEntityWords(): (entity: EntityView) => {
  readonly one: string
  readonly many: string
  readonly oneWithin: string
  readonly manyWithin: string
} {
  const label = useLabel()
  const { navigation } = useWorkspace()
  return (entity) => {
    const language = currentLanguage()
    const one = label(entity.label, entity.key)
    const item = navigated(navigation, entity.key)
    const many = item?.label ? label(item.label) : pluralOf(one, language)
    return { one, many, oneWithin: inSentence(one, language), manyWithin: inSentence(many, language) }
  }
}
