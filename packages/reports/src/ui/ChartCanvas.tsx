import { useComputedColorScheme } from '@atelier/ui'
import { BarChart, LineChart, PieChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { CellView } from '../result-view.ts'
import type { ChartData, ChartType } from './chart-data.ts'
import { type ChartTheme, type ChartWords, chartOption } from './chart-option.ts'

use([BarChart, LineChart, PieChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

export type ChartCanvasProps = {
  readonly type: ChartType
  readonly data: ChartData
  readonly words: ChartWords
  readonly picked?: CellView | undefined
  readonly onOpen?: ((cell: CellView) => void) | undefined
}

/** The theme's colours as they are now: SVG fills that are animated must be plain colours. */
function readTheme(element: HTMLElement): ChartTheme {
  const style = getComputedStyle(element)
  const role = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    series: ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'].map(role),
    text: role('text'),
    quiet: role('text-2'),
    line: role('line'),
    surface: role('raised'),
    font: style.fontFamily,
    animate: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
  }
}

/** The drawn chart. It is the table's twin: what it shows stands there too, so it is one picture to those who hear the page. */
export function ChartCanvas({ type, data, words, picked, onOpen }: ChartCanvasProps) {
  const element = useRef<HTMLDivElement>(null)
  const scheme = useComputedColorScheme()
  // Held in a ref, so that a new callback does not draw the chart again.
  const open = useRef(onOpen)
  open.current = onOpen
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme's colours are read from the element, the scheme says when they change
  useEffect(() => {
    const box = element.current
    if (!box) return
    const chart = init(box, null, { renderer: 'svg' })
    chart.setOption(chartOption(type, data, readTheme(box), words, picked))
    chart.on('click', ({ seriesIndex = 0, dataIndex }) => {
      const cell = data.series[seriesIndex]?.points[dataIndex]?.cell
      if (cell) open.current?.(cell)
    })
    const observer = new ResizeObserver(() => chart.resize())
    observer.observe(box)
    return () => {
      observer.disconnect()
      chart.dispose()
    }
  }, [type, data, words, picked, scheme])
  return <div ref={element} className="chart-canvas" role="img" aria-label={words.title} />
}
