import type { RecordJson } from '@atelier/api'
import { ActionIcon, Menu, showToast, useTexts } from '@atelier/ui'
import { IconDots, IconLink, IconPrinter, IconTrash } from '@atelier/ui/icons'
import { addresses } from '../../app/addresses.ts'
import { usePage } from '../../app/use-page.ts'
import { recordTexts } from '../../records/record-texts.ts'
import { useWrite } from '../../records/use-write.ts'
import type { EntityView } from '../../workspace/model.ts'
import { pageTexts } from './record-page-texts.ts'

/** What is done with a record now and then: its link, paper, the bin. */
export function RecordMenu({ entity, record }: { readonly entity: EntityView; readonly record: RecordJson }) {
  const t = useTexts(recordTexts)
  const tp = useTexts(pageTexts)
  const { go } = usePage()
  const writer = useWrite(entity.key)
  const copy = () => {
    const link = new URL(addresses.record(entity.key, record.id), window.location.href).href
    void navigator.clipboard.writeText(link).then(() => showToast(t('copied')))
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" className="no-print" aria-label={t('actions')}>
          <IconDots size={16} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconLink size={16} stroke={1.5} />} onClick={copy}>
          {t('copyLink')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconPrinter size={16} stroke={1.5} />}
          // The menu itself does not belong on paper: it goes first.
          onClick={() => window.setTimeout(() => window.print(), 200)}
        >
          {tp('print')}
        </Menu.Item>
        {entity.may.has('delete') ? (
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} stroke={1.5} />}
            onClick={() => void writer.remove([record.id]).then(() => go(addresses.view(entity.key)))}
          >
            {t('delete')}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  )
}
