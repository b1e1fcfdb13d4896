import { AnchoredPanel, Button, useTexts } from '@atelier/ui'
import { IconAlertTriangle, IconLock } from '@atelier/ui/icons'
import { recordTexts } from '../../records/record-texts.ts'
import type { Proposal } from '../../records/use-changes.ts'
import { viewTexts } from './view-texts.ts'

export type ProposalPanelProps = {
  readonly proposal: Proposal
  readonly anchor: HTMLElement
  readonly onAccept: () => void
  readonly onDismiss: () => void
}

const shown = 50

/** What of a change of many records would not be carried out, and why, before any of it is. */
export function ProposalPanel({ proposal, anchor, onAccept, onDismiss }: ProposalPanelProps) {
  const t = useTexts(viewTexts)
  const tr = useTexts(recordTexts)
  const { forecast, unknown, locked, titles } = proposal
  const title = forecast.refused.length > 0 ? t('willNot', { count: forecast.refused.length }) : t('willNotAll')
  return (
    <AnchoredPanel anchor={anchor} label={title} width={420} onClose={onDismiss}>
      <div className="proposal">
        <h2>{title}</h2>
        {forecast.refused.length > 0 ? (
          <ul className="proposal-list">
            {forecast.refused.slice(0, shown).map(({ id, why }) => (
              <li key={id}>
                <b className="cut">{titles.get(id) ?? id.slice(0, 8)}</b>
                <span className="quiet">{why}</span>
              </li>
            ))}
            {forecast.refused.length > shown ? (
              <li className="quiet">{t('andMore', { count: forecast.refused.length - shown })}</li>
            ) : null}
          </ul>
        ) : null}
        {unknown.length > 0 ? (
          <p className="warn row">
            <IconAlertTriangle size={14} stroke={1.5} aria-hidden="true" />
            {t('pasteUnknown', { count: unknown.length, text: unknown[0] ?? '' })}
          </p>
        ) : null}
        {locked > 0 ? (
          <p className="quiet row">
            <IconLock size={14} stroke={1.5} aria-hidden="true" />
            {t('pasteLocked', { count: locked })}
          </p>
        ) : null}
        <div className="row">
          <span className="grow" />
          <Button variant="subtle" color="gray" onClick={onDismiss}>
            {tr('cancel')}
          </Button>
          {forecast.changed > 0 ? (
            <Button variant="filled" data-autofocus onClick={onAccept}>
              {forecast.refused.length > 0
                ? t('applyOthers', { count: forecast.changed })
                : t('apply', { count: forecast.changed })}
            </Button>
          ) : null}
        </div>
      </div>
    </AnchoredPanel>
  )
}
