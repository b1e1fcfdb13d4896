import type { RecordJson } from '@atelier/api'
import { Menu, type Point, StageGlyph, showToast, useLabel, useTexts } from '@atelier/ui'
import {
  IconArrowsDiagonal,
  IconExternalLink,
  IconLayoutSidebarRight,
  IconLink,
  IconSquareCheck,
  IconTrash,
} from '@atelier/ui/icons'
import { addresses } from '../../app/addresses.ts'
import { usePage } from '../../app/use-page.ts'
import { recordTexts } from '../../records/record-texts.ts'
import type { Writer } from '../../records/use-write.ts'
import type { EntityView } from '../../workspace/model.ts'
import { PointMenu } from './PointMenu.tsx'
import { viewTexts } from './view-texts.ts'

export type RowMenuProps = {
  readonly entity: EntityView
  readonly record: RecordJson
  readonly at: Point
  readonly writer: Writer
  readonly isSelected: boolean
  readonly onSelect: () => void
  readonly onMove: (to: string) => void
  readonly onClose: () => void
}

/** What can be done with one row. */
export function RowMenu({ entity, record, at, writer, isSelected, onSelect, onMove, onClose }: RowMenuProps) {
  const t = useTexts(viewTexts)
  const tr = useTexts(recordTexts)
  const label = useLabel()
  const { setQuery, go } = usePage()
  const address = addresses.record(entity.key, record.id)
  const here = entity.stage ? record[entity.stage.key] : undefined
  const stages = entity.pipelines.find((each) => each.stages.some(({ key }) => key === here))?.stages ?? []
  const icon = { size: 16, stroke: 1.5 }
  const copyLink = async () => {
    await navigator.clipboard.writeText(window.location.origin + address)
    showToast(tr('copied'))
  }
  return (
    <PointMenu at={at} onClose={onClose}>
      <Menu.Item leftSection={<IconLayoutSidebarRight {...icon} />} onClick={() => setQuery({ panel: record.id })}>
        {t('preview')}
      </Menu.Item>
      <Menu.Item leftSection={<IconArrowsDiagonal {...icon} />} onClick={() => go(address)}>
        {t('openPage')}
      </Menu.Item>
      <Menu.Item leftSection={<IconExternalLink {...icon} />} component="a" href={address} target="_blank">
        {t('openTab')}
      </Menu.Item>
      <Menu.Item leftSection={<IconLink {...icon} />} onClick={() => void copyLink()}>
        {tr('copyLink')}
      </Menu.Item>
      <Menu.Item leftSection={<IconSquareCheck {...icon} />} onClick={onSelect}>
        {isSelected ? t('unselectRow') : t('selectRow')}
      </Menu.Item>
      {entity.may.has('update') && stages.length > 0 ? (
        <>
          <Menu.Divider />
          <Menu.Label>{t('moveTo')}</Menu.Label>
          {stages.map((stage) =>
            stage.key === here ? null : (
              <Menu.Item
                key={stage.key}
                leftSection={<StageGlyph position={stage.position} total={stage.total} outcome={stage.outcome} />}
                onClick={() => onMove(stage.key)}
              >
                {label(stage.label, stage.key)}
              </Menu.Item>
            ),
          )}
        </>
      ) : null}
      {entity.may.has('delete') ? (
        <>
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash {...icon} />} onClick={() => void writer.remove([record.id])}>
            {t('delete')}
          </Menu.Item>
        </>
      ) : null}
    </PointMenu>
  )
}
