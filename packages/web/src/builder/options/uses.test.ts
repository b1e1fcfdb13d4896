import type { Document } from '@atelier/definitions'
import { expect, it } from 'vitest'
import { usesOf } from './uses.ts'

it('a set of options knows the fields that choose from it, in line items too', () => {
  const choice = { type: 'choice', optionset: 'region' }
  const documents: readonly Document[] = [
    {
      kind: 'entity',
      specVersion: 1,
      id: 'ent_order',
      key: 'order',
      fields: [
        { id: 'fld_region', key: 'region', ...choice },
        { id: 'fld_kind', key: 'kind', type: 'choice', optionset: 'kind' },
        { id: 'fld_items', key: 'items', type: 'lines', fields: [{ id: 'fld_from', key: 'from', ...choice }] },
      ],
    },
  ]
  expect(usesOf(documents, 'region').map(({ lines, field }) => [lines?.key, field.key])).toEqual([
    [undefined, 'region'],
    ['items', 'from'],
  ])
  expect(usesOf(documents, 'other')).toEqual([])
})
