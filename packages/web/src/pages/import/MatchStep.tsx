import { Badge, Checkbox, MultiSelect, NativeSelect, Tooltip, useLabel, useTexts } from '@atelier/ui'
import { IconAlertTriangle, IconArrowRight } from '@atelier/ui/icons'
import type { EntityView } from '../../workspace/model.ts'
import { useMe } from '../../workspace/WorkspaceContext.tsx'
import { ColumnReading } from './ColumnReading.tsx'
import { importTexts } from './import-texts.ts'
import { importFields, type Mapping, type StoredImport, sureness, withColumn, withField } from './mapping.ts'

export type MatchStepProps = {
  readonly entity: EntityView
  readonly stored: StoredImport
  readonly mapping: Mapping
  readonly onChange: (mapping: Mapping) => void
}

const tones = { sure: 'good', likely: 'accent', unsure: 'warn' } as const

/** Step two: for every column its field and how its cells are read; then how existing records are recognized. */
export function MatchStep({ entity, stored, mapping, onChange }: MatchStepProps) {
  const t = useTexts(importTexts)
  const say = useLabel()
  const me = useMe()
  const history = mapping.mode === 'history'
  const fields = importFields(entity, history)
  const mapped = new Map(mapping.columns.flatMap((each) => (each.field === null ? [] : [[each.field, each.column]])))
  const missing = fields.filter(
    (field) => field.required === true && field.stages === undefined && !mapped.has(field.key),
  )
  const isUnique = (key: string | null) =>
    entity.source.fields.find((field) => field.key === key)?.definition.unique === true
  const keys = fields.filter((field) => mapped.has(field.key))
  return (
    <>
      <section aria-label={t('matchTitle')}>
        <header className="row import-title">
          <h2 className="grow">{t('matchTitle')}</h2>
          <span className="quiet">{t('matched', { count: mapped.size, all: stored.columns.length })}</span>
        </header>
        {missing.length > 0 ? (
          <p className="note tone-warn">
            <IconAlertTriangle size={16} aria-hidden="true" />
            {t('required', { fields: missing.map((field) => say(field.label, field.key)).join(', ') })}
          </p>
        ) : null}
        <ul className="match">
          <li className="match-head" aria-hidden="true">
            <span>{t('column')}</span>
            <span />
            <span>{t('field')}</span>
            <span>{t('reading2')}</span>
          </li>
          {stored.columns.map((guess) => {
            const column = mapping.columns.find((each) => each.column === guess.column) ?? {
              column: guess.column,
              field: null,
            }
            const field = fields.find((each) => each.key === column.field)
            const sure = sureness(guess.confidence)
            return (
              <li key={guess.column} className={field ? '' : 'is-out'}>
                <div className="match-column">
                  <span className="strong cut">{guess.column}</span>
                  <span className="faint small cut">{guess.samples.join(' · ') || t('emptyCell')}</span>
                </div>
                <IconArrowRight size={16} stroke={1.5} aria-hidden="true" className="faint match-arrow" />
                <div className="match-field">
                  <NativeSelect
                    aria-label={t('fieldOf', { column: guess.column })}
                    value={column.field ?? ''}
                    data={[
                      { value: '', label: t('leaveOut') },
                      ...fields
                        .filter((each) => each.key === column.field || !mapped.has(each.key))
                        .map((each) => ({ value: each.key, label: say(each.label, each.key) })),
                    ]}
                    onChange={(event) => {
                      const key = event.currentTarget.value || null
                      onChange(withField(mapping, guess.column, key, isUnique(key)))
                    }}
                  />
                  {field && guess.field === field.key ? (
                    guess.remembered ? (
                      <Tooltip label={t('asLastHint')} multiline w={280}>
                        <Badge tone="good">{t('asLast')}</Badge>
                      </Tooltip>
                    ) : (
                      <Badge tone={tones[sure]}>{t(sure)}</Badge>
                    )
                  ) : null}
                </div>
                <div className="match-reading">
                  {field ? (
                    <ColumnReading
                      entity={entity}
                      field={field}
                      column={column}
                      columns={stored.columns.map((each) => each.column)}
                      onChange={(change) => onChange(withColumn(mapping, guess.column, change))}
                    />
                  ) : null}
                </div>
              </li>
            )
          })}
        </ul>
      </section>
      <section className="match-rules">
        <MultiSelect
          label={t('matchKeys')}
          description={t('matchKeysHint')}
          value={(mapping.match ?? []).filter((key) => mapped.has(key))}
          data={keys.map((field) => ({ value: field.key, label: say(field.label, field.key) }))}
          onChange={(match) => onChange({ ...mapping, match })}
        />
        <NativeSelect
          label={t('onMatch')}
          value={mapping.onMatch ?? 'update'}
          data={[
            { value: 'update', label: t('onUpdate') },
            { value: 'skip', label: t('onSkip') },
            { value: 'error', label: t('onError') },
          ]}
          onChange={(event) => {
            const next = event.currentTarget.value
            onChange({ ...mapping, onMatch: next === 'skip' || next === 'error' ? next : 'update' })
          }}
        />
        <Checkbox
          label={t('overwrite')}
          checked={mapping.overwriteWithEmpty === true}
          onChange={(event) => onChange({ ...mapping, overwriteWithEmpty: event.currentTarget.checked })}
        />
        {me.may.has('importHistory') ? (
          <Tooltip label={t('historyHint')} multiline w={280}>
            <Checkbox
              label={t('history')}
              checked={history}
              onChange={(event) => {
                const { mode: _, ...rest } = mapping
                onChange(event.currentTarget.checked ? { ...rest, mode: 'history' } : rest)
              }}
            />
          </Tooltip>
        ) : null}
      </section>
    </>
  )
}
