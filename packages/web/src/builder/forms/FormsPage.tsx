import type { EntityDocument } from '@atelier/definitions'
import { useLabel, useLanguage, useTexts } from '@atelier/ui'
import { IconForms } from '@atelier/ui/icons'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { entitiesOf, entityByKey, ofKind } from '../draft/document.ts'
import { useDraftModel } from '../draft/draft-model.ts'
import { formOrder, newForm, placedFields, withFormOrder } from '../edits/form.ts'
import { keyFor, newId } from '../edits/names.ts'
import { AddForEntity } from '../parts/AddForEntity.tsx'
import { ListPage, NeedsEntity } from '../parts/ListPage.tsx'
import { labelFrom } from '../parts/label-text.ts'
import { formDesignTexts } from './form-texts.ts'
import { modeTexts } from './modes.ts'

/** All forms; a new one begins as what people see while there is none. */
export function FormsPage() {
  const t = useTexts(formDesignTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const language = useLanguage()
  const join = language.startsWith('zh') ? '、' : ', '
  const { go } = usePage()
  const { documents, put } = useDraft()
  const model = useDraftModel()
  const forms = ofKind(documents, 'form')
  if (entitiesOf(documents).length === 0) return <NeedsEntity />
  const add = (name: string, entity: EntityDocument) => {
    const compiled = model.entities.get(entity.key)
    if (!compiled) return
    const key = keyFor(
      name,
      'form',
      forms.map((form) => form.key),
    )
    const given = { id: newId('frm'), key, label: labelFrom(name, language), pageId: newId('pag') }
    const form = newForm(compiled, given, () => newId('itm'))
    // In front of the others: whoever draws a form wants it used.
    put([form, withFormOrder(entity, [key, ...formOrder(entity, forms)])])
    go(builderAddresses.form(key))
  }
  return (
    <ListPage
      title={b('forms')}
      intro={t('intro')}
      items={forms}
      to={(form) => builderAddresses.form(form.key)}
      about={(form) =>
        [
          label(entityByKey(documents, form.entity)?.label, form.entity),
          t('placed', { count: placedFields(form).size }),
          (form.modes ?? []).map((mode) => t(modeTexts[mode])).join(join),
        ]
          .filter(Boolean)
          .join(' · ')
      }
      adding={<AddForEntity label={t('addLabel')} placeholder={t('addPlaceholder')} onAdd={add} />}
      empty={{ icon: IconForms, title: t('emptyTitle'), text: t('emptyText') }}
    />
  )
}
