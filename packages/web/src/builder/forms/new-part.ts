import type { FormItem, Label } from '@atelier/definitions'

/** Something that the palette offers. */
export type NewPart =
  | { readonly type: 'field'; readonly field: string; readonly wide: boolean }
  | { readonly type: 'relatedList'; readonly relation: string }
  | { readonly type: 'section' | 'text' | 'stagePath' | 'timeline' }

/** The item that it becomes on a form. */
export function partOf(part: NewPart, id: string, words: { readonly section: Label; readonly text: Label }): FormItem {
  switch (part.type) {
    case 'field':
      return { id, type: 'field', field: part.field, ...(part.wide ? { width: 2 } : {}) }
    case 'relatedList':
      return { id, type: 'relatedList', relation: part.relation }
    case 'section':
      return { id, type: 'section', label: words.section, columns: 2, items: [] }
    case 'text':
      return { id, type: 'text', text: words.text }
    default:
      return { id, type: part.type }
  }
}

/** How what is dragged in from the palette is told from what stands on the form. */
export const paletteId = (part: NewPart): string => `part:${JSON.stringify(part)}`

const isPart = (value: unknown): value is NewPart =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

/** The part behind an id that `paletteId` made. */
export function partFrom(id: string): NewPart | undefined {
  if (!id.startsWith('part:')) return undefined
  const value: unknown = JSON.parse(id.slice('part:'.length))
  return isPart(value) ? value : undefined
}
