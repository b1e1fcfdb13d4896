import { useQuery } from '@tanstack/react-query'
import { client, unwrap } from './client.ts'

const isJson = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** How many things an inbox answer holds: what its `count` says, else the length of its lists. */
export function countInbox(answer: unknown): number {
  if (!isJson(answer)) return 0
  if (typeof answer.count === 'number') return answer.count
  if (isJson(answer.counts))
    return Object.values(answer.counts).reduce<number>((sum, each) => sum + (typeof each === 'number' ? each : 0), 0)
  return Object.values(answer).reduce<number>((sum, each) => sum + (Array.isArray(each) ? each.length : 0), 0)
}

/** How many tasks, approvals and mentions wait. */
export function useInboxCount(): number {
  const { data } = useQuery({
    queryKey: ['inbox'],
    queryFn: () => unwrap(client.inbox()),
    select: countInbox,
    refetchInterval: 60_000,
  })
  return data ?? 0
}
