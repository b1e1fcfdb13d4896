import { expect, test } from 'vitest'
import { createFormStore } from './form-store.ts'

const listening = (keys: readonly string[], start = {}) => {
  const store = createFormStore(start)
  const heard: number[] = []
  const stop = store.listen(keys, () => heard.push(store.count(keys)))
  return { store, heard, stop }
}

test('who listens to a key hears of its changes and of no others', () => {
  const { store, heard, stop } = listening(['name'])
  store.put({ amount: '1' })
  expect(heard).toEqual([])
  store.put({ name: 'A' })
  expect(heard).toEqual([1])
  stop()
  store.put({ name: 'B' })
  expect(heard).toEqual([1])
  expect(store.all()).toEqual({ name: 'B', amount: '1' })
})

test('several keys at once are heard once', () => {
  const { store, heard } = listening(['name', 'amount'])
  store.put({ name: 'A', amount: '1' })
  expect(heard).toEqual([2])
})

test('what stays the same is no change, also where it is written in another way', () => {
  const { store, heard } = listening(['name', 'owner'], { name: null, owner: { id: 'u1' } })
  const before = store.all()
  store.put({ name: undefined, owner: { id: 'u1' } })
  expect(heard).toEqual([])
  expect(store.all()).toBe(before)
})

test('news about a key without a new value is heard too', () => {
  const { store, heard } = listening(['name'])
  store.touch(['name'])
  expect(heard).toEqual([1])
})
