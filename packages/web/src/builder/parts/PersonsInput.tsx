import type { EntityDocument } from '@atelier/definitions'
import { MultiSelect, useTexts } from '@atelier/ui'
import { useDraft } from '../draft/DraftContext.tsx'
import { ofKind } from '../draft/document.ts'
import { useDraftModel } from '../draft/draft-model.ts'
import { partTexts } from './part-texts.ts'
import { usePersonWords } from './use-person-words.ts'

/** Chooses people by what they are: the owner, somebody's manager, a role, a team, a field that names them. */
export function PersonsInput({
  label,
  description,
  entity,
  value,
  max,
  onChange,
}: {
  readonly label: string
  readonly description?: string
  readonly entity: EntityDocument | undefined
  readonly value: readonly string[]
  readonly max?: number
  readonly onChange: (persons: readonly string[]) => void
}) {
  const t = useTexts(partTexts)
  const words = usePersonWords(entity)
  const { documents } = useDraft()
  const compiled = useDraftModel().entities.get(entity?.key ?? '')
  const owner = compiled?.owner
  const groups = [
    {
      group: t('personsByPlace'),
      items: [
        'manager(starter)',
        'manager(starter,2)',
        ...(owner ? ['owner', 'manager(owner)'] : []),
        'starter',
        'creator',
      ],
    },
    {
      group: t('personsByRole'),
      items: [...ofKind(documents, 'role').map((role) => `role:${role.key}`), 'role:admin'],
    },
    { group: t('personsByTeam'), items: ofKind(documents, 'team').map((team) => `team:${team.key}`) },
    {
      group: t('personsByField'),
      items: [...(compiled?.fields.values() ?? [])]
        .filter((field) => !field.system && field !== owner && field.targets.join() === 'user')
        .map((field) => `field:${field.key}`),
    },
  ]
  const known = new Set(groups.flatMap((group) => group.items))
  const others = value.filter((person) => !known.has(person))
  return (
    <MultiSelect
      label={label}
      {...(description === undefined ? {} : { description })}
      searchable
      {...(max === undefined ? {} : { maxValues: max })}
      value={[...value]}
      data={[...groups, { group: t('personsOther'), items: others }]
        .filter((group) => group.items.length > 0)
        .map((group) => ({
          group: group.group,
          items: group.items.map((person) => ({ value: person, label: words(person) })),
        }))}
      onChange={onChange}
    />
  )
}
