import {
  type ChartReason,
  type ChartType,
  chartTypeOf,
  chartTypes,
  type ResultView,
  suggestCharts,
} from '@atelier/reports/ui'
import { Button, Menu, useTexts } from '@atelier/ui'
import {
  IconChartAreaLine,
  IconChartBar,
  IconChartBarPopular,
  IconChartDonut,
  IconChartLine,
  IconChartPpf,
  IconCheck,
  IconChevronDown,
  IconSparkles,
  IconTable,
} from '@atelier/ui/icons'
import { reportTexts } from './report-texts.ts'

const icons: Readonly<Record<ChartType, typeof IconTable>> = {
  column: IconChartBar,
  bar: IconChartBarPopular,
  stacked: IconChartPpf,
  line: IconChartLine,
  area: IconChartAreaLine,
  pie: IconChartDonut,
}
const names = {
  column: 'chartColumn',
  bar: 'chartBar',
  stacked: 'chartStacked',
  line: 'chartLine',
  area: 'chartArea',
  pie: 'chartPie',
} as const
const reasons = {
  time: 'whyTime',
  volume: 'whyVolume',
  ranking: 'whyRanking',
  few: 'whyFew',
  parts: 'whyParts',
  whole: 'whyWhole',
} as const satisfies Readonly<Record<ChartReason, string>>

export type ChartSwitchProps = {
  readonly result: ResultView
  /** The chart in use as a definition names it; the best suggestion where there is none. */
  readonly value: string | undefined
  readonly onChange: (type: string | undefined) => void
}

/** Another chart of the same answer: those that suit it first, each with why; then the rest, and none at all. */
export function ChartSwitch({ result, value, onChange }: ChartSwitchProps) {
  const t = useTexts(reportTexts)
  const suggested = suggestCharts(result)
  const used = value === 'table' ? undefined : (chartTypeOf(value) ?? suggested[0]?.type)
  const rest = chartTypes.filter((type) => suggested.every((each) => each.type !== type))
  const Icon = used ? icons[used] : IconTable
  const name = used ? t(names[used]) : t('chartTable')
  const item = (type: ChartType, reason?: ChartReason, best = false) => {
    const Picture = icons[type]
    return (
      <Menu.RadioItem
        key={type}
        value={type}
        checked={used === type}
        checkIcon={<IconCheck size={14} stroke={1.5} />}
        closeMenuOnClick
        rightSection={best ? <IconSparkles size={14} stroke={1.5} aria-hidden="true" /> : undefined}
        onChange={() => onChange(best ? undefined : type)}
      >
        <span className="chart-choice">
          <Picture size={16} stroke={1.5} aria-hidden="true" />
          <span>
            {t(names[type])}
            {reason ? <span className="chart-why faint small">{t(reasons[reason])}</span> : null}
          </span>
        </span>
      </Menu.RadioItem>
    )
  }
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button
          leftSection={<Icon size={16} stroke={1.5} />}
          rightSection={<IconChevronDown size={14} stroke={1.5} />}
          aria-label={`${t('chart')}: ${name}`}
        >
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {suggested.length > 0 ? <Menu.Label>{t('chartAuto')}</Menu.Label> : null}
        {suggested.map(({ type, reason }, index) => item(type, reason, index === 0))}
        {suggested.length > 0 && rest.length > 0 ? <Menu.Divider /> : null}
        {rest.map((type) => item(type))}
        <Menu.Divider />
        <Menu.RadioItem
          value="table"
          checked={used === undefined}
          checkIcon={<IconCheck size={14} stroke={1.5} />}
          closeMenuOnClick
          onChange={() => onChange('table')}
        >
          <span className="chart-choice">
            <IconTable size={16} stroke={1.5} aria-hidden="true" />
            <span>
              {t('chartTable')}
              <span className="chart-why faint small">{t('whyExact')}</span>
            </span>
          </span>
        </Menu.RadioItem>
      </Menu.Dropdown>
    </Menu>
  )
}
