import type { EntityDocument } from '@atelier/definitions'
import { Badge, useLabel, useLanguage, useTexts } from '@atelier/ui'
import { IconBolt } from '@atelier/ui/icons'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { entitiesOf, entityByKey, ofKind } from '../draft/document.ts'
import { modelOf } from '../draft/draft-model.ts'
import { countActions, isEnabled, newAutomation } from '../edits/automation.ts'
import { keyFor, newId } from '../edits/names.ts'
import { AddForEntity } from '../parts/AddForEntity.tsx'
import { ListPage, NeedsEntity } from '../parts/ListPage.tsx'
import { labelFrom } from '../parts/label-text.ts'
import { automationTexts } from './automation-texts.ts'
import { useTriggerWords } from './use-trigger-words.ts'

/** Whom a new action of an entity is for: the owner, where records have one. */
export const usualPerson = (hasOwner: boolean): string => (hasOwner ? 'owner' : 'creator')

/** All automations; a new one tells somebody of each new record. */
export function AutomationsPage() {
  const t = useTexts(automationTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const language = useLanguage()
  const { go } = usePage()
  const { documents, put } = useDraft()
  const { kindName } = useTriggerWords('')
  const automations = ofKind(documents, 'automation')
  if (entitiesOf(documents).length === 0) return <NeedsEntity />
  const add = (name: string, entity: EntityDocument) => {
    const key = keyFor(
      name,
      'automation',
      automations.map((each) => each.key),
    )
    const person = usualPerson(modelOf(documents).entities.get(entity.key)?.owner !== undefined)
    const given = { id: newId('aut'), key, label: labelFrom(name, language), entity: entity.key }
    put(newAutomation({ ...given, person, stepId: newId('stp') }))
    go(builderAddresses.automation(key))
  }
  return (
    <ListPage
      title={b('automations')}
      intro={t('intro')}
      items={automations}
      to={(automation) => builderAddresses.automation(automation.key)}
      about={(automation) =>
        [
          label(entityByKey(documents, automation.entity)?.label, automation.entity),
          kindName(automation.trigger.on),
          t('actions', { count: countActions(automation.steps) }),
        ].join(' · ')
      }
      more={(automation) => (isEnabled(automation) ? null : <Badge tone="warn">{t('off')}</Badge>)}
      adding={<AddForEntity label={t('addLabel')} placeholder={t('addPlaceholder')} onAdd={add} />}
      empty={{
        icon: IconBolt,
        title: t('emptyTitle'),
        text: t('emptyText'),
        more: <p className="small quiet">{t('emptyExample')}</p>,
      }}
    />
  )
}
