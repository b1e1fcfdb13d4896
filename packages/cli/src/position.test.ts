import { expect, test } from 'vitest'
import { positionIn } from './position.ts'

const text = `{
  "kind": "entity",
  "tricky \\" } key": "a ] \\\\",
  "fields": [
    { "key": "name", "a/b": { "~": 1 } },
    {
      "key": "size", "type": "numbr"
    }
  ]
}`

test('a pointer becomes the line and column where the value begins', () => {
  expect(positionIn(text, '')).toEqual({ line: 1, column: 1 })
  expect(positionIn(text, '/kind')).toEqual({ line: 2, column: 11 })
  expect(positionIn(text, '/fields/1/type')).toEqual({ line: 7, column: 30 })
  expect(positionIn(text, '/fields/0/a~1b/~0')).toEqual({ line: 5, column: 36 })
})

test('a value that is not there is shown at the one around it', () => {
  expect(positionIn(text, '/fields/1/label/en')).toEqual({ line: 6, column: 5 })
  expect(positionIn(text, '/fields/7')).toEqual({ line: 4, column: 13 })
  expect(positionIn(text, '/kind/x')).toEqual({ line: 2, column: 11 })
})

test('a text that is not JSON has no positions', () => {
  expect(positionIn('{"kind": ', '/kind')).toBeUndefined()
})
