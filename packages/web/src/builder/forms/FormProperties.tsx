import type { EntityDocument, FormDocument } from '@atelier/definitions'
import { Checkbox, Sortable, useLabel, useTexts } from '@atelier/ui'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { ofKind } from '../draft/document.ts'
import { formOrder, withFormOrder } from '../edits/form.ts'
import { withProperties } from '../edits/lists.ts'
import { DeleteDocument } from '../parts/DeleteDocument.tsx'
import { KeyInput } from '../parts/KeyInput.tsx'
import { LabelInputs } from '../parts/LabelInputs.tsx'
import { Section } from '../parts/Section.tsx'
import { RuleBuilder } from '../rules/RuleBuilder.tsx'
import { formDesignTexts } from './form-texts.ts'
import { modes, modeTexts } from './modes.ts'

/** What a form is called, what it is used for and when, and which of an entity's forms is tried first. */
export function FormProperties({ form, entity }: { readonly form: FormDocument; readonly entity: EntityDocument }) {
  const t = useTexts(formDesignTexts)
  const label = useLabel()
  const { go } = usePage()
  const { documents, put } = useDraft()
  const forms = ofKind(documents, 'form')
  const order = formOrder(entity, forms)
  const used = form.modes ?? modes
  const toggle = (mode: (typeof modes)[number], on: boolean) => {
    const next = modes.filter((each) => (each === mode ? on : used.includes(each)))
    put(withProperties(form, { modes: next.length > 0 ? next : undefined }))
  }
  return (
    <>
      <Section>
        <LabelInputs
          label={form.label}
          fallback={form.key}
          onChange={(text) => put(withProperties(form, { label: text }), `${form.id}/label`)}
        />
        <KeyInput
          value={form.key}
          taken={forms.map((each) => each.key)}
          onChange={(key) => {
            put({ ...form, key })
            go(builderAddresses.form(key), { replace: true })
          }}
        />
      </Section>
      <Section title={t('modes')}>
        {modes.map((mode) => (
          <Checkbox
            key={mode}
            label={t(modeTexts[mode])}
            checked={used.includes(mode)}
            onChange={(event) => toggle(mode, event.currentTarget.checked)}
          />
        ))}
        <RuleBuilder
          label={t('when')}
          site={{ entity: form.entity, place: 'rule' }}
          rule={form.when}
          optional
          onChange={(when) => put(withProperties(form, { when }), `${form.id}/when`)}
        />
      </Section>
      {order.length > 1 ? (
        <Section title={t('order')}>
          <p className="small quiet">{t('orderHelp')}</p>
          <Sortable
            items={order.map((key) => ({ key }))}
            id={({ key }) => key}
            name={({ key }) => label(forms.find((each) => each.key === key)?.label, key)}
            onMove={(key, index) =>
              put(withFormOrder(entity, order.filter((each) => each !== key).toSpliced(index, 0, key)))
            }
            render={({ key }, handle) => (
              <div className="option-row">
                {handle}
                <span className={key === form.key ? 'strong cut' : 'cut'}>
                  {label(forms.find((each) => each.key === key)?.label, key)}
                </span>
              </div>
            )}
          />
        </Section>
      ) : null}
      <DeleteDocument
        document={form}
        text={t('deleteFormText')}
        to={builderAddresses.forms()}
        also={
          entity.forms === undefined
            ? []
            : [
                withFormOrder(
                  entity,
                  entity.forms.filter((each) => each !== form.key),
                ),
              ]
        }
      >
        {t('deleteForm')}
      </DeleteDocument>
    </>
  )
}
