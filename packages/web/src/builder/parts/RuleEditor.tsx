import type { EntityDocument } from '@atelier/definitions'
import { useTexts } from '@atelier/ui'
import { useState } from 'react'
import { filterRule, type Group, readFilter } from '../../filter/condition.ts'
import { FilterEditor } from '../../filter/FilterEditor.tsx'
import { useDraft } from '../draft/DraftContext.tsx'
import { entityViewOf } from './field-view.ts'
import { partTexts } from './part-texts.ts'

/** The first group to show for a rule; one that asks for nothing begins with an empty condition. */
function startOf(rule: unknown): Group {
  const group = rule === true ? readFilter(undefined) : readFilter(rule)
  return group.items.length > 0 ? group : { ...group, items: [{ kind: 'condition', field: '', operator: 'contains' }] }
}

/** A rule built from rows: field, comparison, value, in groups. Fields of the draft count already. */
export function RuleEditor({
  entity,
  rule,
  onChange,
}: {
  readonly entity: EntityDocument
  readonly rule: unknown
  /** `true` while nothing is asked for. */
  readonly onChange: (rule: unknown) => void
}) {
  const t = useTexts(partTexts)
  const { documents } = useDraft()
  // Unfinished rows have no rule yet, so the rows are kept beside it.
  const [group, setGroup] = useState<Group>(() => startOf(rule))
  const whole = filterRule(group)
  return (
    <>
      <FilterEditor
        entity={entityViewOf(entity, documents)}
        node={group}
        onChange={(node) => {
          const next: Group = node.kind === 'group' ? node : { kind: 'group', match: 'all', items: [node] }
          setGroup(next)
          const written = filterRule(next)
          if (JSON.stringify(written) !== JSON.stringify(whole)) onChange(written ?? true)
        }}
      />
      {whole === undefined ? <p className="small warn">{t('unsaid')}</p> : null}
    </>
  )
}
