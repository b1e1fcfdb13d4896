import type { EntityDocument } from '@atelier/definitions'
import { fieldType } from '@atelier/fields'
import { ActionIcon, MultiSelect, NativeSelect, useLabel, useTexts } from '@atelier/ui'
import { IconPlus, IconX } from '@atelier/ui/icons'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import {
  addInvariant,
  addUnique,
  constraintsAt,
  editInvariant,
  editUnique,
  removeInvariant,
  removeUnique,
} from '../edits/constraints.ts'
import { entityKeyAt, type FieldPlace, fieldsAt } from '../edits/entity.ts'
import { newId } from '../edits/names.ts'
import { LabelInputs } from '../parts/LabelInputs.tsx'
import { Section } from '../parts/Section.tsx'
import { RuleBuilder } from '../rules/RuleBuilder.tsx'
import { constraintTexts } from './constraint-texts.ts'

/** What holds about records together: fields that are unique side by side, and invariants over records and their relations. */
export function ConstraintsSection({ entity, place }: { readonly entity: EntityDocument; readonly place: FieldPlace }) {
  const t = useTexts(constraintTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const { put } = useDraft()
  const { uniques, invariants } = constraintsAt(entity, place)
  const site = { entity: entityKeyAt(entity, place), place: 'invariant' } as const
  const candidates = fieldsAt(entity, place).filter((field) => fieldType(field.type)?.storage === 'columns')
  const set = (next: EntityDocument, about?: string) => put(next, about && `${entity.id}/${about}`)
  return (
    <>
      <Section title={t('uniques')}>
        {uniques.length === 0 ? <p className="small quiet">{t('uniquesNone')}</p> : null}
        {uniques.map((unique) => (
          <div key={unique.id} className="constraint">
            <div className="row">
              <MultiSelect
                className="grow"
                label={t('uniqueFields')}
                searchable
                value={[...unique.fields]}
                data={candidates.map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
                onChange={(fields) => fields.length > 0 && set(editUnique(entity, place, unique.id, { fields }))}
              />
              <ActionIcon
                size="sm"
                aria-label={b('remove')}
                onClick={() => set(removeUnique(entity, place, unique.id))}
              >
                <IconX size={14} stroke={1.5} />
              </ActionIcon>
            </div>
            <NativeSelect
              label={t('empty')}
              value={unique.empty ?? 'ignore'}
              data={[
                { value: 'ignore', label: t('emptyIgnore') },
                { value: 'same', label: t('emptySame') },
              ]}
              onChange={(event) =>
                set(
                  editUnique(entity, place, unique.id, {
                    empty: event.currentTarget.value === 'same' ? 'same' : undefined,
                  }),
                )
              }
            />
            <RuleBuilder
              label={t('uniqueFilter')}
              site={{ ...site, place: 'filter' }}
              rule={unique.filter}
              optional
              onChange={(filter) => set(editUnique(entity, place, unique.id, { filter }), `${unique.id}/filter`)}
            />
          </div>
        ))}
        <button
          type="button"
          className="stage-add"
          disabled={candidates.length === 0}
          onClick={() => {
            const [first] = candidates
            if (first) set(addUnique(entity, place, newId('unq'), [first.key]))
          }}
        >
          <IconPlus size={14} stroke={1.5} aria-hidden="true" />
          {t('addUnique')}
        </button>
      </Section>
      <Section title={t('invariants')}>
        {invariants.length === 0 ? <p className="small quiet">{t('invariantsNone')}</p> : null}
        {invariants.map((invariant) => (
          <div key={invariant.id} className="constraint">
            <div className="row">
              <NativeSelect
                className="grow"
                label={t('mode')}
                value={invariant.mode}
                data={[
                  { value: 'refuse', label: t('modeRefuse') },
                  { value: 'watch', label: t('modeWatch') },
                ]}
                onChange={(event) =>
                  set(
                    editInvariant(entity, place, invariant.id, {
                      mode: event.currentTarget.value === 'watch' ? 'watch' : 'refuse',
                    }),
                  )
                }
              />
              <ActionIcon
                size="sm"
                aria-label={b('remove')}
                onClick={() => set(removeInvariant(entity, place, invariant.id))}
              >
                <IconX size={14} stroke={1.5} />
              </ActionIcon>
            </div>
            <RuleBuilder
              label={t('always')}
              site={site}
              rule={invariant.always}
              onChange={(always) =>
                set(editInvariant(entity, place, invariant.id, { always: always ?? true }), `${invariant.id}/always`)
              }
            />
            <RuleBuilder
              label={t('invariantFilter')}
              site={site}
              rule={invariant.filter}
              optional
              onChange={(filter) =>
                set(editInvariant(entity, place, invariant.id, { filter }), `${invariant.id}/filter`)
              }
            />
            <LabelInputs
              kind="text"
              label={invariant.message}
              fallback=""
              onChange={(message) =>
                set(editInvariant(entity, place, invariant.id, { message }), `${invariant.id}/message`)
              }
            />
          </div>
        ))}
        <button type="button" className="stage-add" onClick={() => set(addInvariant(entity, place, newId('inv')))}>
          <IconPlus size={14} stroke={1.5} aria-hidden="true" />
          {t('addInvariant')}
        </button>
      </Section>
    </>
  )
}
