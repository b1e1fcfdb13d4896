import type { EntityDocument } from '@atelier/definitions'
import { fieldType } from '@atelier/fields'
import { NativeSelect, useLabel, useTexts } from '@atelier/ui'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { ofKind } from '../draft/document.ts'
import { editEntity } from '../edits/entity.ts'
import type { PartChange } from '../edits/lists.ts'
import { DeleteDocument } from '../parts/DeleteDocument.tsx'
import { KeyInput } from '../parts/KeyInput.tsx'
import { LabelInputs } from '../parts/LabelInputs.tsx'
import { Section } from '../parts/Section.tsx'
import { ConstraintsSection } from './ConstraintsSection.tsx'
import { entityTexts } from './entity-texts.ts'
import { RulesSection } from './RulesSection.tsx'

/** What an entity is called, what names its records, and how it goes away. */
export function EntityProperties({
  entity,
  onOpenRule,
}: {
  readonly entity: EntityDocument
  readonly onOpenRule: (id: string) => void
}) {
  const t = useTexts(entityTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const { go } = usePage()
  const { documents, inService, put } = useDraft()
  const change = (part: PartChange<EntityDocument>, about?: string) =>
    put(editEntity(entity, part), about && `${entity.id}/${about}`)
  const live = inService.some((each) => each.id === entity.id)
  const titles = entity.fields.filter((field) => fieldType(field.type)?.namesRecords)
  return (
    <>
      <Section>
        <LabelInputs label={entity.label} fallback={entity.key} onChange={(text) => change({ label: text }, 'label')} />
        <KeyInput
          value={entity.key}
          taken={ofKind(documents, 'entity').map((each) => each.key)}
          onChange={(key) => {
            change({ key })
            go(builderAddresses.entity(key), { replace: true })
          }}
        />
        <NativeSelect
          label={t('titleField')}
          description={t('titleFieldHelp')}
          value={entity.titleField ?? ''}
          data={[
            ...(entity.titleField === undefined ? [{ value: '', label: b('none') }] : []),
            ...titles.map((field) => ({ value: field.key, label: label(field.label, field.key) })),
          ]}
          onChange={(event) => change({ titleField: event.currentTarget.value || undefined })}
        />
      </Section>
      <RulesSection entity={entity} place={{}} onOpen={onOpenRule} />
      <ConstraintsSection entity={entity} place={{}} />
      <DeleteDocument
        document={entity}
        text={t(live ? 'deleteEntityText' : 'deleteNewText')}
        to={builderAddresses.entities()}
      >
        {t('deleteEntity')}
      </DeleteDocument>
    </>
  )
}
