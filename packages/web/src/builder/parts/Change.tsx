import type { Document } from '@atelier/definitions'
import { Badge, useTexts } from '@atelier/ui'
import { builderTexts } from '../builder-texts.ts'
import type { Documents } from '../draft/document.ts'

/** Says of a document or of one of its parts that it is new or changed in the draft; silent when it is neither. */
export function Change({ now, before }: { readonly now: unknown; readonly before: unknown }) {
  const t = useTexts(builderTexts)
  if (before === undefined) return <Badge tone="accent">{t('isNew')}</Badge>
  if (now === before || JSON.stringify(now) === JSON.stringify(before)) return null
  return <Badge>{t('edited')}</Badge>
}

/** The document in service that this one is a draft of. */
export const servedOf = (inService: Documents, document: Document): Document | undefined =>
  inService.find((each) => each.id === document.id)
