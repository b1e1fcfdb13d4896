import { describe, expect, it } from 'vitest'
import { byDue, dayIn, readInbox } from './read-inbox.ts'

describe('tasks on home', () => {
  const task = (id: string, due: string | null) => ({ id, entity: 'activity', label: id, type: null, due, about: [] })
  it('are sorted by the day that it is for the reader', () => {
    const now = new Date('2026-11-22T20:00:00Z')
    const tasks = [
      task('a', '2026-11-22T10:00:00Z'),
      task('b', '2026-11-22T16:30:00Z'),
      task('c', '2026-11-24T02:00:00Z'),
      task('d', null),
    ]
    const inShanghai = byDue(tasks, 'Asia/Shanghai', now)
    expect(inShanghai.overdue.map(({ id }) => id)).toEqual(['a'])
    expect(inShanghai.today.map(({ id }) => id)).toEqual(['b'])
    expect(inShanghai.later.map(({ id }) => id)).toEqual(['c', 'd'])
    expect(byDue(tasks, 'UTC', now).today.map(({ id }) => id)).toEqual(['a', 'b'])
  })
  it('are read with what they are about, one record or several', () => {
    const { tasks, approvals } = readInbox({
      tasks: [
        { id: 't', entity: 'activity', label: 'Call', type: 'call', due: null, about: [{ id: 'o', label: 'Deal' }] },
      ],
      approvals: [
        { id: 'a', title: 'Discount', starter: { id: 'u', label: 'Wang Wei' }, startedAt: '2026-11-22T10:00:00Z' },
      ],
    })
    expect(tasks[0]?.about).toEqual([{ id: 'o', label: 'Deal', entity: undefined }])
    expect(approvals[0]).toEqual({ id: 'a', title: 'Discount', starter: 'Wang Wei', startedAt: '2026-11-22T10:00:00Z' })
  })
  it('leave a day as it is', () => {
    expect(dayIn('Asia/Shanghai', '2026-11-22')).toBe('2026-11-22')
  })
})
