import { expect, it } from 'vitest'
import { undoKey } from './undo-keys.ts'

const key = (name: string, shiftKey = false, ctrlKey = true) => ({ key: name, shiftKey, ctrlKey, metaKey: false })

it('Ctrl+Z goes back, Ctrl+Shift+Z and Ctrl+Y forward again, other keys nowhere', () => {
  expect(undoKey(key('z'))).toBe('undo')
  expect(undoKey(key('Z', true))).toBe('redo')
  expect(undoKey(key('y'))).toBe('redo')
  expect(undoKey(key('z', false, false))).toBeUndefined()
  expect(undoKey(key('x'))).toBeUndefined()
})
