import { describe, expect, test } from 'vitest'
import { parseReport } from './parse-report.ts'

describe('a report sent along', () => {
  test('needs no head and no ids', () => {
    const { document, problems } = parseReport({
      type: 'summary',
      entity: 'deal',
      rows: [{ key: 'owner', field: 'owner' }],
      values: [{ key: 'n', aggregate: 'count' }],
      buckets: [{ key: 'size', kind: 'ranges', value: { var: 'amount' }, ranges: [{ key: 'small', to: 10 }] }],
    })
    expect(problems).toBeUndefined()
    expect(document).toMatchObject({ kind: 'report', key: 'adhoc', rows: [{ key: 'owner', field: 'owner' }] })
  })

  test('answers every problem with its place', () => {
    const { problems } = parseReport({ type: 'summry', values: [{ aggregate: 'count' }], rwos: [] })
    expect(problems?.map(({ code, path }) => `${code} ${path}`).sort()).toEqual([
      'required /values/0/key',
      'unknown_property /rwos',
      'wrong_value /type',
    ])
  })

  test('is a report and an object', () => {
    expect(parseReport('x').problems).toMatchObject([{ code: 'wrong_type', path: '' }])
    expect(parseReport({ kind: 'team' }, '/report').problems).toMatchObject([
      { code: 'wrong_value', path: '/report/kind' },
    ])
  })
})
