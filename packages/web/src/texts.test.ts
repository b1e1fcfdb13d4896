import { missingTexts } from '@atelier/ui'
import { describe, expect, it } from 'vitest'
import { shellTexts } from './app/shell-texts.ts'
import { filterTexts } from './filter/filter-texts.ts'
import { homeTexts } from './pages/home/home-texts.ts'
import { setupTexts } from './pages/setup/setup-texts.ts'
import { signInTexts } from './pages/sign-in/sign-in-texts.ts'
import { viewTexts } from './pages/view/view-texts.ts'
import { recordTexts } from './records/record-texts.ts'

describe('the texts of the app', () => {
  it.each(
    [shellTexts, filterTexts, homeTexts, setupTexts, signInTexts, viewTexts, recordTexts].map(
      (texts) => [texts.area, texts] as const,
    ),
  )('exist in both languages: %s', (_, texts) => {
    expect(missingTexts(texts)).toEqual([])
  })
})
