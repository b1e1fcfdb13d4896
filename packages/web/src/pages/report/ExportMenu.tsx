import { type ResultView, resultCsv, resultTexts, useCellWords } from '@atelier/reports/ui'
import { Button, Menu, showToast, useLabel, useTexts } from '@atelier/ui'
import { IconChevronDown, IconDownload } from '@atelier/ui/icons'
import { useState } from 'react'
import { chartPng, reportXlsx, saveFile } from './export-report.ts'
import { reportTexts } from './report-texts.ts'
import { type Params, type ReportEntry, reportRef } from './use-reports.ts'

export type ExportMenuProps = {
  readonly entry: ReportEntry
  readonly params: Params
  readonly title: string
  readonly result: ResultView | undefined
}

/** The report as a file: its table for a spreadsheet, or its chart as a picture. */
export function ExportMenu({ entry, params, title, result }: ExportMenuProps) {
  const t = useTexts(reportTexts)
  const tr = useTexts(resultTexts)
  const say = useLabel()
  const words = useCellWords()
  const [busy, setBusy] = useState(false)
  const [picture, setPicture] = useState<SVGSVGElement | null>(null)
  const save = async (name: string, make: () => Promise<Blob | undefined>) => {
    setBusy(true)
    const content = await make()
    setBusy(false)
    if (content) saveFile(name, content)
    else showToast(t('exportFailed'), { tone: 'bad' })
  }
  const csv = () => {
    if (result)
      saveFile(
        `${title}.csv`,
        new Blob([resultCsv(result, { ...words, total: tr('total') }, say)], { type: 'text/csv;charset=utf-8' }),
      )
  }
  return (
    <Menu
      position="bottom-end"
      width={220}
      onOpen={() => setPicture(document.querySelector<SVGSVGElement>('.report-body .chart-canvas svg'))}
    >
      <Menu.Target>
        <Button
          leftSection={<IconDownload size={16} stroke={1.5} />}
          rightSection={<IconChevronDown size={14} stroke={1.5} />}
          disabled={!result || result.rows.length === 0}
          loading={busy}
        >
          {t('export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void save(`${title}.xlsx`, () => reportXlsx(reportRef(entry), params))}>
          {t('exportXlsx')}
        </Menu.Item>
        <Menu.Item onClick={csv}>{t('exportCsv')}</Menu.Item>
        <Menu.Item
          disabled={picture === null}
          onClick={() => {
            if (picture) void save(`${title}.png`, () => chartPng(picture, title))
          }}
        >
          {t('exportPng')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
