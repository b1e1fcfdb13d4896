import type { RecordJson } from '@atelier/api'
import { ActionIcon, showToast, Tooltip, useTexts } from '@atelier/ui'
import { IconBell, IconBellFilled } from '@atelier/ui/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { client, unwrap } from '../../app/client.ts'
import type { EntityView } from '../../workspace/model.ts'
import { pageTexts } from './record-page-texts.ts'

/** Follows a record, so that its changes come into one's inbox; says who else does. */
export function FollowButton({ entity, record }: { readonly entity: EntityView; readonly record: RecordJson }) {
  const t = useTexts(pageTexts)
  const queries = useQueryClient()
  const key = ['follow', entity.key, record.id]
  const { data } = useQuery({
    queryKey: key,
    enabled: !entity.system,
    queryFn: () => unwrap(client.records.following(entity.key, record.id)),
  })
  if (!data) return null
  const { following, followers } = data
  const toggle = async () => {
    queries.setQueryData(key, { ...data, following: !following })
    const answer = await client.records.follow(entity.key, record.id, !following)
    queries.setQueryData(key, answer.ok ? answer.value : data)
    showToast(answer.ok ? t(following ? 'unfollowed' : 'followed') : answer.title, answer.ok ? {} : { tone: 'bad' })
  }
  const Icon = following ? IconBellFilled : IconBell
  const names = followers.map(({ label }) => label)
  return (
    <Tooltip label={[t(following ? 'unfollow' : 'follow'), names.join('、')].filter(Boolean).join(' · ')}>
      <ActionIcon
        className="no-print"
        aria-pressed={following}
        aria-label={t('follow')}
        color={following ? 'ink' : 'gray'}
        onClick={() => void toggle()}
      >
        <Icon size={16} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  )
}
