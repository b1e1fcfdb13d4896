import { TextInput, useLabel, useTexts } from '@atelier/ui'
import {
  IconChartBar,
  IconFilter,
  IconLayoutGrid,
  IconList,
  IconPlus,
  IconSearch,
  IconTrendingUp,
} from '@atelier/ui/icons'
import { useState } from 'react'
import { useWorkspace } from '../../../workspace/WorkspaceContext.tsx'
import { useReports } from '../../report/use-reports.ts'
import { arrangeTexts } from './arrange-texts.ts'
import { type GalleryItem, galleryItems } from './gallery-items.ts'

const pictures = {
  summary: IconChartBar,
  funnel: IconFilter,
  forecast: IconTrendingUp,
  list: IconList,
  cohort: IconChartBar,
}

const pictureOf = ({ kind, report }: GalleryItem): typeof IconList =>
  kind === 'view' ? IconList : report ? pictures[report.document.type] : IconLayoutGrid

/** Everything that can be put on a dashboard; a click adds it below the others. */
export function Gallery({ onAdd }: { readonly onAdd: (item: GalleryItem) => void }) {
  const t = useTexts(arrangeTexts)
  const say = useLabel()
  const { reports } = useReports()
  const [text, setText] = useState('')
  const wanted = text.trim().toLocaleLowerCase()
  const items = galleryItems(useWorkspace(), reports, {
    tasks: t('tasks'),
    approvals: t('approvals'),
    text: t('text'),
  }).filter((item) => say(item.label).toLocaleLowerCase().includes(wanted))
  const group = (kind: GalleryItem['kind'], title: string) => {
    const those = items.filter((item) => item.kind === kind)
    return those.length === 0 ? null : (
      <section aria-label={title}>
        <h3>{title}</h3>
        <ul>
          {those.map((item) => {
            const Picture = pictureOf(item)
            return (
              <li key={item.key}>
                <button type="button" className="gallery-item" onClick={() => onAdd(item)}>
                  <Picture size={16} stroke={1.5} aria-hidden="true" />
                  <span className="grow cut">{say(item.label)}</span>
                  <IconPlus size={14} stroke={1.5} aria-hidden="true" />
                </button>
              </li>
            )
          })}
        </ul>
      </section>
    )
  }
  return (
    <aside className="gallery" aria-label={t('gallery')}>
      <h2>{t('gallery')}</h2>
      <TextInput
        type="search"
        aria-label={t('find')}
        placeholder={t('find')}
        leftSection={<IconSearch size={14} stroke={1.5} aria-hidden="true" />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {group('report', t('reports'))}
      {group('view', t('views'))}
      {group('other', t('others'))}
      {items.length === 0 ? <p className="quiet small">{t('nothing')}</p> : null}
    </aside>
  )
}
