import { useLabel, useLanguage, useTexts } from '@atelier/ui'
import { IconListDetails } from '@atelier/ui/icons'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { ofKind } from '../draft/document.ts'
import { keyFor, newId } from '../edits/names.ts'
import { newOptionSet } from '../edits/options.ts'
import { AddByName } from '../parts/AddByName.tsx'
import { ListPage } from '../parts/ListPage.tsx'
import { labelFrom } from '../parts/label-text.ts'
import { optionTexts } from './option-texts.ts'
import { usesOf } from './uses.ts'

/** All sets of options, with how many fields choose from each. */
export function OptionSetsPage() {
  const t = useTexts(optionTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const language = useLanguage()
  const join = language.startsWith('zh') ? '、' : ', '
  const { go } = usePage()
  const { documents, put } = useDraft()
  const sets = ofKind(documents, 'optionset')
  const add = (name: string) => {
    const key = keyFor(
      name,
      'options',
      sets.map((set) => set.key),
    )
    put(newOptionSet({ id: newId('ops'), key, label: labelFrom(name, language) }))
    go(builderAddresses.optionSet(key))
  }
  return (
    <ListPage
      title={b('optionSets')}
      intro={t('intro')}
      items={sets}
      to={(set) => builderAddresses.optionSet(set.key)}
      about={(set) => {
        const uses = usesOf(documents, set.key).length
        return [t('count', { count: set.options.length }), uses === 0 ? t('unused') : t('uses', { count: uses })].join(
          ' · ',
        )
      }}
      more={(set) => (
        <span className="small faint option-preview">
          {set.options.map((option) => label(option.label, option.key)).join(join)}
        </span>
      )}
      adding={<AddByName label={t('addLabel')} placeholder={t('addPlaceholder')} onAdd={add} />}
      empty={{ icon: IconListDetails, title: t('emptyTitle'), text: t('emptyText') }}
    />
  )
}
