import { useTexts } from '@atelier/ui'
import { IconClock } from '@atelier/ui/icons'
import { recordTexts } from './record-texts.ts'
import type { StageAge as Age } from './stage-age.ts'

/** From here on years say it better. */
const longest = 730

/** How long a record has been in its stage; amber, then red, when that is longer than the stage expects. */
export function StageAge({ age }: { readonly age: Age }) {
  const t = useTexts(recordTexts)
  const late = age.tone !== 'calm'
  return (
    <span className={`stage-age num is-${age.tone}`} title={t(late ? 'ageLate' : 'ageTitle', { count: age.days })}>
      {late ? <IconClock size={13} stroke={1.5} aria-hidden="true" /> : null}
      {age.days < longest ? t('days', { count: age.days }) : t('years', { count: Math.floor(age.days / 365) })}
    </span>
  )
}
