import { formatNumber } from '@atelier/ui'

const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const

/** Room as people read it: `512 B`, `1.5 MB`; a KB has 1,024 bytes. */
export function formatBytes(bytes: number): string {
  const at = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10))
  const value = bytes / 1024 ** at
  return `${formatNumber(value.toFixed(at === 0 || value >= 100 ? 0 : 1))} ${units[at]}`
}
