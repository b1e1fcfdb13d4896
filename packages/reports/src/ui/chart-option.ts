import type { EChartsCoreOption } from 'echarts/core'
import { type CellView, samePlace } from '../result-view.ts'
import type { ChartData, ChartType } from './chart-data.ts'

/** Colours and type of the theme in use, as CSS values that are already resolved. */
export type ChartTheme = {
  readonly series: readonly string[]
  readonly text: string
  readonly quiet: string
  readonly line: string
  readonly surface: string
  readonly font: string
  readonly animate: boolean
}

export type ChartWords = {
  /** A value of a series as people read it. */
  readonly value: (series: number, raw: unknown) => string
  /** A number on the axis. */
  readonly axis: (value: number) => string
  readonly title: string
}

const cut = (text: string, length: number) => (text.length > length ? `${text.slice(0, length - 1)}…` : text)

/** Marks of lines, so that they are told apart without colour. */
const symbols = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect'] as const
const dashes = ['solid', 'dashed', 'dotted'] as const
const mostLabels = 12

/** What ECharts draws: one axis, quiet lines, values named in the reader's way; what is not `picked` is faint. Pure. */
export function chartOption(
  type: ChartType,
  data: ChartData,
  theme: ChartTheme,
  words: ChartWords,
  picked?: CellView,
): EChartsCoreOption {
  const faint = (series: number, index: number) => {
    const cell = data.series[series]?.points[index]?.cell
    return picked !== undefined && !(cell && samePlace(cell, picked))
  }
  const text = { color: theme.quiet, fontSize: 12, fontFamily: theme.font }
  const point = (series: number, index: number) => data.series[series]?.points[index]
  const base: EChartsCoreOption = {
    animation: theme.animate,
    animationDuration: 180,
    color: [...theme.series],
    textStyle: { fontFamily: theme.font },
    // Six colours differ in lightness; more than that, or parts of a ring, are also told apart by pattern.
    aria: {
      enabled: true,
      label: { description: words.title },
      decal: { show: data.series.length > theme.series.length || (type === 'pie' && data.categories.length > 3) },
    },
    tooltip: {
      trigger: type === 'pie' ? 'item' : 'axis',
      axisPointer: { type: type === 'line' || type === 'area' ? 'line' : 'shadow' },
      backgroundColor: theme.surface,
      borderColor: theme.line,
      textStyle: { color: theme.text, fontSize: 12 },
      confine: true,
    },
    legend: {
      show: data.series.length > 1 || type === 'pie',
      bottom: 0,
      left: 0,
      icon: 'roundRect',
      itemWidth: 10,
      itemHeight: 10,
      type: 'scroll',
      textStyle: text,
    },
  }
  if (type === 'pie') {
    return {
      ...base,
      series: [
        {
          type: 'pie',
          radius: ['48%', '74%'],
          center: ['50%', '45%'],
          itemStyle: { borderColor: theme.surface, borderWidth: 2 },
          label: { show: false },
          data: data.categories.map((name, index) => ({
            name,
            value: point(0, index)?.value ?? 0,
            itemStyle: { opacity: faint(0, index) ? 0.3 : 1 },
          })),
          tooltip: { valueFormatter: (_: unknown, index: number) => words.value(0, point(0, index)?.raw) },
        },
      ],
    }
  }
  const sideways = type === 'bar'
  const category = {
    type: 'category',
    data: [...data.categories],
    inverse: sideways,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: theme.line } },
    axisLabel: { ...text, formatter: (name: string) => cut(name, sideways ? 22 : 14), hideOverlap: true },
  }
  const value = {
    type: 'value',
    splitNumber: 4,
    splitLine: { lineStyle: { color: theme.line } },
    axisLabel: { ...text, formatter: words.axis, hideOverlap: true },
  }
  const lines = type === 'line' || type === 'area'
  return {
    ...base,
    grid: { left: 4, right: sideways ? 64 : 8, top: 20, bottom: data.series.length > 1 ? 32 : 4, containLabel: true },
    xAxis: sideways ? value : category,
    yAxis: sideways ? category : value,
    series: data.series.map((series, at) => ({
      name: series.name,
      type: lines ? 'line' : 'bar',
      ...(type === 'stacked' ? { stack: 'all' } : {}),
      ...(type === 'area' ? { areaStyle: { opacity: 0.16 } } : {}),
      ...(lines
        ? {
            symbol: symbols[at % symbols.length],
            symbolSize: 6,
            smooth: false,
            lineStyle: { type: dashes[Math.floor(at / 2) % dashes.length] },
          }
        : {}),
      ...(!lines && type !== 'stacked' && data.series.length === 1 && series.points.length <= mostLabels
        ? {
            label: {
              show: true,
              position: sideways ? 'right' : 'top',
              color: theme.text,
              fontSize: 12,
              fontFamily: theme.font,
              formatter: ({ dataIndex }: { readonly dataIndex: number }) =>
                series.points[dataIndex]?.value === null ? '' : words.value(at, series.points[dataIndex]?.raw),
            },
          }
        : {}),
      barMaxWidth: sideways ? 22 : 36,
      itemStyle: { borderRadius: type === 'stacked' ? 0 : sideways ? [0, 3, 3, 0] : [3, 3, 0, 0] },
      cursor: 'pointer',
      tooltip: { valueFormatter: (_: unknown, index: number) => words.value(at, series.points[index]?.raw) },
      data: series.points.map((each, index) =>
        faint(at, index) ? { value: each.value, itemStyle: { opacity: 0.3 } } : each.value,
      ),
    })),
  }
}
