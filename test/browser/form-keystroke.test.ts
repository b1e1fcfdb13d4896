import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openForms } from '../bench/forms/measure-forms.ts'

let page: Page
let close: () => Promise<void>

beforeAll(async () => {
  ;({ page, close } = await openForms())
  await page.evaluate('window.drawn = openCounted(60)')
  await page.getByLabel('Field 59').waitFor()
})
afterAll(() => close?.())

/** The fields drawn while `act` is done, with how often. */
async function drawnBy(act: () => Promise<void>): Promise<unknown> {
  await page.evaluate('drawn.clear()')
  await act()
  return page.evaluate('Object.fromEntries([...drawn].toSorted())')
}

test('a form of sixty fields draws each once when it opens', async () => {
  const first = await page.evaluate('[...drawn.values()]')
  // One in twenty is worked out and one in twenty waits for a choice: they are fields like the others here.
  expect(first).toEqual(Array(60).fill(1))
})

test('a key pressed in a field that nothing hangs on draws that field alone, once for each key', async () => {
  const input = page.getByLabel('Field 8', { exact: true })
  await input.focus()
  expect(await drawnBy(() => input.pressSequentially('abc'))).toEqual({ f8: 3 })
})

test('a key pressed in a number draws it and what is worked out from it', async () => {
  const input = page.getByLabel('Field 1', { exact: true })
  await input.focus()
  expect(await drawnBy(() => input.pressSequentially('7'))).toEqual({ f1: 1, f11: 1 })
  await page.getByText('14.00').waitFor()
})

test('a choice draws itself and what shows by it', async () => {
  const hanging = page.getByLabel('Field 4', { exact: true })
  const choose = async (name: string) => {
    await page.getByRole('combobox', { name: 'Field 2', exact: true }).click()
    return drawnBy(() => page.getByRole('option', { name }).click())
  }
  await choose('high')
  expect(await hanging.count()).toBe(0)
  expect(await choose('low')).toEqual({ f2: 1, f4: 1 })
  expect(await hanging.count()).toBe(1)
})
