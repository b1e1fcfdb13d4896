import { type Cursor, type Extent, moveCursor } from './column.ts'

/** The part of a key press that matters. */
export type KeyPress = {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** Where the keyboard is in a table. In a row letters are commands; in a cell that can be edited they are typed into it. */
export type Situation = {
  readonly at: Cursor
  /** The corner that Shift moves; the cursor itself where no block is chosen. */
  readonly reach: Cursor
  readonly mode: 'row' | 'cell'
  readonly line: 'row' | 'group' | 'wait'
  readonly canEdit: boolean
  readonly hasBlock: boolean
  readonly hasSelected: boolean
  readonly extent: Extent
}

export type GridCommand =
  | { readonly do: 'move'; readonly to: Cursor; readonly mode: 'row' | 'cell' }
  | { readonly do: 'reach'; readonly to: Cursor }
  | { readonly do: 'sweep'; readonly to: Cursor }
  | { readonly do: 'edit' | 'open' | 'selectAll' | 'deselect' | 'row' | 'fill' | 'empty' | 'menu' | 'head' | 'fold' }
  | { readonly do: 'toggle'; readonly extend: boolean }

const arrows = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown']

function moves(press: KeyPress, here: Situation): GridCommand | null {
  const ctrl = press.ctrlKey || press.metaKey
  const { at, reach, mode, extent } = here
  if (press.key === 'Tab' && mode === 'cell') {
    const column = at.column + (press.shiftKey ? -1 : 1)
    // At either end Tab leaves the table, as it does everywhere.
    return column < 0 || column >= extent.columns ? null : { do: 'move', to: { row: at.row, column }, mode }
  }
  const isLetter = !ctrl && (press.key === 'j' || press.key === 'k') && mode === 'row'
  if (!isLetter && !arrows.includes(press.key)) return null
  if (press.key === 'ArrowUp' && at.row === 0 && !press.shiftKey) return { do: 'head' }
  if (press.shiftKey && mode === 'cell') {
    const to = moveCursor(reach, press.key, ctrl, extent)
    return to && { do: 'reach', to }
  }
  const to = moveCursor(at, press.key, ctrl, extent)
  if (!to) return null
  if (press.shiftKey && to.row !== at.row) return { do: 'sweep', to }
  return { do: 'move', to, mode: to.column === at.column ? mode : 'cell' }
}

/** What a key asks a table to do; null for keys that it leaves to others. */
export function commandOf(press: KeyPress, here: Situation): GridCommand | null {
  const { key, shiftKey } = press
  const ctrl = press.ctrlKey || press.metaKey
  if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) return { do: 'menu' }
  if (press.altKey) return null
  if (here.line === 'group' && [' ', 'Enter', 'ArrowLeft', 'ArrowRight'].includes(key) && !ctrl) return { do: 'fold' }
  const move = moves(press, here)
  if (move) return move
  if (ctrl) {
    if (key === 'a') return { do: 'selectAll' }
    if (key === 'd') return { do: 'fill' }
    if (key === 'Enter') return { do: 'open' }
    return null
  }
  if (key === 'Escape') {
    if (here.hasBlock || here.mode === 'cell') return { do: 'row' }
    return here.hasSelected ? { do: 'deselect' } : null
  }
  if (key === 'Enter') return here.mode === 'cell' && here.canEdit ? { do: 'edit' } : { do: 'open' }
  if (key === 'F2') return here.canEdit ? { do: 'edit' } : null
  const types = here.mode === 'cell' && here.canEdit
  if (types && (key === 'Delete' || key === 'Backspace')) return { do: 'empty' }
  if (key === ' ') return { do: 'toggle', extend: shiftKey }
  if (types) return null
  if (key === 'x' || key === 'X') return { do: 'toggle', extend: shiftKey }
  return key === 'e' && here.canEdit ? { do: 'edit' } : null
}
