import { defineStep } from '../contract.ts'

/** Ends the run: nothing after it happens, in outer lists neither. */
export const stop = defineStep({
  key: 'stop',
  label: { en: 'Stop here', 'zh-CN': '结束' },
  paths: () => [],
  plan: () => ({ stop: true }),
})
