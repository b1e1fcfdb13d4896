import type { DashboardDocument, Document } from '../documents/index.ts'
import type { Model } from '../model.ts'
import { didYouMean, type Problem, pointer, problem } from '../problem.ts'

/** Tiles that emit a row or column their report does not have, or listen to what no tile emits. */
export function dashboardProblems(document: Document, model: Model): readonly Problem[] {
  if (document.kind !== 'dashboard') return []
  return document.tiles.flatMap((tile, index) => {
    const at = pointer('/tiles', index)
    return [...emitProblems(tile, model, at), ...listenProblems(document, tile, at)]
  })
}

type Tile = DashboardDocument['tiles'][number]

function emitProblems(tile: Tile, model: Model, at: string): readonly Problem[] {
  const report = model.reports.get(tile.report ?? '')
  if (!report) return []
  const stage = report.type === 'funnel' ? ['stage'] : []
  const known = [...stage, ...[...(report.rows ?? []), ...(report.columns ?? [])].map(({ key }) => key)]
  return Object.entries(tile.emits ?? {}).flatMap(([name, dimension]) =>
    known.includes(dimension)
      ? []
      : [
          problem(
            'unknown_dimension',
            pointer(at, 'emits', name),
            {
              en: `The report has no row or column "${dimension}"`,
              'zh-CN': `报表没有名为“${dimension}”的行或列`,
            },
            { dimension },
            didYouMean(dimension, known),
          ),
        ],
  )
}

function listenProblems(dashboard: DashboardDocument, tile: Tile, at: string): readonly Problem[] {
  return (tile.listens ?? []).flatMap((heard, index) => {
    const dot = heard.indexOf('.')
    const source = dashboard.tiles.find((each) => each.id === heard.slice(0, dot) && each.id !== tile.id)
    const emits = source?.emits
    if (source?.tile === 'report' && (emits === undefined || Object.hasOwn(emits, heard.slice(dot + 1)))) return []
    const known = dashboard.tiles.flatMap((each) =>
      each.id === tile.id ? [] : Object.keys(each.emits ?? {}).map((name) => `${each.id}.${name}`),
    )
    return [
      problem(
        'unknown_tile',
        pointer(at, 'listens', index),
        { en: `No other tile emits "${heard}"`, 'zh-CN': `没有其他磁贴发出“${heard}”` },
        { heard },
        didYouMean(heard, known),
      ),
    ]
  })
}
