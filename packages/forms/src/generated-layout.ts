import type { Entity, Field } from '@atelier/definitions'
import type { Conditions, FormMode, LayoutItem, LayoutPage } from './layout.ts'

const free: Conditions = { whenHidden: 'keep' }

/** The most that a quick form asks for, unless more is required. */
const quickFields = 5

const titles = {
  basics: { en: 'Basics', 'zh-CN': '基本信息' },
  amounts: { en: 'Money and time', 'zh-CN': '金额与时间' },
  people: { en: 'People and links', 'zh-CN': '人员与关联' },
  notes: { en: 'Notes and files', 'zh-CN': '说明与附件' },
  computed: { en: 'Worked out', 'zh-CN': '自动计算' },
} as const

type Kind = keyof typeof titles | 'lines'

const kindOf = (field: Field): Kind => {
  if (field.type.storage === 'rows') return 'lines'
  if (field.type.source === 'computed') return 'computed'
  if (field.type.multiline || field.type.group === 'file') return 'notes'
  if (field.type.group === 'number' || field.type.group === 'time') return 'amounts'
  if (field.type.group === 'people' || field.type.group === 'relation') return 'people'
  return 'basics'
}

/** Whether a person can fill the field in. */
const isWritten = (field: Field): boolean => field.type.source === 'input' && field.definition.readonly !== true

const place = (field: Field): LayoutItem => ({
  kind: 'field',
  id: `field_${field.key}`,
  width: kindOf(field) === 'notes' || kindOf(field) === 'lines' ? 4 : 1,
  conditions: free,
  field,
  label: undefined,
  help: undefined,
  default: undefined,
})

/** The fields in the order in which one fills them in: the title, what is required, the rest as drawn. */
function ordered(entity: Entity): readonly Field[] {
  const own = [...entity.fields.values()].filter((field) => !field.system && field.definition.retired !== true)
  const rank = (field: Field) => (field.key === entity.title ? 0 : field.definition.required === true ? 1 : 2)
  return own
    .map((field, index) => ({ field, index }))
    .sort((a, b) => rank(a.field) - rank(b.field) || a.index - b.index)
    .map(({ field }) => field)
}

/** The form of an entity that has none: sections by kind, required first; for `quick` the required fields and at most five. */
export function generatedPages(entity: Entity, mode: FormMode): readonly LayoutPage[] {
  const all = ordered(entity)
  if (mode === 'quick') {
    const written = all.filter((field) => isWritten(field) && kindOf(field) !== 'lines' && field !== entity.stage)
    const needed = written.filter((field) => field.definition.required === true || field.key === entity.title)
    const more = written.filter((field) => !needed.includes(field)).slice(0, Math.max(0, quickFields - needed.length))
    return [{ id: 'quick', label: undefined, items: [...needed, ...more].map(place) }]
  }
  // The stage has its path at the top of a record; a new record starts in the first one.
  const shown = all.filter((field) => field !== entity.stage && (mode !== 'create' || isWritten(field)))
  const sections = (Object.keys(titles) as readonly (keyof typeof titles)[]).flatMap((kind): readonly LayoutItem[] => {
    const items = shown.filter((field) => kindOf(field) === kind).map(place)
    if (items.length === 0) return []
    return [
      {
        kind: 'section',
        id: `section_${kind}`,
        width: 4,
        conditions: free,
        label: titles[kind],
        columns: 2,
        collapsed: false,
        items,
      },
    ]
  })
  const grids = shown
    .filter((field) => kindOf(field) === 'lines')
    .map(
      (field): LayoutItem => ({
        kind: 'section',
        id: `section_${field.key}`,
        width: 4,
        conditions: free,
        label: field.label,
        columns: 1,
        collapsed: false,
        items: [place(field)],
      }),
    )
  return [{ id: 'details', label: undefined, items: [...sections, ...grids] }]
}
