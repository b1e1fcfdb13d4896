import type { Model } from '@atelier/definitions'
import { operatorInfos } from '@atelier/rules'
import { Select, useLabel, useTexts } from '@atelier/ui'
import { useMemo } from 'react'
import { conditionFields } from '../parts/field-view.ts'
import type { RuleSite } from './rule-site.ts'
import { ruleTexts } from './rule-texts.ts'

const groups = {
  compare: 'compare',
  logic: 'logic',
  number: 'number',
  text: 'textGroup',
  list: 'list',
  time: 'time',
  records: 'records',
  people: 'people',
} as const

/** Fields and functions, found by name or key, put where the caret stands. */
export function InsertMenus({
  model,
  site,
  onInsert,
}: {
  readonly model: Model
  readonly site: RuleSite
  readonly onInsert: (words: string, caret?: number) => void
}) {
  const t = useTexts(ruleTexts)
  const label = useLabel()
  const fields = useMemo(() => {
    const own = conditionFields(model, site.entity)?.fields ?? []
    const lists = [...(model.entities.get(site.entity ?? '')?.relations.values() ?? [])].filter(
      (relation) => relation.cardinality === 'many' && relation.through.kind !== 'collection',
    )
    const item = (key: string, name: string) => ({ value: key, label: `${name}  ${key}` })
    return [
      {
        group: t('ofRecord'),
        items: own
          .filter((field) => !lists.some((list) => list.key === field.key))
          .map((field) => item(field.key, label(field.label, field.key))),
      },
      { group: t('records'), items: lists.map((list) => item(list.key, label(list.label, list.key))) },
      {
        group: t('ofPerson'),
        items: ['$user', '$user.team', '$user.manager', '$user.roles'].map((key) => ({ value: key, label: key })),
      },
    ].filter((group) => group.items.length > 0)
  }, [model, site.entity, t, label])
  const functions = useMemo(() => {
    const named = operatorInfos().filter(
      ({ name }) => /^[a-z]\w*$/i.test(name) && !['and', 'or', 'in', 'var'].includes(name),
    )
    return Object.entries(groups)
      .map(([key, text]) => ({
        group: t(text),
        items: named
          .filter((info) => info.group === key)
          .map(({ name, words }) => ({
            value: name,
            label: `${name}  ${label(words).replace(/\{\w+\}/g, '…')}`,
          })),
      }))
      .filter((group) => group.items.length > 0)
  }, [t, label])
  return (
    <div className="builder-pair">
      <Select
        size="sm"
        searchable
        aria-label={t('insertField')}
        placeholder={t('field')}
        data={fields}
        value={null}
        onChange={(key) => key && onInsert(key)}
      />
      <Select
        size="sm"
        searchable
        aria-label={t('insertFunction')}
        placeholder={t('function')}
        data={functions}
        value={null}
        onChange={(name) => name && onInsert(`${name}()`, name.length + 1)}
      />
    </div>
  )
}
