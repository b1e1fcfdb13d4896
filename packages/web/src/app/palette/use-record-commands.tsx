import { type Command, type CommandGroup, StageGlyph, showToast, useLabel, useTexts } from '@atelier/ui'
import { IconExternalLink, IconLink, IconTrash } from '@atelier/ui/icons'
import { useQuery } from '@tanstack/react-query'
import { asText } from '../../fields/values.ts'
import { recordTexts } from '../../records/record-texts.ts'
import { recordTitle } from '../../records/record-title.ts'
import { moveState, useMove, useMoves } from '../../records/use-move.ts'
import { useWrite } from '../../records/use-write.ts'
import type { EntityView } from '../../workspace/model.ts'
import { addresses } from '../addresses.ts'
import { client, unwrap } from '../client.ts'
import { usePage } from '../use-page.ts'
import { paletteTexts } from './palette-texts.ts'

const icon = { size: 16, stroke: 1.5, 'aria-hidden': true } as const

/** What can be done with the record that is open, as a page or beside a list: to every stage, copy its link, delete it. */
export function useRecordCommands(entity: EntityView): readonly CommandGroup[] {
  const tp = useTexts(paletteTexts)
  const tr = useTexts(recordTexts)
  const label = useLabel()
  const { params, query, go } = usePage()
  const move = useMove(entity)
  const { remove } = useWrite(entity.key)
  const id = params.id ?? (query.panel === 'new' ? undefined : query.panel)
  const { data: record } = useQuery({
    queryKey: ['record', entity.key, id],
    enabled: id !== undefined,
    queryFn: () => unwrap(client.records.get(entity.key, id ?? '')),
  })
  const moves = useMoves(entity.key, entity.stage && record ? record.id : null)
  if (!record || id === undefined) return []
  const here = entity.stage ? asText(record[entity.stage.key]) : ''
  const address = addresses.record(entity.key, record.id)
  const stages = (entity.stage?.stages ?? [])
    .filter((stage) => stage.key !== here)
    .flatMap((stage): readonly Command[] => {
      const told = moves.find((each) => each.stage === stage.key)
      const { state, missing } = moveState(told)
      if (!told || state === 'closed') return []
      return [
        {
          id: `move ${stage.key}`,
          label: tr('moveTo', { stage: label(stage.label, stage.key) }),
          hint: missing > 0 ? tr('toDo', { count: missing }) : undefined,
          words: 'move stage 推进 阶段',
          icon: <StageGlyph position={stage.position} total={stage.total} outcome={stage.outcome} />,
          run: () =>
            void move(record.id, stage.key).then((refusal) => {
              if (!refusal) return
              showToast(refusal.problems.map((problem) => problem.message).join(' '), { tone: 'bad' })
              if (params.id === undefined) go(address)
            }),
        },
      ]
    })
  const others: readonly Command[] = [
    ...(params.id === undefined
      ? [{ id: 'open record', label: tp('openPage'), icon: <IconExternalLink {...icon} />, run: () => go(address) }]
      : []),
    {
      id: 'copy link',
      label: tr('copyLink'),
      icon: <IconLink {...icon} />,
      run: () =>
        void navigator.clipboard.writeText(window.location.origin + address).then(() => showToast(tr('copied'))),
    },
    ...(entity.may.has('delete')
      ? [
          {
            id: 'delete record',
            label: tr('delete'),
            icon: <IconTrash {...icon} />,
            run: () => void remove([record.id]).then(() => go(addresses.view(entity.key))),
          },
        ]
      : []),
  ]
  return [{ label: recordTitle(entity, record), commands: [...stages, ...others] }]
}
