import type { EntityDocument, RuleDefinition } from '@atelier/definitions'
import { Button, MultiSelect, NativeSelect, useLabel, useTexts } from '@atelier/ui'
import { IconTrash } from '@atelier/ui/icons'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { entityKeyAt, type FieldPlace, fieldsAt } from '../edits/entity.ts'
import {
  effectOf,
  effects,
  fieldsOf,
  messageOf,
  putRule,
  removeRule,
  ruleWith,
  setConditions,
} from '../edits/entity-rules.ts'
import { LabelInputs } from '../parts/LabelInputs.tsx'
import { Section } from '../parts/Section.tsx'
import { RuleBuilder } from '../rules/RuleBuilder.tsx'
import { entityTexts } from './entity-texts.ts'

/** One rule of an entity: what it does, about which fields, when, and what people read. */
export function RuleProperties({
  entity,
  place,
  rule,
  onGone,
}: {
  readonly entity: EntityDocument
  readonly place: FieldPlace
  readonly rule: RuleDefinition
  readonly onGone: () => void
}) {
  const t = useTexts(entityTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const { put } = useDraft()
  const effect = effectOf(rule)
  const set = (next: RuleDefinition, about?: string) =>
    put(putRule(entity, place, next), about && `${entity.id}/${rule.id}/${about}`)
  const site = { entity: entityKeyAt(entity, place), place: effect === 'refuse' ? 'refuse' : 'rule' } as const
  return (
    <>
      <Section>
        <NativeSelect
          label={t('ruleDoes')}
          value={effect}
          data={effects.map((each) => ({ value: each, label: t(`${each}When`) }))}
          onChange={(event) => {
            const next = effects.find((each) => each === event.currentTarget.value)
            if (next) set(ruleWith(rule, next, fieldsOf(rule), messageOf(rule)))
          }}
        />
        <MultiSelect
          label={t(effect === 'refuse' || effect === 'warn' ? 'ruleShownAt' : 'ruleFields')}
          searchable
          value={[...fieldsOf(rule)]}
          data={fieldsAt(entity, place).map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
          onChange={(fields) => set(ruleWith(rule, effect, fields, messageOf(rule)))}
        />
      </Section>
      <Section>
        <RuleBuilder
          label={t('ruleWhen')}
          site={site}
          rule={rule.when}
          optional
          onChange={(when) => set(setConditions(rule, { when }), 'when')}
        />
        <RuleBuilder
          label={t('ruleUnless')}
          site={site}
          rule={rule.unless}
          optional
          onChange={(unless) => set(setConditions(rule, { unless }), 'unless')}
        />
      </Section>
      <Section title={t('ruleMessage')}>
        <LabelInputs
          kind="text"
          label={messageOf(rule)}
          fallback=""
          onChange={(message) => set(ruleWith(rule, effect, fieldsOf(rule), message), 'message')}
        />
      </Section>
      <Section>
        <Button
          color="red"
          variant="subtle"
          leftSection={<IconTrash size={14} stroke={1.5} />}
          onClick={() => {
            put(removeRule(entity, place, rule.id))
            onGone()
          }}
        >
          {b('remove')}
        </Button>
      </Section>
    </>
  )
}
