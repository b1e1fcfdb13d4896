import type { EntityDocument, FormItem } from '@atelier/definitions'
import { fieldUi } from '@atelier/fields/ui'
import { useLabel, useTexts } from '@atelier/ui'
import {
  IconAlignLeft,
  IconHistory,
  IconLayoutRows,
  IconListDetails,
  IconRoute,
  type TablerIcon,
} from '@atelier/ui/icons'
import { useDraftModel } from '../draft/draft-model.ts'
import { formDesignTexts } from './form-texts.ts'

/** What an item of a form is called, and its picture. */
export function useItemWords(
  entity: EntityDocument,
): (item: FormItem) => { readonly name: string; readonly icon: TablerIcon } {
  const t = useTexts(formDesignTexts)
  const label = useLabel()
  const relations = useDraftModel().entities.get(entity.key)?.relations
  return (item) => {
    switch (item.type) {
      case 'field': {
        const field = entity.fields.find((each) => each.key === item.field)
        return { name: label(item.label ?? field?.label, item.field), icon: fieldUi({ type: field?.type ?? '' }).Icon }
      }
      case 'section':
        return { name: label(item.label) || t('section'), icon: IconLayoutRows }
      case 'text':
        return { name: label(item.text) || t('text'), icon: IconAlignLeft }
      case 'relatedList':
        return { name: label(relations?.get(item.relation)?.label, item.relation), icon: IconListDetails }
      case 'stagePath':
        return { name: t('stagePath'), icon: IconRoute }
      case 'timeline':
        return { name: t('timeline'), icon: IconHistory }
    }
  }
}
