import { expect, it } from 'vitest'
import { percentText } from './measure-text.ts'

it('shows a share with one decimal, and one that its report rounds with all it has', () => {
  expect(['0.943182', '0.5', '1', '0.6315', '0.6667', '12.34567'].map(percentText)).toEqual([
    '94.3%',
    '50.0%',
    '100.0%',
    '63.15%',
    '66.67%',
    '1,234.6%',
  ])
})
