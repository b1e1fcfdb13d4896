import { Menu } from '@mantine/core'
import { IconCheckbox, IconExternalLink, IconLock } from '@tabler/icons-react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'
import type { BoardLanesProps, BoardPlace } from './board-types.ts'

export type CardMenuProps<Card> = {
  readonly card: Card
  readonly place: BoardPlace
  readonly anchor: HTMLElement
  readonly board: BoardLanesProps<Card>
  readonly onMove: (to: BoardPlace) => void
  readonly onToggle: () => void
  readonly onClose: () => void
}

/** What can be done with a card by clicks alone: open it, select it, move it to another lane or swimlane. One menu serves the whole board. */
export function CardMenu<Card>({ card, place, anchor, board, onMove, onToggle, onClose }: CardMenuProps<Card>) {
  const t = useTexts(kitTexts)
  const box = anchor.getBoundingClientRect()
  const close = () => {
    onClose()
    if (anchor.isConnected) anchor.focus({ preventScroll: true })
  }
  const on = board.selected?.has(board.cardId(card)) === true
  return (
    <Menu
      opened
      onChange={close}
      width={260}
      position="bottom-end"
      returnFocus={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <span
          aria-hidden="true"
          className="menu-anchor"
          style={{ left: box.left, top: box.top, width: box.width, height: Math.min(box.height, 24) }}
        />
      </Menu.Target>
      <Menu.Dropdown
        mah="min(560px, 80vh)"
        style={{ overflowY: 'auto' }}
        aria-label={t('cardMenu', { title: board.cardName(card) })}
      >
        <Menu.Item leftSection={<IconExternalLink size={15} stroke={1.5} />} onClick={() => board.onOpen(card)}>
          {t('open')}
        </Menu.Item>
        {board.onSelect ? (
          <Menu.Item leftSection={<IconCheckbox size={15} stroke={1.5} />} onClick={onToggle}>
            {t(on ? 'unselect' : 'select')}
          </Menu.Item>
        ) : null}
        {board.onMove ? (
          <>
            <Menu.Divider />
            <Menu.Label>{t('moveTo')}</Menu.Label>
            {board.lanes.map((lane) => {
              const answer = lane.key === place.lane ? undefined : board.answers?.[lane.key]
              const closed = answer?.accepts === false
              return (
                <Menu.Item
                  key={lane.key}
                  disabled={lane.key === place.lane}
                  aria-disabled={closed || undefined}
                  rightSection={
                    closed ? (
                      <IconLock size={13} aria-hidden="true" />
                    ) : answer?.note ? (
                      <span className="small warn">{answer.note}</span>
                    ) : null
                  }
                  onClick={() => onMove({ ...place, lane: lane.key })}
                >
                  {lane.label}
                  {closed && answer.reason ? <span className="menu-why">{answer.reason}</span> : null}
                </Menu.Item>
              )
            })}
            {board.rows && board.rows.length > 1 ? (
              <>
                <Menu.Label>{t('moveToRow')}</Menu.Label>
                {board.rows.map((row) => (
                  <Menu.Item
                    key={row.key}
                    disabled={row.key === place.row}
                    onClick={() => onMove({ ...place, row: row.key })}
                  >
                    {row.label}
                  </Menu.Item>
                ))}
              </>
            ) : null}
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  )
}
