import { type ComponentType, lazy } from 'react'

/** A part of the shell that is fetched beside the page. Where that fails, the page stands without it. */
export const later = <Props extends object>(load: () => Promise<ComponentType<Props>>) =>
  lazy(async (): Promise<{ default: ComponentType<Props> }> => {
    const part = await load().catch(() => undefined)
    return { default: part ?? (() => null) }
  })
