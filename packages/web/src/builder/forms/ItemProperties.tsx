import type { EntityDocument, FormDocument, FormItem } from '@atelier/definitions'
import { Button, MultiSelect, NativeSelect, SegmentedControl, Switch, useLabel, useTexts } from '@atelier/ui'
import { IconArrowRight, IconTrash } from '@atelier/ui/icons'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { useDraftModel } from '../draft/draft-model.ts'
import { editItem, type ItemChange, moveItem, type PlacedItem, placedItems, removeItem } from '../edits/form.ts'
import { LabelInputs } from '../parts/LabelInputs.tsx'
import { Section } from '../parts/Section.tsx'
import { RuleBuilder } from '../rules/RuleBuilder.tsx'
import { formDesignTexts } from './form-texts.ts'

export type ItemPropertiesProps = {
  readonly form: FormDocument
  readonly entity: EntityDocument
  readonly place: PlacedItem
  readonly onChange: (form: FormDocument, about?: string) => void
  readonly onGone: () => void
}

/** What one place of a form says, where it stands, and when it is shown, asked for or closed. */
export function ItemProperties({ form, entity, place, onChange, onGone }: ItemPropertiesProps) {
  const t = useTexts(formDesignTexts)
  const { item } = place
  const change = (part: ItemChange, about?: string) =>
    onChange(editItem(form, item.id, part), about && `${item.id}/${about}`)
  const site = { entity: form.entity, place: 'rule' } as const
  const condition = (name: 'visible' | 'required' | 'readonly') => {
    const rule = item[name]
    return (
      <RuleBuilder
        label={t(name)}
        site={site}
        rule={rule === false ? undefined : rule}
        optional
        onChange={(next) => change({ [name]: next }, name)}
      />
    )
  }
  const field = item.type === 'field' ? entity.fields.find((each) => each.key === item.field) : undefined
  return (
    <>
      <Section>
        <OwnProperties entity={entity} item={item} onChange={change} />
        <Home form={form} place={place} onChange={onChange} />
        {item.type === 'field' ? (
          <Switch
            label={t('wide')}
            checked={(item.width ?? 1) > 1}
            onChange={(event) => change({ width: event.currentTarget.checked ? 2 : undefined })}
          />
        ) : null}
      </Section>
      <Section>
        {condition('visible')}
        {item.type === 'field' && item.visible !== undefined ? (
          <NativeSelect
            label={t('whenHidden')}
            value={item.whenHidden ?? 'keep'}
            data={[
              { value: 'keep', label: t('keep') },
              { value: 'clear', label: t('clear') },
            ]}
            onChange={(event) => change({ whenHidden: event.currentTarget.value === 'clear' ? 'clear' : undefined })}
          />
        ) : null}
        {field && field.required !== true ? condition('required') : null}
        {field && field.readonly !== true ? condition('readonly') : null}
      </Section>
      <Section>
        {item.type === 'section' ? <p className="small quiet">{t('removeSectionText')}</p> : null}
        <Button
          color="red"
          variant="subtle"
          leftSection={<IconTrash size={14} stroke={1.5} />}
          onClick={() => {
            onChange(removeItem(form, item.id))
            onGone()
          }}
        >
          {t(item.type === 'section' ? 'removeSection' : 'remove')}
        </Button>
      </Section>
    </>
  )
}

/** Where it stands, and every other page or section to move it to. */
function Home({ form, place, onChange }: Pick<ItemPropertiesProps, 'form' | 'place' | 'onChange'>) {
  const t = useTexts(formDesignTexts)
  const label = useLabel()
  const { item, container } = place
  const sections = placedItems(form).flatMap(({ item: each }) => (each.type === 'section' ? [each] : []))
  const homes = [...form.pages, ...sections].filter((each) => each.id !== item.id)
  if (homes.length < 2) return null
  return (
    <NativeSelect
      label={t('inside')}
      value={container}
      data={homes.map((each) => ({ value: each.id, label: label(each.label) || t('unnamed') }))}
      onChange={(event) => onChange(moveItem(form, item.id, event.currentTarget.value))}
    />
  )
}

function OwnProperties({
  entity,
  item,
  onChange,
}: {
  readonly entity: EntityDocument
  readonly item: FormItem
  readonly onChange: (change: ItemChange, about?: string) => void
}) {
  const t = useTexts(formDesignTexts)
  const label = useLabel()
  const { go } = usePage()
  const model = useDraftModel()
  switch (item.type) {
    case 'field': {
      const field = entity.fields.find((each) => each.key === item.field)
      return (
        <>
          <h3>{t('ownLabel')}</h3>
          <LabelInputs
            label={item.label}
            fallback={label(field?.label, item.field)}
            onChange={(text) => onChange({ label: text }, 'label')}
          />
          <h3>{t('ownHelp')}</h3>
          <LabelInputs
            kind="help"
            label={item.help}
            fallback=""
            onChange={(text) => onChange({ help: text }, 'help')}
          />
          {field ? (
            <Button
              variant="subtle"
              rightSection={<IconArrowRight size={14} stroke={1.5} />}
              onClick={() => go(builderAddresses.entity(entity.key, field.id))}
            >
              {t('openField')}
            </Button>
          ) : null}
        </>
      )
    }
    case 'section':
      return (
        <>
          <LabelInputs label={item.label} fallback="" onChange={(text) => onChange({ label: text }, 'label')} />
          <div className="field-label">{t('columns')}</div>
          <SegmentedControl
            fullWidth
            aria-label={t('columns')}
            value={String(item.columns ?? 2)}
            onChange={(value) => onChange({ columns: Number(value) })}
            data={['1', '2', '3']}
          />
          <Switch
            label={t('collapsed')}
            checked={item.collapsed === true}
            onChange={(event) => onChange({ collapsed: event.currentTarget.checked || undefined })}
          />
        </>
      )
    case 'text':
      return (
        <>
          <h3>{t('words')}</h3>
          <LabelInputs
            kind="text"
            label={item.text}
            fallback=""
            onChange={(text) => onChange({ text: text ?? '' }, 'text')}
          />
        </>
      )
    case 'relatedList': {
      const target = model.entities.get(model.entities.get(entity.key)?.relations.get(item.relation)?.to[0] ?? '')
      return (
        <MultiSelect
          label={t('listColumns')}
          searchable
          value={[...(item.columns ?? [])]}
          data={[...(target?.fields.values() ?? [])]
            .filter((field) => field.type.storage !== 'rows')
            .map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
          onChange={(columns) => onChange({ columns: columns.length > 0 ? columns : undefined })}
        />
      )
    }
    default:
      return null
  }
}
