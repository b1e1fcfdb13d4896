import { describe, expect, it } from 'vitest'
import type { TableColumn, TableLines } from './column.ts'
import { copied, filledFrom, pastedInto, rowsIn } from './grid-blocks.ts'

type Row = { readonly name: string; readonly open: boolean }
const row = (name: string, open = true): Row => ({ name, open })
const lines: TableLines<Row> = {
  count: 5,
  at: (index) => {
    const all = [row('a'), 'group', row('b'), 'wait', row('c', false)] as const
    const one = all[index] ?? 'wait'
    if (one === 'group') return { kind: 'group', key: 'g', isOpen: true, head: null }
    return one === 'wait' ? { kind: 'wait' } : { kind: 'row', row: one }
  },
  inSight: () => undefined,
}
const name: TableColumn<Row> = {
  key: 'name',
  label: 'Name',
  width: 100,
  cell: () => null,
  text: (each) => each.name,
  editable: (each) => each.open,
}
const block = { top: 0, bottom: 0, left: 0, right: 0 }

describe('a block of cells', () => {
  it('is copied row by row, without the heads of groups and what is not there yet', () => {
    expect(rowsIn(lines, 0, 9).map((each) => each.name)).toEqual(['a', 'b', 'c'])
    expect(copied(rowsIn(lines, 0, 9), [name, name])).toBe('a\ta\nb\tb\nc\tc')
  })

  it('takes what is pasted over the rows alone, and counts what cannot be edited', () => {
    const { cells, locked } = pastedInto('1\n2\n3\n4', lines, [name], block)
    expect(cells.map(({ row: into, text }) => `${into.name} ${text}`)).toEqual(['a 1', 'b 2'])
    expect(locked).toBe(1)
  })

  it('fills other rows from its own, over and over, where they can be edited', () => {
    const filled = filledFrom([row('a'), row('b')], [row('x'), row('y', false), row('z')], [name])
    expect(filled.map(({ row: into, from }) => `${into.name} from ${from.name}`)).toEqual(['x from a', 'z from a'])
  })
})
