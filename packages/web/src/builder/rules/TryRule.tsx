import type { Entity, Model } from '@atelier/definitions'
import { type Explanation, explain, type Rule, type RuleType } from '@atelier/rules'
import { Badge, Button, useFormat, useLabel, useLanguage, useTexts } from '@atelier/ui'
import { IconPlayerPlay } from '@atelier/ui/icons'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { FieldInput } from '../../fields/Field.tsx'
import { asReference } from '../../fields/values.ts'
import { useFormEnv } from '../../pages/record/use-form-model.ts'
import type { EntityView } from '../../workspace/model.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import type { RuleSite } from './rule-site.ts'
import { ruleTexts } from './rule-texts.ts'
import { envFor, loadWanted, namesIn, wantedFor } from './try-record.ts'
import { valueWords } from './value-words.ts'

/** Tries a rule on a real record and shows what it saw. Nothing is changed. */
export function TryRule({
  model,
  site,
  rule,
}: {
  readonly model: Model
  readonly site: RuleSite
  readonly rule: Rule
}) {
  const t = useTexts(ruleTexts)
  const label = useLabel()
  const { entities } = useWorkspace()
  const [open, setOpen] = useState(false)
  const entity = model.entities.get(site.entity ?? '')
  // Lines and candidates of a reference are no records that one could choose by themselves.
  if (!entity || entity.origin.kind === 'lines' || entity.origin.kind === 'collection' || site.place === 'choices')
    return null
  if (site.record !== undefined && site.record !== site.entity) return null
  const served = entities.get(entity.key)
  if (!open) {
    return (
      <Button
        size="sm"
        variant="subtle"
        className="rule-add"
        leftSection={<IconPlayerPlay size={14} stroke={1.5} />}
        onClick={() => setOpen(true)}
      >
        {t('try')}
      </Button>
    )
  }
  if (!served) return <p className="small quiet">{t('tryNotLive', { label: label(entity.label, entity.key) })}</p>
  return <Trying model={model} entity={entity} served={served} rule={rule} />
}

function Trying({
  model,
  entity,
  served,
  rule,
}: {
  readonly model: Model
  readonly entity: Entity
  readonly served: EntityView
  readonly rule: Rule
}) {
  const t = useTexts(ruleTexts)
  const { entities } = useWorkspace()
  const env = useFormEnv(served)
  const [chosen, setChosen] = useState<unknown>(null)
  const id = asReference(chosen)?.id
  const wanted = useMemo(
    () =>
      wantedFor(entity, rule, (key, field) => entities.get(key)?.fields.some((each) => each.key === field) === true),
    [entity, rule, entities],
  )
  const { data, isFetching } = useQuery({
    queryKey: ['builder', 'try', entity.key, id, wanted],
    enabled: id !== undefined && wanted !== undefined,
    queryFn: async () => (wanted && id ? ((await loadWanted(entity, id, wanted)) ?? null) : null),
  })
  const seen = useMemo(
    () => (data ? explain(rule, envFor(model, entity, data, env)) : undefined),
    [data, rule, model, entity, env],
  )
  const names = useMemo(() => namesIn(data?.record), [data])
  if (!wanted) return <p className="small quiet">{t('trySecret')}</p>
  return (
    <div className="rule-try" aria-busy={isFetching}>
      <FieldInput
        field={{ key: 'record', type: 'reference', label: t('try'), target: entity.key, targets: [entity.key] }}
        variant="form"
        value={chosen}
        onChange={setChosen}
      />
      {data === null ? <p className="small warn">{t('tryFailed')}</p> : null}
      {seen ? <Outcome seen={seen} names={names} /> : null}
    </div>
  )
}

/** The values that an explanation read, each place of the record once. */
function readIn(seen: Explanation): readonly Explanation[] {
  const own = seen.operator === 'var' ? [seen] : []
  const all = [...own, ...seen.children.flatMap(readIn)]
  return [...new Map(all.map((each) => [each.text.en, each])).values()]
}

function Outcome({ seen, names }: { readonly seen: Explanation; readonly names: ReadonlyMap<string, string> }) {
  const t = useTexts(ruleTexts)
  const label = useLabel()
  const format = useFormat()
  const language = useLanguage().startsWith('zh') ? 'zh-CN' : 'en'
  const words = (value: unknown, type: RuleType) => valueWords(value, type, { t, label, names, format })
  const verdict = seen.value === true ? 'good' : seen.value === 'undecided' ? 'warn' : 'bad'
  return (
    <div role="status">
      <p>
        {seen.type.kind === 'boolean' ? (
          <Badge tone={verdict}>
            {t(seen.value === true ? 'holds' : seen.value === 'undecided' ? 'undecided' : 'holdsNot')}
          </Badge>
        ) : (
          <>
            <span className="quiet">{t('comesTo')}</span> <b>{words(seen.value, seen.type)}</b>
          </>
        )}
      </p>
      <dl className="rule-seen">
        {readIn(seen).map((each) => (
          <div key={each.text.en}>
            <dt className="quiet cut">{each.text[language]}</dt>
            <dd className="cut">{words(each.value, each.type)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
