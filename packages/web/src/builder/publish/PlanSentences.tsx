import { useLabel, useTexts } from '@atelier/ui'
import { useState } from 'react'
import type { DocumentPlan, Plan } from '../draft/plan.ts'
import { publishTexts } from './publish-texts.ts'

const shownAtFirst = 8

/** What changes, in sentences, document by document. */
export function PlanSentences({ plan }: { readonly plan: Plan }) {
  return plan.sentences.map((group) => <Group key={group.document.id} group={group} />)
}

function Group({ group }: { readonly group: DocumentPlan }) {
  const t = useTexts(publishTexts)
  const label = useLabel()
  const [all, setAll] = useState(false)
  const shown = all ? group.sentences : group.sentences.slice(0, shownAtFirst)
  const hidden = group.sentences.length - shown.length
  return (
    <section className="publish-group">
      <h3>
        {label(group.title)} <span className="faint small">{group.sentences.length}</span>
      </h3>
      <ul>
        {shown.map((sentence) => (
          <li key={label(sentence)} className="publish-line">
            {label(sentence)}
          </li>
        ))}
      </ul>
      {hidden > 0 ? (
        <button type="button" className="link small" onClick={() => setAll(true)}>
          {t('more', { count: hidden })}
        </button>
      ) : null}
    </section>
  )
}
