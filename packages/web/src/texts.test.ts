import { resultTexts } from '@atelier/reports/ui'
import { missingTexts } from '@atelier/ui'
import { describe, expect, it } from 'vitest'
import { connectionTexts } from './app/connection/connection-texts.ts'
import { keyTexts } from './app/key-texts.ts'
import { liveTexts } from './app/live/live-texts.ts'
import { paletteTexts } from './app/palette/palette-texts.ts'
import { shellTexts } from './app/shell-texts.ts'
import { tourTexts } from './app/tour/tour-texts.ts'
import { filterTexts } from './filter/filter-texts.ts'
import { dashboardTexts } from './pages/dashboard/dashboard-texts.ts'
import { checklistTexts } from './pages/home/checklist/checklist-texts.ts'
import { homeTexts } from './pages/home/home-texts.ts'
import { importTexts } from './pages/import/import-texts.ts'
import { inboxTexts } from './pages/inbox/inbox-texts.ts'
import { reportTexts } from './pages/report/report-texts.ts'
import { searchTexts } from './pages/search/search-texts.ts'
import { setupTexts } from './pages/setup/setup-texts.ts'
import { signInTexts } from './pages/sign-in/sign-in-texts.ts'
import { boardTexts } from './pages/view/board/board-texts.ts'
import { calendarTexts } from './pages/view/calendar/calendar-texts.ts'
import { viewTexts } from './pages/view/view-texts.ts'
import { recordTexts } from './records/record-texts.ts'

describe('the texts of the app', () => {
  it.each(
    [
      shellTexts,
      connectionTexts,
      searchTexts,
      checklistTexts,
      tourTexts,
      paletteTexts,
      liveTexts,
      keyTexts,
      filterTexts,
      homeTexts,
      setupTexts,
      signInTexts,
      viewTexts,
      boardTexts,
      calendarTexts,
      recordTexts,
      reportTexts,
      resultTexts,
      dashboardTexts,
      importTexts,
      inboxTexts,
    ].map((texts) => [texts.area, texts] as const),
  )('exist in both languages: %s', (_, texts) => {
    expect(missingTexts(texts)).toEqual([])
  })
})
