import { useTexts } from '@atelier/ui'
import { useMemo } from 'react'
import type { CellWords } from '../result-view.ts'
import { resultTexts } from './report-texts.ts'

/** Words for empty, overdue, yes and no in the language in use. */
export function useCellWords(): CellWords {
  const t = useTexts(resultTexts)
  return useMemo(
    () => ({ none: t('none'), others: t('others'), overdue: t('overdue'), yes: t('yes'), no: t('no') }),
    [t],
  )
}
