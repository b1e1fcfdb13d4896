import { defineTrigger } from '../contract.ts'

/** A moment counted from a date of the record. Never set off by an event: `timersFor` says when it is due. */
export const timeReached = defineTrigger({
  key: 'time.reached',
  label: { en: 'A time is reached', 'zh-CN': '到达时间时' },
  matches: () => false,
})
