import { createContext, useContext } from 'react'
import type { FormatStyle } from './style.ts'

/** How one person wants to see numbers and times. `bigNumbers: "wan"` writes 128.0万 and 1.2亿. */
export type FormatSettings = {
  readonly language: string
  /** IANA name, for example `Asia/Shanghai`. */
  readonly zone: string
  /** Currency that needs no sign or code beside it. */
  readonly currency: string
  readonly bigNumbers: 'plain' | 'wan'
} & Partial<FormatStyle>

export const defaultFormat: FormatSettings = { language: 'en', zone: 'UTC', currency: 'CNY', bigNumbers: 'plain' }

export const FormatContext = createContext<FormatSettings>(defaultFormat)

/** The reader's format settings. */
export const useFormat = (): FormatSettings => useContext(FormatContext)
