import { useTexts } from '@atelier/ui'
import { countChanges, type Plan } from '../draft/plan.ts'
import { publishTexts } from './publish-texts.ts'

const dropping = new Set(['field_dropped', 'entity_dropped'])

/** The four figures that say how large a publish is. */
export function Figures({ plan }: { readonly plan: Plan }) {
  const t = useTexts(publishTexts)
  const sum = (fits: (code: string) => boolean) =>
    plan.impact.filter((impact) => fits(impact.code)).reduce((total, impact) => total + impact.records, 0)
  const touched = sum(() => true)
  const ask = sum((code) => code === 'required_empty')
  const dropped = sum((code) => dropping.has(code))
  const figure = (name: string, value: string | number, tone = '') => (
    <div className="figure">
      <span className="small quiet">{name}</span>
      <b className={tone}>{value}</b>
    </div>
  )
  return (
    <div className="figures">
      {figure(t('figureChanges'), countChanges(plan).changes)}
      {figure(t('figureRecords'), touched)}
      {figure(t('figureAsk'), ask, ask > 0 ? 'warn' : '')}
      {dropped > 0 ? figure(t('figureLoss'), t('lossKept'), 'warn') : figure(t('figureLoss'), t('lossNone'), 'good')}
    </div>
  )
}
