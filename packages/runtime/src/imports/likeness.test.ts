import { expect, test } from 'vitest'
import { likenessIndex } from './likeness.ts'

const names = likenessIndex()
for (const name of ['Acme Corporation', '上海机床厂有限公司', 'Kan-code', 'Betasoloin']) names.add(name)

test('a name that is spelt a little differently is found', () => {
  expect(names.find('Acme Corporatoin', 0.8)).toBe('Acme Corporation')
  expect(names.find('上海机床厂', 0.8)).toBe('上海机床厂有限公司')
  expect(names.find('acme', 0.8)).toBe('Acme Corporation')
})
test('one that is not alike enough is not', () => {
  expect(names.find('Acme Foundation', 0.8)).toBeUndefined()
  expect(names.find('北京机床研究所', 0.8)).toBeUndefined()
  expect(names.find('', 0.8)).toBeUndefined()
})
