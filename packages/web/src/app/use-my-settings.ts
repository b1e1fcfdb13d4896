import type { MeAnswer, PersonSettings } from '@atelier/api'
import { setLanguage, showToast, useLocalStorage, useMantineColorScheme } from '@atelier/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useMe } from '../workspace/WorkspaceContext.tsx'
import { client } from './client.ts'
import { useBigNumbers } from './DataProvider.tsx'

/** Makes settings true on this device; what was never chosen stays as the device has it. */
function useTakeUp(): (settings: Partial<PersonSettings>) => void {
  const { setColorScheme } = useMantineColorScheme()
  const [, setBig] = useBigNumbers()
  const [, setDensity] = useLocalStorage<string>({ key: 'atelier.density', defaultValue: 'normal' })
  return ({ language, theme, density, bigNumbers }) => {
    if (language) setLanguage(language)
    if (theme) setColorScheme(theme)
    if (density) setDensity(density)
    if (bigNumbers) setBig(bigNumbers)
  }
}

/** Takes up what the person has chosen, also on another device, whenever it is read. Once, below the shell. */
export function useApplySettings(): void {
  const { settings } = useMe()
  const takeUp = useTakeUp()
  const now = JSON.stringify(settings)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what the server says anew is taken up, else a click here were undone
  useEffect(() => takeUp(settings), [now])
}

/** One’s own settings, and the way to change some: at once here, and with the person for every other device. */
export function useMySettings() {
  const { settings } = useMe()
  const queries = useQueryClient()
  const takeUp = useTakeUp()
  const save = async (changes: Partial<PersonSettings>): Promise<boolean> => {
    takeUp(changes)
    const answer = await client.send<PersonSettings>('PATCH', '/mine/settings', { body: changes })
    if (!answer.ok) {
      showToast(answer.problems[0]?.message ?? answer.title, { tone: 'bad' })
      return false
    }
    const { value } = answer
    queries.setQueryData<MeAnswer>(['me'], (me) => me && { ...me, zone: value.zone ?? me.zone, settings: value })
    return true
  }
  return { settings, save: (changes: Partial<PersonSettings>) => void save(changes) }
}
