import { useLocalStorage } from '@atelier/ui'

export const densities = ['tight', 'normal', 'roomy'] as const
export type Density = (typeof densities)[number]

/** The height of a row in px. */
export const rowHeights: Readonly<Record<Density, number>> = { tight: 30, normal: 36, roomy: 46 }

/** How close rows stand, for all tables of this person on this device. */
export const useDensity = () =>
  useLocalStorage<Density>({ key: 'atelier.density', defaultValue: 'normal', getInitialValueInEffect: false })
