import type { EntityDocument, FieldDefinition, GateDefinition, PipelineDocument } from '@atelier/definitions'
import { fieldType } from '@atelier/fields'
import { Button, MultiSelect, NativeSelect, useLabel, useTexts } from '@atelier/ui'
import { IconArrowRight, IconArrowsExchange, IconTrash } from '@atelier/ui/icons'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { ofKind } from '../draft/document.ts'
import { withProperties } from '../edits/lists.ts'
import { LabelInputs } from '../parts/LabelInputs.tsx'
import { PersonsInput } from '../parts/PersonsInput.tsx'
import { Section } from '../parts/Section.tsx'
import { RuleBuilder } from '../rules/RuleBuilder.tsx'
import { pipelineTexts } from './pipeline-texts.ts'

export type GatePropertiesProps = {
  readonly pipeline: PipelineDocument
  readonly entity: EntityDocument | undefined
  readonly gate: GateDefinition
  readonly onChange: (gate: GateDefinition) => void
  readonly onDelete: () => void
  /** Where it may stand on the other side of its stage: what the button says, and what it does. */
  readonly turn?: { readonly text: string; readonly act: () => void } | undefined
}

/** Whether people fill the field in, so that a gate can ask them to. */
function isFilledIn({ type }: FieldDefinition): boolean {
  const found = fieldType(type)
  return found?.source === 'input' && found.servesAs !== 'stage'
}

/** What one gate asks for, what it says when it refuses, and where it stands. */
export function GateProperties({ pipeline, entity, gate, onChange, onDelete, turn }: GatePropertiesProps) {
  const t = useTexts(pipelineTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const { go } = usePage()
  const { documents } = useDraft()
  const approvals = ofKind(documents, 'approval').filter((each) => each.entity === pipeline.entity)
  return (
    <>
      <Section>
        {gate.gate === 'fields' ? (
          <>
            <p className="small quiet">{t('gateFieldsText')}</p>
            <MultiSelect
              label={t('fields')}
              searchable
              autoFocus={gate.fields.length === 0}
              defaultDropdownOpened={gate.fields.length === 0}
              value={[...gate.fields]}
              data={[
                ...(entity?.fields ?? [])
                  .filter(isFilledIn)
                  .map((field) => ({ value: field.key, label: label(field.label, field.key) })),
                // Paths through references are kept and can be taken out.
                ...gate.fields.filter((path) => path.includes('.')).map((path) => ({ value: path, label: path })),
              ]}
              onChange={(fields) => onChange({ ...gate, fields })}
            />
          </>
        ) : null}
        {gate.gate === 'rule' && entity ? (
          <>
            <p className="small quiet">{t('gateRuleText')}</p>
            <RuleBuilder
              label={t('rule')}
              site={{ entity: entity.key, place: 'gate' }}
              rule={gate.rule}
              onChange={(rule) => onChange({ ...gate, rule: rule ?? true })}
            />
          </>
        ) : null}
        {gate.gate === 'approval' ? (
          <>
            <p className="small quiet">{t('gateApprovalText')}</p>
            {approvals.length === 0 ? (
              <>
                <p className="warn small">{t('noApprovals')}</p>
                <Button onClick={() => go(builderAddresses.approvals())}>{t('toApprovals')}</Button>
              </>
            ) : (
              <NativeSelect
                label={t('approval')}
                value={gate.approval}
                data={[
                  ...(gate.approval === '' ? [{ value: '', label: `${b('none')} …` }] : []),
                  ...approvals.map((each) => ({ value: each.key, label: label(each.label, each.key) })),
                ]}
                onChange={(event) => onChange({ ...gate, approval: event.currentTarget.value })}
              />
            )}
            {gate.approval === '' ? null : (
              <Button
                variant="subtle"
                rightSection={<IconArrowRight size={14} stroke={1.5} />}
                onClick={() => go(builderAddresses.approval(gate.approval))}
              >
                {t('openApproval')}
              </Button>
            )}
          </>
        ) : null}
        {gate.gate === 'who' ? (
          <>
            <p className="small quiet">{t('gateWhoText')}</p>
            <PersonsInput
              label={t('roles')}
              entity={entity}
              value={gate.who}
              onChange={(who) => onChange({ ...gate, who })}
            />
          </>
        ) : null}
      </Section>
      {gate.gate === 'rule' || gate.gate === 'who' ? (
        <Section title={t('message')}>
          <p className="small quiet">{t('messageHelp')}</p>
          <LabelInputs
            kind="text"
            label={gate.message}
            fallback=""
            onChange={(message) => onChange(withProperties(gate, { message }))}
          />
        </Section>
      ) : null}
      <Section>
        {turn ? (
          <Button variant="subtle" leftSection={<IconArrowsExchange size={14} stroke={1.5} />} onClick={turn.act}>
            {turn.text}
          </Button>
        ) : null}
        <Button color="red" variant="subtle" leftSection={<IconTrash size={14} stroke={1.5} />} onClick={onDelete}>
          {t('deleteGate')}
        </Button>
      </Section>
    </>
  )
}
