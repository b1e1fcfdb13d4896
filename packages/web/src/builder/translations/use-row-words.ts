import type { Document } from '@atelier/definitions'
import { useLabel, useTexts } from '@atelier/ui'
import type { LabelRow } from '../edits/translations.ts'
import { translationTexts } from './translation-texts.ts'

const kinds = [
  'entity', 'optionset', 'form', 'view', 'pipeline', 'automation', 'approval', 'policy', 'report', 'dashboard', 'role',
  'team', 'message', 'navigation', 'workspace',
] as const // biome-ignore format: a list

const properties = {
  help: 'propertyHelp',
  message: 'propertyMessage',
  guide: 'propertyGuide',
  subject: 'propertySubject',
  title: 'propertyTitle',
  text: 'propertyText',
} as const
const hasWords = (property: string): property is keyof typeof properties => property in properties

/** Says where a text stands: its document, what it belongs to, and which of its texts it is. */
export function useRowWords() {
  const t = useTexts(translationTexts)
  const label = useLabel()
  const kindName = (kind: Document['kind']): string => t(kinds.find((each) => each === kind) ?? 'other')
  const where = ({ document, within, property }: LabelRow): string =>
    [
      label(document.label, document.key),
      ...within.map((each) => label(each.label, each.key)),
      property === 'label' ? '' : hasWords(property) ? t(properties[property]) : property,
    ]
      .filter((each) => each !== '')
      .join(' › ')
  return { kindName, where }
}
