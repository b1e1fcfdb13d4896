import type { RecordJson } from '@atelier/api'
import { type FieldPlace, formFor, formState, isEmptyValue, type LayoutItem, layoutOf } from '@atelier/forms'
import { useLabel, useTexts } from '@atelier/ui'
import { useMemo } from 'react'
import { asText } from '../../fields/values.ts'
import { useMoves } from '../../records/use-move.ts'
import type { EntityView } from '../../workspace/model.ts'
import { InlineField } from './InlineField.tsx'
import { pipelineOf } from './RecordStages.tsx'
import { pageTexts } from './record-page-texts.ts'
import { useFormEnv, useFormModel } from './use-form-model.ts'
import { useSaveFields } from './use-save-field.ts'

/** The form of a record as it is read: every field in its place, edited where it stands. */
export function RecordFields({ entity, record }: { readonly entity: EntityView; readonly record: RecordJson }) {
  const tp = useTexts(pageTexts)
  const label = useLabel()
  const model = useFormModel()
  const env = useFormEnv(entity, record)
  const save = useSaveFields(entity.key)
  const own = model.entities.get(entity.key)
  const layout = useMemo(
    () => own && layoutOf(own, formFor(model, own, 'view', record, env), 'view'),
    [model, own, record, env],
  )
  const states = useMemo(() => layout && formState(model, layout, record, env), [model, layout, record, env])
  const moves = useMoves(entity.key, entity.stage ? record.id : null)
  const stages = pipelineOf(entity, record)?.stages ?? []
  const at = stages.findIndex((stage) => stage.key === (entity.stage ? asText(record[entity.stage.key]) : ''))
  const next = stages[at + 1]
  const asked = new Set(
    (moves.find((move) => move.stage === next?.key)?.refusals ?? []).flatMap(({ field }) => field ?? []),
  )
  if (!layout || !states) return null
  const mayEdit = entity.may.has('update')
  const fieldOf = (item: LayoutItem & { readonly kind: 'field' }, bare = false) => {
    const state = states.get(item.id)
    if (!state?.visible) return null
    const place: FieldPlace = { item, around: [] }
    return (
      <InlineField
        key={item.id}
        model={model}
        place={place}
        state={state}
        record={record}
        env={env}
        save={save}
        mayEdit={mayEdit}
        bare={bare}
        wanted={asked.has(item.field.key) ? tp('wanted', { stage: label(next?.label, next?.key ?? '') }) : undefined}
      />
    )
  }
  const written = layout.pages.filter((page) =>
    page.items.some((item) => item.kind === 'field' || item.kind === 'section'),
  )
  return layout.pages.flatMap((page) => {
    const isPage = written.length > 1 && written.includes(page)
    const loose = page.items.filter((item) => item.kind === 'field')
    return [
      isPage && page.label ? (
        <h2 key={`${page.id} title`} className="record-page-title">
          {label(page.label)}
        </h2>
      ) : null,
      loose.length > 0 ? (
        <div key={page.id} className="record-section record-grid">
          {loose.map((item) => fieldOf(item))}
        </div>
      ) : null,
      ...page.items.map((item) => {
        if (item.kind === 'text')
          return states.get(item.id)?.visible ? (
            <p key={item.id} className="quiet">
              {label(item.text)}
            </p>
          ) : null
        if (item.kind !== 'section' || !states.get(item.id)?.visible) return null
        const fields = item.items.filter((each) => each.kind === 'field')
        const shown = fields.filter((each) => states.get(each.id)?.visible)
        // Nothing to see and nothing to fill in: a title alone would be noise.
        if (shown.length === 0) return null
        if (!mayEdit && shown.every((each) => isEmptyValue(record[each.field.key]))) return null
        const title = label(item.label, '')
        const isAlone = shown.length === 1 && shown[0]?.field.type.storage === 'rows'
        return (
          <details key={item.id} className="record-section form-section" open={!item.collapsed}>
            {title ? <summary>{title}</summary> : <summary hidden />}
            <div className={item.columns === 1 ? 'record-grid is-single' : 'record-grid'}>
              {fields.map((each) => fieldOf(each, isAlone && title !== ''))}
            </div>
          </details>
        )
      }),
    ]
  })
}
