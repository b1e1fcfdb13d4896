import type { EntityDocument, FieldDefinition } from '@atelier/definitions'
import { fieldType } from '@atelier/fields'
import { fieldUi } from '@atelier/fields/ui'
import { Badge, Button, Switch, showToast, useLabel, useTexts } from '@atelier/ui'
import { IconArchive, IconArchiveOff, IconTrash } from '@atelier/ui/icons'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { editField, entityKeyAt, type FieldPlace, fieldsAt, removeField } from '../edits/entity.ts'
import type { PartChange } from '../edits/lists.ts'
import { KeyInput } from '../parts/KeyInput.tsx'
import { LabelInputs } from '../parts/LabelInputs.tsx'
import { Section } from '../parts/Section.tsx'
import { DefaultInput } from './DefaultInput.tsx'
import { entityTexts } from './entity-texts.ts'
import { RulesSection } from './RulesSection.tsx'
import { TypeSettings } from './TypeSettings.tsx'

export type FieldPropertiesProps = {
  readonly entity: EntityDocument
  readonly place: FieldPlace
  readonly field: FieldDefinition
  readonly served: FieldDefinition | undefined
  readonly onGone: () => void
  readonly onOpenRule: (id: string) => void
}

/** Everything about one field: names, key, rules, the type's own settings, and how it goes away. */
export function FieldProperties({ entity, place, field, served, onGone, onOpenRule }: FieldPropertiesProps) {
  const t = useTexts(entityTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const { put, undo } = useDraft()
  const type = fieldType(field.type)
  const change = (part: PartChange<FieldDefinition>, about?: string) =>
    put(editField(entity, place, field.id, part), about && `${entity.id}/${field.id}/${about}`)
  const taken = fieldsAt(entity, place).map((each) => each.key)
  const { Icon } = fieldUi({ type: field.type })
  const flag = (name: 'required' | 'unique' | 'readonly' | 'searchable' | 'sensitive' | 'reveal', text: string) => (
    <Switch
      label={text}
      checked={field[name] === true}
      onChange={(event) => change({ [name]: event.currentTarget.checked || undefined })}
    />
  )
  const input = type?.source === 'input'
  const isStage = type?.servesAs === 'stage'
  return (
    <>
      <Section>
        <span className="row">
          <Badge>
            <Icon size={12} stroke={1.5} aria-hidden="true" />
            {label(type?.label, field.type)}
          </Badge>
        </span>
        <p className="small quiet">{label(type?.summary)}</p>
        <LabelInputs label={field.label} fallback={field.key} onChange={(text) => change({ label: text }, 'label')} />
        <KeyInput
          value={field.key}
          taken={taken}
          disabled={type?.servesAs === 'owner'}
          onChange={(key) => {
            const title = place.lines === undefined && entity.titleField === field.key ? { titleField: key } : {}
            put({ ...editField(entity, place, field.id, { key }), ...title })
          }}
        />
      </Section>
      <TypeSettings entity={entity} place={place} field={field} served={served} onChange={change} />
      {input || type?.uniqueable ? (
        <Section title={t('rules')}>
          {input && type.storage !== 'rows' && !isStage ? flag('required', t('required')) : null}
          {type?.uniqueable ? flag('unique', t('unique')) : null}
          {type?.searchText ? flag('searchable', t('searchable')) : null}
          {input && !isStage ? flag('readonly', t('readonly')) : null}
          {input ? (
            <DefaultInput
              entity={entityKeyAt(entity, place)}
              field={field}
              onChange={(value) => change({ default: value }, 'default')}
            />
          ) : null}
        </Section>
      ) : null}
      {type?.internal ? null : <RulesSection entity={entity} place={place} field={field.key} onOpen={onOpenRule} />}
      <Section title={t('whoSees')}>
        {flag('sensitive', t('sensitive'))}
        <p className="small quiet">{t('sensitiveHelp')}</p>
        {type?.source === 'computed' ? (
          <>
            {flag('reveal', t('reveal'))}
            <p className="small quiet">{t('revealHelp')}</p>
          </>
        ) : null}
      </Section>
      <Section title={b('help')}>
        <LabelInputs kind="help" label={field.help} fallback="" onChange={(text) => change({ help: text }, 'help')} />
      </Section>
      <Section>
        {served && input && !isStage ? (
          <>
            <p className="small quiet">{t('archiveText')}</p>
            <Button
              variant="subtle"
              leftSection={
                field.retired ? <IconArchiveOff size={14} stroke={1.5} /> : <IconArchive size={14} stroke={1.5} />
              }
              onClick={() => change({ retired: field.retired ? undefined : true })}
            >
              {t(field.retired ? 'unarchive' : 'archive')}
            </Button>
          </>
        ) : null}
        <p className="small quiet">{t(served ? 'deleteFieldText' : 'deleteNewText')}</p>
        <Button
          color="red"
          variant="subtle"
          leftSection={<IconTrash size={14} stroke={1.5} />}
          onClick={() => {
            put(removeField(entity, place, field.id))
            onGone()
            showToast(b('removed', { label: label(field.label, field.key) }), { onUndo: undo })
          }}
        >
          {t('deleteField')}
        </Button>
      </Section>
    </>
  )
}
