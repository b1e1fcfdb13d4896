import { describe, expect, it } from 'vitest'
import { safeNext } from '../pages/sign-in/safe-next.ts'
import { addresses, segmentEntity } from './addresses.ts'

describe('addresses', () => {
  it('keep an entity apart from a page of the same name', () => {
    expect(addresses.view('opportunity', { view: 'mine' })).toBe('/opportunity?view=mine')
    expect(addresses.record('inbox', '1')).toBe('/~inbox/1')
    expect(segmentEntity('~inbox')).toBe('inbox')
    expect(segmentEntity('account')).toBe('account')
  })

  it('after signing in never lead out of the app', () => {
    expect(safeNext('/opportunity?view=mine')).toBe('/opportunity?view=mine')
    expect(safeNext('//evil.example')).toBe('/')
    expect(safeNext('/\\evil.example')).toBe('/')
    expect(safeNext('https://evil.example')).toBe('/')
    expect(safeNext(undefined)).toBe('/')
  })
})
