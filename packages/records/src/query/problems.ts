import type { Problem } from '@atelier/fields'

/** A field that does not exist, or that the reader may not see: nothing tells them apart. */
export function unknownField(field: string, path: string): Problem {
  return {
    code: 'unknown_field',
    path,
    message: { en: `There is no field "${field}"`, 'zh-CN': `没有字段“${field}”` },
    params: { field },
  }
}

/** A field that has no order. */
export function notSortable(field: string, path: string): Problem {
  return {
    code: 'wrong_type',
    path,
    message: { en: `"${field}" has no order to sort by`, 'zh-CN': `“${field}”无法用来排序` },
    params: { field },
  }
}

/** A cursor that this list did not give. */
export function badCursor(): Problem {
  return {
    code: 'bad_cursor',
    path: '/after',
    message: { en: 'This is not a cursor of this list', 'zh-CN': '这不是该列表的翻页游标' },
    fix: { en: 'Start again from the first page', 'zh-CN': '请从第一页重新开始' },
  }
}
