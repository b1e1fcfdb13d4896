import { Button, NativeSelect, useLabel, useTexts } from '@atelier/ui'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { ofKind } from '../draft/document.ts'
import { OptionList } from '../options/OptionList.tsx'
import { optionTexts } from '../options/option-texts.ts'
import { Section } from '../parts/Section.tsx'
import type { TypeSettingsProps } from './TypeSettings.tsx'

/** What a choice chooses from: options of its own, or a set that other fields share. */
export function OptionSettings({ field, served, onChange }: TypeSettingsProps) {
  const t = useTexts(optionTexts)
  const label = useLabel()
  const { go } = usePage()
  const { documents } = useDraft()
  const sets = ofKind(documents, 'optionset')
  const set = sets.find((each) => each.key === field.optionset)
  const live = new Set(served?.options?.map((option) => option.id))
  return (
    <Section title={t('options')}>
      {sets.length > 0 || field.optionset !== undefined ? (
        <NativeSelect
          label={t('from')}
          value={field.optionset ?? ''}
          data={[
            { value: '', label: t('ownOptions') },
            ...sets.map((each) => ({ value: each.key, label: label(each.label, each.key) })),
          ]}
          onChange={(event) => {
            const { value } = event.currentTarget
            // Options of its own begin as those of the set, so that records keep theirs.
            onChange(
              value === ''
                ? { optionset: undefined, options: set?.options ?? [] }
                : { optionset: value, options: undefined },
            )
          }}
        />
      ) : null}
      {field.optionset === undefined ? (
        <OptionList
          options={field.options ?? []}
          isServed={(option) => live.has(option.id)}
          onChange={(options, about) => onChange({ options }, about)}
        />
      ) : (
        <>
          <p className="small quiet">
            {(set?.options ?? []).map((option) => label(option.label, option.key)).join(' · ')}
          </p>
          {set ? <Button onClick={() => go(builderAddresses.optionSet(set.key))}>{t('openSet')}</Button> : null}
        </>
      )}
    </Section>
  )
}
