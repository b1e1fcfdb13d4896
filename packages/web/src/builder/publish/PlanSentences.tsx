import type { Document } from '@atelier/definitions'
import { type Label, useLabel, useLanguage, useTexts } from '@atelier/ui'
import { useState } from 'react'
import { useDraft } from '../draft/DraftContext.tsx'
import type { DocumentPlan, Plan } from '../draft/plan.ts'
import { publishTexts } from './publish-texts.ts'

const shownAtFirst = 8

type Named = { readonly key: string; readonly label?: Label }

/** What a new document brings along: an entity its fields, a pipeline its stages. */
function partsOf(document: Document | undefined): readonly Named[] {
  if (document?.kind === 'entity') return document.fields
  return document?.kind === 'pipeline' ? document.stages : []
}

/** What changes, in sentences, document by document. */
export function PlanSentences({ plan }: { readonly plan: Plan }) {
  return plan.sentences.map((group) => <Group key={group.document.id} group={group} />)
}

function Group({ group }: { readonly group: DocumentPlan }) {
  const t = useTexts(publishTexts)
  const label = useLabel()
  const join = useLanguage().startsWith('zh') ? '、' : ', '
  const { documents, inService } = useDraft()
  const [all, setAll] = useState(false)
  const fresh = !inService.some((each) => each.id === group.document.id)
  const parts = fresh ? partsOf(documents.find((each) => each.id === group.document.id)) : []
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
            {parts.length > 0 ? (
              <span className="faint small">{parts.map((part) => label(part.label, part.key)).join(join)}</span>
            ) : null}
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
