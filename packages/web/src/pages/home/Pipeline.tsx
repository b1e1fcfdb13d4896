import {
  formatMoneyShort,
  formatNumber,
  SegmentedControl,
  StageGlyph,
  stageColor,
  useFormat,
  useLabel,
  useTexts,
} from '@atelier/ui'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { addresses } from '../../app/addresses.ts'
import { isOfKind } from '../../fields/registry.ts'
import { bothRules } from '../../filter/condition.ts'
import { type StageSummary, useStageCounts } from '../../records/use-stage-summary.ts'
import type { EntityView, PipelineView } from '../../workspace/model.ts'
import { useEntityWords } from '../../workspace/use-entity-words.ts'
import { homeTexts } from './home-texts.ts'

/** Adds decimal strings exactly. */
function add(sums: readonly (string | null)[]): string {
  const cents = sums.reduce((total, sum) => {
    const [whole = '0', fraction = ''] = (sum ?? '0').split('.')
    return total + BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0').slice(0, 2) || '0')
  }, 0n)
  return `${cents / 100n}`
}

const rulesFor = (entity: EntityView, pipeline: PipelineView | undefined, mine: boolean): unknown => {
  const stage = entity.stage?.key ?? 'stage'
  return bothRules(
    { '==': [{ var: `${stage}.outcome` }, 'open'] },
    pipeline && entity.pipelines.length > 1 ? { '==': [{ var: `${stage}.pipeline` }, pipeline.key] } : undefined,
    mine && entity.owner ? { '==': [{ var: entity.owner.key }, { var: '$user' }] } : undefined,
  )
}

/** The reader's open records by stage, with money where there is any; who has none of their own sees everybody's. */
export function Pipeline({ entity }: { readonly entity: EntityView }) {
  const t = useTexts(homeTexts)
  const label = useLabel()
  const format = useFormat()
  const words = useEntityWords()(entity)
  const [chosen, setChosen] = useState<'mine' | 'all' | null>(null)
  const [pipeline] = entity.pipelines
  const money = entity.fields.find((field) => isOfKind(field, 'money'))?.key
  const own = useStageCounts(entity, pipeline, rulesFor(entity, pipeline, true), money, entity.owner !== undefined)
  const scope = chosen ?? (own.size > 0 ? 'mine' : 'all')
  const all = useStageCounts(entity, pipeline, rulesFor(entity, pipeline, false), money, scope === 'all')
  const counts: ReadonlyMap<string, StageSummary> = scope === 'mine' ? own : all
  const stages = pipeline?.stages.filter((stage) => stage.outcome === 'open') ?? []
  if (stages.length === 0) return null
  const amount = (sum: string | null | undefined) =>
    formatMoneyShort({ amount: sum ?? '0', currency: format.currency }, format)
  const total = [...counts.values()].reduce((sum, each) => sum + each.count, 0)
  const weight = (key: string) => Number(money ? (counts.get(key)?.sum ?? 0) : (counts.get(key)?.count ?? 0))
  const filter = (key: string) =>
    JSON.stringify(
      bothRules(
        { in: [{ var: entity.stage?.key ?? 'stage' }, [key]] },
        scope === 'mine' && entity.owner ? { '==': [{ var: entity.owner.key }, { var: '$user' }] } : undefined,
      ),
    )
  return (
    <section className="home-block">
      <header className="row">
        <h2 className="grow cut">{t(scope === 'mine' ? 'mine' : 'everyone', { label: words.manyWithin })}</h2>
        <span className="quiet num nowrap">
          {formatNumber(total)}
          {money ? ` · ${amount(add([...counts.values()].map((each) => each.sum)))}` : ''}
        </span>
        {entity.owner ? (
          <SegmentedControl
            aria-label={t('scope')}
            value={scope}
            onChange={(next) => setChosen(next === 'mine' ? 'mine' : 'all')}
            data={[
              { value: 'mine', label: t('scopeMine') },
              { value: 'all', label: t('scopeAll') },
            ]}
          />
        ) : null}
      </header>
      <div className="home-card">
        <div className="ramp" aria-hidden="true">
          {stages.map((stage) => (
            <i key={stage.key} style={{ flexGrow: weight(stage.key), background: stageColor(stage) }} />
          ))}
        </div>
        <ul className="home-stages">
          {stages.map((stage) => (
            <li key={stage.key}>
              <Link className="row" to={addresses.view(entity.key)} search={{ view: 'all', filter: filter(stage.key) }}>
                <StageGlyph position={stage.position} total={stage.total} outcome={stage.outcome} />
                <span className="grow cut">{label(stage.label, stage.key)}</span>
                <span className="faint num">{formatNumber(counts.get(stage.key)?.count ?? 0)}</span>
                {money ? <b className="num home-amount">{amount(counts.get(stage.key)?.sum)}</b> : null}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
