import { useQuery, useQueryClient } from '@tanstack/react-query'
import { client, unwrap } from '../../app/client.ts'
import { type InboxView, readApprovals, readInbox, readNotices, readWhole } from './read-inbox.ts'

export type Box = 'todo' | 'done' | 'mine' | 'cc'

const nothing: InboxView = { approvals: [], tasks: [], unread: 0, later: { approvals: [], tasks: [] } }

/** What waits for the reader, kept current by the server's events. */
export function useInbox() {
  const { data, isPending, error } = useQuery({
    queryKey: ['inbox'],
    queryFn: () => unwrap(client.inbox()),
    select: readInbox,
  })
  return { inbox: data ?? nothing, loading: isPending, error }
}

/** Requests of a box; those of one's own turn that were put aside are left out. */
export const useApprovals = (box: Box) =>
  useQuery({ queryKey: ['approvals', box], queryFn: () => unwrap(client.approvals(box)), select: readApprovals })

export const useApproval = (id: string) =>
  useQuery({ queryKey: ['approvals', 'one', id], queryFn: () => unwrap(client.approval(id)), select: readWhole })

export const useNotices = () =>
  useQuery({ queryKey: ['notifications'], queryFn: () => unwrap(client.notifications()), select: readNotices })

/** Asks again for all that the inbox shows. */
export function useRefreshInbox(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await Promise.all(
      ['inbox', 'approvals', 'notifications'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
    )
  }
}
