import { expect, it } from 'vitest'
import { fromCsv, toCsv } from './csv.ts'

it('what is written comes back, quotes, separators and lines included', () => {
  const rows = [
    ['address', 'en', 'zh-CN'],
    ['a/b', 'Say "yes", please', '第一行\n第二行'],
  ]
  expect(fromCsv(toCsv(rows))).toEqual(rows)
  expect(toCsv([['a', 'b,c']])).toBe('\uFEFFa,"b,c"\r\n')
})

it('files of spreadsheets that separate by semicolons are read too; empty lines are none', () => {
  expect(fromCsv('a;b\r\n\r\n1;"x;y"')).toEqual([
    ['a', 'b'],
    ['1', 'x;y'],
  ])
})
