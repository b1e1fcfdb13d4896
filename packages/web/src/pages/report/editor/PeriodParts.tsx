import type { ReportDocument } from '@atelier/definitions'
import { type Label, Menu, useLabel, useTexts } from '@atelier/ui'
import { IconCalendar, IconChevronDown } from '@atelier/ui/icons'
import { useWorkspace } from '../../../workspace/WorkspaceContext.tsx'
import { PeriodControl } from '../PeriodControl.tsx'
import { dateChoices } from './editor-fields.ts'
import { editorTexts } from './editor-texts.ts'
import { periodDefault, withPeriodDefault } from './period-part.ts'

export type PeriodPartsProps = {
  readonly draft: ReportDocument
  readonly entity: string
  /** The date that lies in the chosen period; none yet. */
  readonly date: string | undefined
  readonly onDate: (date: string | undefined) => void
  readonly onChange: (draft: ReportDocument) => void
}

/** Which date a period is about, and which period to begin with; whoever reads the report can choose another. */
export function PeriodParts({ draft, entity, date, onDate, onChange }: PeriodPartsProps) {
  const t = useTexts(editorTexts)
  const label = useLabel()
  const choices = dateChoices(useWorkspace(), entity, (text: Label | undefined, fallback?: string) =>
    label(text, fallback),
  )
  const chosen = choices.find((choice) => choice.path === date)
  if (choices.length === 0) return null
  return (
    <span className="period-parts">
      <Menu position="bottom-start" width={240}>
        <Menu.Target>
          <button type="button" className={`chip${date === undefined ? ' is-add' : ''}`}>
            <IconCalendar size={12} stroke={1.5} aria-hidden="true" />
            {date === undefined ? t('addPeriod') : (chosen?.label ?? date)}
            <IconChevronDown size={12} stroke={1.5} aria-hidden="true" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('whichDate')}</Menu.Label>
          {choices.map((choice) => (
            <Menu.Item key={choice.path} onClick={() => onDate(choice.path)}>
              {choice.label}
            </Menu.Item>
          ))}
          {date === undefined ? null : (
            <>
              <Menu.Divider />
              <Menu.Item onClick={() => onDate(undefined)}>{t('noPeriod')}</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {date === undefined ? null : (
        <PeriodControl
          label={t('period')}
          value={periodDefault(draft)}
          clearable={false}
          onChange={(value) => onChange(withPeriodDefault(draft, value))}
        />
      )}
    </span>
  )
}
