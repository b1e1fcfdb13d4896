import { currentLanguage } from '@atelier/ui'
import type { Params } from './use-reports.ts'

/** Gives the reader a file. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

/** Asks the server for a report as an Excel file; undefined when it refuses. */
export async function reportXlsx(report: unknown, params: Params): Promise<Blob | undefined> {
  const answer = await fetch('/api/reports/export', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': currentLanguage() },
    body: JSON.stringify({ report, params }),
  }).catch(() => undefined)
  return answer?.ok ? answer.blob() : undefined
}

const margin = 24
const head = 40

/** A drawn chart as a picture, twice as large as on the screen, under its title, on the page's own ground. */
export async function chartPng(svg: SVGSVGElement, title: string): Promise<Blob | undefined> {
  const box = svg.getBoundingClientRect()
  const style = getComputedStyle(svg.parentElement ?? svg)
  const ground = getComputedStyle(document.documentElement)
  const text = new XMLSerializer().serializeToString(svg)
  const image = new Image(box.width, box.height)
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = (box.width + margin * 2) * 2
  canvas.height = (box.height + margin * 2 + head) * 2
  const draw = canvas.getContext('2d')
  if (!draw) return undefined
  draw.scale(2, 2)
  draw.fillStyle = ground.getPropertyValue('--surface').trim()
  draw.fillRect(0, 0, canvas.width, canvas.height)
  draw.fillStyle = ground.getPropertyValue('--text').trim()
  draw.font = `600 16px ${style.fontFamily}`
  draw.fillText(title, margin, margin + 16, box.width)
  draw.drawImage(image, margin, margin + head, box.width, box.height)
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'))
}
