import { expect, test } from 'vitest'
import type { ResultView } from '../result-view.ts'
import { suggestCharts } from './suggest-charts.ts'

const result = (type: string, names: readonly string[], measure: object = {}): ResultView => ({
  columns: [
    { id: 'd', label: 'D', type, role: 'dimension' },
    { id: 'n', label: 'N', type: 'count', role: 'measure', ...measure },
  ],
  rows: [...names.map((d, n) => ({ _level: 0, d, n })), { _level: 1, d: null, n: 99 }],
  truncated: false,
  explain: {},
})
const said = (shown: ResultView) => suggestCharts(shown).map(({ type, reason }) => `${type}: ${reason}`)
const months = Array.from({ length: 24 }, (_, index) => `2026-${index}`)

test('a few months are columns, many are a line', () => {
  expect(said(result('month', months.slice(0, 6)))[0]).toBe('column: time')
  expect(said(result('month', months))).toEqual(['line: time', 'column: time', 'area: volume'])
})

test('a few short names are columns and may be parts of a whole; many or long ones are bars', () => {
  expect(said(result('choice', ['North', 'South', 'East']))).toEqual(['column: few', 'bar: ranking', 'pie: whole'])
  expect(said(result('choice', months))[0]).toBe('bar: ranking')
  expect(said(result('choice', ['The first of the long names', 'Another']))[0]).toBe('bar: ranking')
})

test('percentages are no parts of a whole', () => {
  expect(said(result('choice', ['North', 'South'], { format: 'percent' }))).toEqual(['column: few', 'bar: ranking'])
})

test('columns of a pivot are stacked', () => {
  const values = ['a', 'b'].map((value) => ({ value, label: value, cells: {} }))
  expect(said(result('choice', ['North', 'South'], { values }))[0]).toBe('stacked: parts')
})

test('where there is nothing to compare there is nothing to draw', () => {
  expect(suggestCharts(result('choice', ['North']))).toEqual([])
})
