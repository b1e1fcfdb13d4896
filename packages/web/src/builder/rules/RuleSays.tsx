import { type CheckResult, describe } from '@atelier/rules'
import { useLanguage, useTexts } from '@atelier/ui'
import { ruleTexts } from './rule-texts.ts'

/** A checked rule in words: in the reader's language, and below it in the other one. */
export function RuleSays({ checked }: { readonly checked: CheckResult }) {
  const t = useTexts(ruleTexts)
  const zh = useLanguage().startsWith('zh')
  if (!checked.rule) return null
  const [own, other] = zh ? (['zh-CN', 'en'] as const) : (['en', 'zh-CN'] as const)
  return (
    <div className="rule-says">
      <p>
        <span className="quiet">{t('says')}</span> {describe(checked.rule, own)}
      </p>
      <p className="small faint" lang={other}>
        {describe(checked.rule, other)}
      </p>
    </div>
  )
}
