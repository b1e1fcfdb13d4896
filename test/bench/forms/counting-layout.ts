import type { Layout, LayoutItem } from '@atelier/forms'

/** The same layout, which tells each time a field of it is drawn: who draws one asks for its width once. */
export function countingLayout(layout: Layout, tell: (field: string) => void): Layout {
  const counting = (item: LayoutItem): LayoutItem => {
    if (item.kind === 'section') return { ...item, items: item.items.map(counting) }
    if (item.kind !== 'field') return item
    const { width } = item
    return Object.defineProperty({ ...item }, 'width', {
      get: () => {
        tell(item.field.key)
        return width
      },
    })
  }
  return { ...layout, pages: layout.pages.map((page) => ({ ...page, items: page.items.map(counting) })) }
}
