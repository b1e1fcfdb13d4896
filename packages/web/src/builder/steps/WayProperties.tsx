import type { Label, Place, RuleJson } from '@atelier/definitions'
import { Button, useTexts } from '@atelier/ui'
import { IconTrash } from '@atelier/ui/icons'
import { LabelInputs } from '../parts/LabelInputs.tsx'
import { Section } from '../parts/Section.tsx'
import { RuleBuilder } from '../rules/RuleBuilder.tsx'
import { stepTexts } from './step-texts.ts'

/** One way through a branch, or one of several side by side: what it is called and when it is taken. */
export function WayProperties({
  way,
  site,
  hasCondition,
  mayRemove,
  onChange,
  onRemove,
}: {
  readonly way: { readonly id: string; readonly label?: Label; readonly when?: RuleJson }
  readonly site: { readonly entity: string; readonly place: Place }
  /** Ways side by side are all taken. */
  readonly hasCondition: boolean
  readonly mayRemove: boolean
  readonly onChange: (
    change: { readonly label?: Label | undefined } | { readonly when?: RuleJson | undefined },
    about?: string,
  ) => void
  readonly onRemove: () => void
}) {
  const t = useTexts(stepTexts)
  return (
    <>
      <Section>
        <LabelInputs label={way.label} fallback="" onChange={(label) => onChange({ label }, 'label')} />
      </Section>
      {hasCondition ? (
        <Section>
          <RuleBuilder
            label={t('wayWhen')}
            site={site}
            rule={way.when}
            optional
            onChange={(when) => onChange({ when }, 'when')}
          />
          <p className="small quiet">{t('wayWhenHelp')}</p>
        </Section>
      ) : null}
      <Section>
        <Button
          color="red"
          variant="subtle"
          disabled={!mayRemove}
          leftSection={<IconTrash size={14} stroke={1.5} />}
          onClick={onRemove}
        >
          {t('removeWay')}
        </Button>
      </Section>
    </>
  )
}
