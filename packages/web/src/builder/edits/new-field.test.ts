import { fieldTypes } from '@atelier/fields'
import { expect, it } from 'vitest'
import { typeInName } from './new-field.ts'

it('the name of a field says what type it is likely to be', () => {
  const said = (name: string) => typeInName(name, fieldTypes)
  expect(said('签约日期')).toBe('date')
  expect(said('合同金额')).toBe('money')
  expect(said('联系电话')).toBe('phone')
  expect(said('Signing date')).toBe('date')
  expect(said('Last update')).toBeUndefined()
  expect(said('甲方')).toBeUndefined()
})
