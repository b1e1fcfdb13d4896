import { Button, Modal, showToast, useDisclosure, useTexts } from '@atelier/ui'
import { IconCircle } from '@atelier/ui/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client, unwrap } from '../../../app/client.ts'
import { checklistTexts } from './checklist-texts.ts'
import { clearedOf, sampleCount } from './steps.ts'

/** The sample data that came with a template, and the way to be rid of it; nothing where there is none. */
export function ClearSampleStep() {
  const t = useTexts(checklistTexts)
  const queries = useQueryClient()
  const [opened, { open, close }] = useDisclosure(false)
  const [busy, setBusy] = useState(false)
  const { data: count = 0 } = useQuery({
    queryKey: ['sample-data'],
    retry: false,
    queryFn: () => unwrap(client.send<unknown>('GET', '/sample-data')),
    select: (answer) => sampleCount(answer) ?? 0,
  })
  if (count === 0) return null
  const clear = async () => {
    setBusy(true)
    const answer = await client.send<unknown>('DELETE', '/sample-data')
    setBusy(false)
    close()
    if (!answer.ok) return showToast(answer.problems[0]?.message ?? answer.title, { tone: 'bad' })
    const { removed, kept } = clearedOf(answer.value)
    const more = kept > 0 ? ` ${t('sampleKept', { count: kept })}` : ''
    showToast(t('sampleCleared', { count: removed }) + more)
    await queries.invalidateQueries()
  }
  return (
    <li>
      <IconCircle size={18} stroke={1.5} className="faint" aria-hidden="true" />
      <span className="grow">
        <span className="strong">{t('sample')}</span>
        <span className="quiet small">{t('sampleText', { count })}</span>
      </span>
      <Button size="xs" onClick={open}>
        {t('sampleClear')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('sampleSure', { count })} size={420}>
        <p>{t('sampleSureText')}</p>
        <div className="row checklist-sure">
          <span className="grow" />
          <Button onClick={close} data-autofocus>
            {t('sampleKeep')}
          </Button>
          <Button variant="filled" color="red" loading={busy} onClick={() => void clear()}>
            {t('sampleYes')}
          </Button>
        </div>
      </Modal>
    </li>
  )
}
