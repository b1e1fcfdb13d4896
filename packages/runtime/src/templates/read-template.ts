import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { TemplateDocument } from '@atelier/definitions'
import { type Folder, readFolder } from './read-folder.ts'

/** Where the templates lie that come with Atelier. */
export const examplesFolder = path.resolve(import.meta.dirname, '../../../../examples')

async function templateNames(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined)
  return (entries ?? []).filter((entry) => entry.isDirectory()).map((entry) => entry.name)
}

/** A template's documents by its key; undefined when there is none. Keys never leave the folder. */
export async function readTemplate(key: string, folder: string = examplesFolder): Promise<Folder | undefined> {
  return (await templateNames(folder)).includes(key) ? readFolder(path.join(folder, key)) : undefined
}

export type TemplateSummary = Pick<TemplateDocument, 'key' | 'version' | 'languages' | 'label' | 'description'> & {
  readonly entities: readonly { readonly key: string; readonly label: unknown }[]
  readonly reports: number
  readonly sampleData: boolean
}

/** What the gallery shows of each template. One that cannot be read is left out. */
export async function listTemplates(folder: string = examplesFolder): Promise<readonly TemplateSummary[]> {
  const found: TemplateSummary[] = []
  for (const name of [...(await templateNames(folder))].sort()) {
    const read = await readTemplate(name, folder)
    const template = read?.ok ? read.documents.find((document) => document.kind === 'template') : undefined
    if (!read?.ok || !template) continue
    const { key, version, languages, label, description } = template
    found.push({
      key,
      version,
      languages,
      ...(label === undefined ? {} : { label }),
      ...(description === undefined ? {} : { description }),
      entities: read.documents
        .filter((document) => document.kind === 'entity')
        .map((entity) => ({ key: entity.key, label: entity.label ?? entity.key })),
      reports: read.documents.filter((document) => document.kind === 'report').length,
      sampleData: read.documents.some((document) => document.kind === 'sampleData'),
    })
  }
  return found
}
