import { describe, expect, it } from 'vitest'
import { blockOf, fromTsv, laidOut, moveCursor, toTsv } from './column.ts'

const extent = { rows: 100, columns: 4, page: 20 }
const at = { row: 10, column: 1 }

describe('the cell cursor', () => {
  it('goes by arrows, j and k, Home and End, pages, and to the edges with Ctrl', () => {
    expect(moveCursor(at, 'ArrowDown', false, extent)).toEqual({ row: 11, column: 1 })
    expect(moveCursor(at, 'j', false, extent)).toEqual({ row: 11, column: 1 })
    expect(moveCursor(at, 'k', false, extent)).toEqual({ row: 9, column: 1 })
    expect(moveCursor(at, 'ArrowLeft', false, extent)).toEqual({ row: 10, column: 0 })
    expect(moveCursor(at, 'End', false, extent)).toEqual({ row: 10, column: 3 })
    expect(moveCursor(at, 'PageDown', false, extent)).toEqual({ row: 30, column: 1 })
    expect(moveCursor(at, 'ArrowUp', true, extent)).toEqual({ row: 0, column: 1 })
    expect(moveCursor(at, 'End', true, extent)).toEqual({ row: 99, column: 3 })
  })

  it('never leaves the table', () => {
    expect(moveCursor({ row: 99, column: 3 }, 'ArrowDown', false, extent)).toEqual({ row: 99, column: 3 })
    expect(moveCursor({ row: 0, column: 0 }, 'PageUp', false, extent)).toEqual({ row: 0, column: 0 })
  })

  it('leaves other keys alone', () => {
    expect(moveCursor(at, 'q', false, extent)).toBeNull()
  })
})

describe('a block of cells', () => {
  it('holds both corners, whichever comes first', () => {
    expect(blockOf({ row: 5, column: 3 }, { row: 2, column: 1 })).toEqual({ top: 2, bottom: 5, left: 1, right: 3 })
  })

  it('is filled by what is pasted as often as it fits exactly, else from its first cell', () => {
    const chosen = { top: 0, bottom: 3, left: 0, right: 0 }
    expect(laidOut([['a']], chosen)).toEqual([['a'], ['a'], ['a'], ['a']])
    expect(laidOut([['a'], ['b']], chosen)).toEqual([['a'], ['b'], ['a'], ['b']])
    expect(laidOut([['a'], ['b'], ['c']], chosen)).toEqual([['a'], ['b'], ['c']])
    expect(laidOut([['a', 'b']], { top: 0, bottom: 0, left: 0, right: 0 })).toEqual([['a', 'b']])
  })
})

describe('copied rows', () => {
  it('are tab-separated, with quotes round what would break them', () => {
    expect(
      toTsv([
        ['a', 'b'],
        ['say "hi"', 'two\nlines'],
      ]),
    ).toBe('a\tb\n"say ""hi"""\t"two\nlines"')
  })
})

describe('a pasted block', () => {
  it('is read as a spreadsheet writes it', () => {
    expect(fromTsv('a\tb\r\nc\t\r\n')).toEqual([
      ['a', 'b'],
      ['c', ''],
    ])
  })
  it('is what copying gives, whatever the cells hold', () => {
    const rows = [
      ['say "hi"', 'two\nlines', 'a\tb'],
      ['', '1,200', '中文'],
    ]
    expect(fromTsv(toTsv(rows))).toEqual(rows)
  })
  it('is one cell when it is one word', () => {
    expect(fromTsv('word')).toEqual([['word']])
  })
})
