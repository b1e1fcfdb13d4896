import { describe, expect, it } from 'vitest'
import { commandOf, type KeyPress, type Situation } from './grid-command.ts'

const here: Situation = {
  at: { row: 3, column: 1 },
  reach: { row: 3, column: 1 },
  mode: 'cell',
  line: 'row',
  canEdit: true,
  hasBlock: false,
  hasSelected: false,
  extent: { rows: 10, columns: 4, page: 5 },
}
const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }
const press = (key: string, more: Partial<KeyPress> = {}) => ({ ...plain, key, ...more })

describe('keys in a table', () => {
  it('move the cell, and Tab moves along the row until its end, where it leaves', () => {
    expect(commandOf(press('ArrowDown'), here)).toEqual({ do: 'move', to: { row: 4, column: 1 }, mode: 'cell' })
    expect(commandOf(press('Tab'), here)).toEqual({ do: 'move', to: { row: 3, column: 2 }, mode: 'cell' })
    expect(commandOf(press('Tab'), { ...here, at: { row: 3, column: 3 } })).toBeNull()
    expect(commandOf(press('Tab'), { ...here, mode: 'row' })).toBeNull()
  })

  it('are typed into a cell that can be edited, and are commands anywhere else', () => {
    expect(commandOf(press('x'), here)).toBeNull()
    expect(commandOf(press('x'), { ...here, canEdit: false })).toEqual({ do: 'toggle', extend: false })
    expect(commandOf(press('x'), { ...here, mode: 'row' })).toEqual({ do: 'toggle', extend: false })
    expect(commandOf(press('j'), { ...here, mode: 'row' })).toEqual({
      do: 'move',
      to: { row: 4, column: 1 },
      mode: 'row',
    })
    expect(commandOf(press('j'), here)).toBeNull()
  })

  it('go from the row into its cells sideways, and back with Escape', () => {
    expect(commandOf(press('ArrowRight'), { ...here, mode: 'row' })).toEqual({
      do: 'move',
      to: { row: 3, column: 2 },
      mode: 'cell',
    })
    expect(commandOf(press('Escape'), here)).toEqual({ do: 'row' })
    expect(commandOf(press('Escape'), { ...here, mode: 'row', hasSelected: true })).toEqual({ do: 'deselect' })
  })

  it('with Shift choose a block from the cell, or rows', () => {
    expect(commandOf(press('ArrowDown', { shiftKey: true }), { ...here, reach: { row: 5, column: 2 } })).toEqual({
      do: 'reach',
      to: { row: 6, column: 2 },
    })
    expect(commandOf(press('ArrowDown', { shiftKey: true }), { ...here, mode: 'row' })).toEqual({
      do: 'sweep',
      to: { row: 4, column: 1 },
    })
  })

  it('edit, open, empty, fill, and go up into the head', () => {
    expect(commandOf(press('Enter'), here)).toEqual({ do: 'edit' })
    expect(commandOf(press('F2'), { ...here, mode: 'row' })).toEqual({ do: 'edit' })
    expect(commandOf(press('Enter'), { ...here, mode: 'row' })).toEqual({ do: 'open' })
    expect(commandOf(press('Enter', { ctrlKey: true }), here)).toEqual({ do: 'open' })
    expect(commandOf(press('Delete'), here)).toEqual({ do: 'empty' })
    expect(commandOf(press('d', { metaKey: true }), here)).toEqual({ do: 'fill' })
    expect(commandOf(press('ArrowUp'), { ...here, at: { row: 0, column: 1 } })).toEqual({ do: 'head' })
    expect(commandOf(press('F10', { shiftKey: true }), here)).toEqual({ do: 'menu' })
  })

  it('fold a group at its head', () => {
    for (const key of [' ', 'Enter', 'ArrowLeft', 'ArrowRight'])
      expect(commandOf(press(key), { ...here, line: 'group' })).toEqual({ do: 'fold' })
  })

  it('leaves all other keys to the page', () => {
    for (const key of ['c', '/', '?', '[']) expect(commandOf(press(key), { ...here, mode: 'row' })).toBeNull()
  })
})
