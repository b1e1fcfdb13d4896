import type { FormDocument, FormPage } from '@atelier/definitions'
import { Button, useTexts } from '@atelier/ui'
import { IconTrash } from '@atelier/ui/icons'
import { editPage, removePage } from '../edits/form.ts'
import { LabelInputs } from '../parts/LabelInputs.tsx'
import { Section } from '../parts/Section.tsx'
import { RuleBuilder } from '../rules/RuleBuilder.tsx'
import { formDesignTexts } from './form-texts.ts'

/** What a page of a form is called, and when it is shown. */
export function PageProperties({
  form,
  page,
  onChange,
  onGone,
}: {
  readonly form: FormDocument
  readonly page: FormPage
  readonly onChange: (form: FormDocument, about?: string) => void
  readonly onGone: () => void
}) {
  const t = useTexts(formDesignTexts)
  return (
    <>
      <Section>
        <p className="small quiet">{t('pageHelp')}</p>
        <LabelInputs
          label={page.label}
          fallback=""
          onChange={(label) => onChange(editPage(form, page.id, { label }), `${page.id}/label`)}
        />
      </Section>
      <Section>
        <RuleBuilder
          label={t('visible')}
          site={{ entity: form.entity, place: 'rule' }}
          rule={page.visible}
          optional
          onChange={(visible) => onChange(editPage(form, page.id, { visible }), `${page.id}/visible`)}
        />
      </Section>
      {form.pages.length > 1 ? (
        <Section>
          <Button
            color="red"
            variant="subtle"
            leftSection={<IconTrash size={14} stroke={1.5} />}
            onClick={() => {
              onChange(removePage(form, page.id))
              onGone()
            }}
          >
            {t('removePage')}
          </Button>
        </Section>
      ) : null}
    </>
  )
}
