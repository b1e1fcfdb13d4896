import type { EntityDocument } from '@atelier/definitions'
import { useLabel, useTexts } from '@atelier/ui'
import { useDraft } from '../draft/DraftContext.tsx'
import { ofKind } from '../draft/document.ts'
import { partTexts } from './part-texts.ts'

const plain = {
  owner: 'personOwner',
  starter: 'personStarter',
  creator: 'personCreator',
  approver: 'personApprover',
  $user: 'personUser',
} as const
const isPlain = (text: string): text is keyof typeof plain => text in plain

/** Says in words whom a person expression means; what has no words yet stays as it is written. */
export function usePersonWords(entity: EntityDocument | undefined): (person: string) => string {
  const t = useTexts(partTexts)
  const label = useLabel()
  const { documents } = useDraft()
  const words = (person: string): string => {
    if (isPlain(person)) return t(plain[person])
    const [, of = '', levels] = /^manager\((.+?)(?:,\s*(\d+))?\)$/.exec(person) ?? []
    if (of !== '')
      return levels === undefined || levels === '1'
        ? t('personManager', { person: words(of) })
        : t('personManagerUp', { person: words(of), levels })
    const [kind = '', key = ''] = person.split(/:(.*)/s)
    if (kind === 'role')
      return key === 'admin'
        ? t('personAdmin')
        : t('personRole', { role: label(ofKind(documents, 'role').find((each) => each.key === key)?.label, key) })
    if (kind === 'team')
      return t('personTeam', { team: label(ofKind(documents, 'team').find((each) => each.key === key)?.label, key) })
    if (kind === 'field')
      return t('personField', { field: label(entity?.fields.find((each) => each.key === key)?.label, key) })
    return person
  }
  return words
}
