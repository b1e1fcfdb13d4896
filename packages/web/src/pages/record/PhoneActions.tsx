import { useLabel, useTexts } from '@atelier/ui'
import { IconFlag } from '@atelier/ui/icons'
import { usePage } from '../../app/use-page.ts'
import { recordTexts } from '../../records/record-texts.ts'
import type { EntityView } from '../../workspace/model.ts'
import { useHolder } from './composer/holder.ts'
import { kindIcon } from './composer/kind-icons.ts'
import { fromKeyboard } from './move-key.ts'

/** Most wanted on the way, in this order. */
const wanted = ['call', 'visit', 'note']

/** Under the thumb: what happened most often, and on to the next stage. */
export function PhoneActions({ entity }: { readonly entity: EntityView }) {
  const t = useTexts(recordTexts)
  const label = useLabel()
  const { setQuery } = usePage()
  const holder = useHolder(entity)
  const known = wanted.flatMap((key) => holder?.kinds.find((option) => option.key === key) ?? [])
  const kinds = known.length > 0 ? known : (holder?.kinds.slice(0, 3) ?? [])
  if (kinds.length === 0) return null
  return (
    <div className="phone-actions no-print" role="toolbar" aria-label={t('actions')}>
      {kinds.map((option) => {
        const Icon = kindIcon(option.key)
        return (
          <button
            key={option.key}
            type="button"
            className={option.key === 'visit' ? 'is-main' : undefined}
            onClick={() => setQuery({ tab: undefined, show: undefined, log: option.key }, { replace: true })}
          >
            <Icon size={18} stroke={1.5} aria-hidden="true" />
            {label(option.label, option.key)}
          </button>
        )
      })}
      {entity.stage ? (
        <button type="button" onClick={fromKeyboard}>
          <IconFlag size={18} stroke={1.5} aria-hidden="true" />
          {t('moveOn')}
        </button>
      ) : null}
    </div>
  )
}
