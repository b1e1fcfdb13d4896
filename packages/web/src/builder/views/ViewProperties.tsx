import { NativeSelect, useLabel, useTexts } from '@atelier/ui'
import { usePage } from '../../app/use-page.ts'
import { isOfKind } from '../../fields/registry.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { ofKind } from '../draft/document.ts'
import { withoutView } from '../edits/navigation.ts'
import { editView } from '../edits/view.ts'
import { DeleteDocument } from '../parts/DeleteDocument.tsx'
import { KeyInput } from '../parts/KeyInput.tsx'
import { LabelInputs } from '../parts/LabelInputs.tsx'
import { Section } from '../parts/Section.tsx'
import { RuleBuilder } from '../rules/RuleBuilder.tsx'
import { BoardSettings } from './BoardSettings.tsx'
import { CalendarSettings } from './CalendarSettings.tsx'
import { ColumnsSettings, SortSettings, SummarySettings } from './ListSettings.tsx'
import { useListFields, type ViewSettingsProps } from './list-fields.ts'
import { viewDesignTexts } from './view-design-texts.ts'
import { WhoSees } from './WhoSees.tsx'

/** What a view is called, which records it shows, how, and who sees it. */
export function ViewProperties({ view, entity, onChange }: ViewSettingsProps) {
  const t = useTexts(viewDesignTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const { go } = usePage()
  const { documents } = useDraft()
  const fields = useListFields(view.entity)
  const groupable = fields.filter((field) => isOfKind(field, 'choice', 'people', 'reference', 'boolean'))
  const [navigation] = ofKind(documents, 'navigation')
  const cleaned = navigation && withoutView(navigation, view.entity, view.key)
  return (
    <>
      <Section>
        <LabelInputs
          label={view.label}
          fallback={view.key}
          onChange={(text) => onChange(editView(view, { label: text }), 'label')}
        />
        <KeyInput
          value={view.key}
          taken={ofKind(documents, 'view').map((each) => each.key)}
          onChange={(key) => {
            onChange(editView(view, { key }))
            go(builderAddresses.view(key), { replace: true })
          }}
        />
      </Section>
      <Section title={t('filter')}>
        <RuleBuilder
          label={t('filter')}
          site={{ entity: view.entity, place: 'filter' }}
          rule={view.filter}
          optional
          onChange={(filter) => onChange(editView(view, { filter }), 'filter')}
        />
        <p className="small quiet">{t('filterHelp')}</p>
      </Section>
      <ColumnsSettings view={view} entity={entity} onChange={onChange} />
      <SortSettings view={view} entity={entity} onChange={onChange} />
      {view.type === 'board' ? (
        <BoardSettings view={view} entity={entity} onChange={onChange} />
      ) : view.type === 'calendar' ? (
        <CalendarSettings view={view} entity={entity} onChange={onChange} />
      ) : (
        <>
          <Section>
            <NativeSelect
              label={t('group')}
              value={view.group ?? ''}
              data={[
                { value: '', label: b('none') },
                ...groupable.map((field) => ({ value: field.key, label: label(field.label, field.key) })),
                ...(view.group !== undefined && !groupable.some((field) => field.key === view.group)
                  ? [view.group]
                  : []),
              ]}
              onChange={(event) => onChange(editView(view, { group: event.currentTarget.value || undefined }))}
            />
          </Section>
          <SummarySettings view={view} entity={entity} onChange={onChange} />
        </>
      )}
      <WhoSees view={view} entity={entity} onChange={onChange} />
      <DeleteDocument
        document={view}
        text={t('deleteText')}
        to={builderAddresses.views()}
        also={cleaned && cleaned !== navigation ? [cleaned] : []}
      >
        {t('deleteView')}
      </DeleteDocument>
    </>
  )
}
