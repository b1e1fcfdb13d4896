import { ActionIcon, Button, Progress, useLocalStorage, useTexts } from '@atelier/ui'
import { IconCircle, IconCircleCheckFilled, IconX } from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import { setTour } from '../../../app/tour/tour-state.ts'
import type { EntityView } from '../../../workspace/model.ts'
import { useMe } from '../../../workspace/WorkspaceContext.tsx'
import { ClearSampleStep } from './ClearSampleStep.tsx'
import { checklistTexts } from './checklist-texts.ts'
import type { Step } from './steps.ts'
import { useAdminSteps } from './use-admin-steps.ts'
import { useOwnSteps } from './use-own-steps.ts'
import './checklist.css'

/** The first steps of a person's role, ticked off by what is really there; hidden for good on request, and gone when all is done. */
export function Checklist({ main }: { readonly main: EntityView | undefined }) {
  const me = useMe()
  const [hidden, setHidden] = useLocalStorage({
    key: `atelier.checklist.${me.id}`,
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  if (hidden) return null
  return me.may.has('publish') ? (
    <AdminSteps onHide={() => setHidden(true)} />
  ) : (
    <OwnSteps main={main} onHide={() => setHidden(true)} />
  )
}

function AdminSteps({ onHide }: { readonly onHide: () => void }) {
  return (
    <Steps steps={useAdminSteps(true)} onHide={onHide}>
      <ClearSampleStep />
    </Steps>
  )
}

function OwnSteps({ main, onHide }: { readonly main: EntityView | undefined; readonly onHide: () => void }) {
  return <Steps steps={useOwnSteps(main, true)} onHide={onHide} />
}

type StepsProps = {
  readonly steps: readonly Step[]
  readonly onHide: () => void
  readonly children?: React.ReactNode
}

function Steps({ steps, onHide, children }: StepsProps) {
  const t = useTexts(checklistTexts)
  const done = steps.filter((step) => step.done === true).length
  // Nothing jumps: it is drawn when every answer is in, and not at all when nothing is left to do.
  if (steps.some((step) => step.done === undefined) || done === steps.length) return null
  return (
    <section className="checklist" aria-label={t('title')}>
      <header className="row">
        <h2>{t('title')}</h2>
        <Progress className="checklist-bar" value={(done / steps.length) * 100} size="sm" aria-label={t('title')} />
        <span className="quiet small nowrap">{t('progress', { done, count: steps.length })}</span>
        <span className="grow" />
        <Button size="xs" variant="subtle" onClick={() => setTour(true)}>
          {t('tour')}
        </Button>
        <ActionIcon size="sm" aria-label={t('dismiss')} title={t('dismiss')} onClick={onHide}>
          <IconX size={16} stroke={1.5} />
        </ActionIcon>
      </header>
      <ul>
        {steps.map((step) => (
          <li key={step.id} className={step.done ? 'is-done' : undefined}>
            {step.done ? (
              <IconCircleCheckFilled size={18} className="good" role="img" aria-label={t('isDone')} />
            ) : (
              <IconCircle size={18} stroke={1.5} className="faint" aria-hidden="true" />
            )}
            <StepLink step={step} />
          </li>
        ))}
        {children}
      </ul>
    </section>
  )
}

function StepLink({ step }: { readonly step: Step }) {
  const [path = '/', search = ''] = step.to.split('?')
  if (step.done) return <span className="grow cut">{step.title}</span>
  return (
    <Link to={path} search={Object.fromEntries(new URLSearchParams(search))} className="grow">
      <span className="strong">{step.title}</span>
      <span className="quiet small">{step.text}</span>
    </Link>
  )
}
