import type { FormDocument } from '@atelier/definitions'
import { type FormMode, fieldPlaces, formFor, layoutOf } from '@atelier/forms'
import { GeneratedForm } from '@atelier/forms/ui'
import { Button, EmptyState, RecordSkeleton, showToast, useTexts } from '@atelier/ui'
import { IconLock } from '@atelier/ui/icons'
import { useMemo } from 'react'
import { loadRelated, useFormEnv } from '../../pages/record/use-form-model.ts'
import { useMe, useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { useDraft } from '../draft/DraftContext.tsx'
import { modelOf } from '../draft/draft-model.ts'
import { usePreview } from './PreviewContext.tsx'
import { previewTexts } from './preview-texts.ts'
import { lessThanWrite, seenBy } from './seen-by.ts'
import { useAccess } from './use-access.ts'
import { useDirectory } from './use-directory.ts'
import { useShownRecord } from './use-shown-record.ts'

/** A form of the draft as the person of the preview will meet it, drawn by the engine that draws it for them; what is entered goes nowhere. */
export function DrawnForm({
  entity: key,
  form,
  mode,
}: {
  readonly entity: string
  /** The form that the engine chooses when left out. */
  readonly form?: FormDocument
  readonly mode: FormMode
}) {
  const t = useTexts(previewTexts)
  const me = useMe()
  const { entities } = useWorkspace()
  const { documents } = useDraft()
  const { preview } = usePreview()
  const person = useDirectory().find((each) => each.id === preview.person)
  const other = person && person.id !== me.id ? person : undefined
  const access = useAccess(other?.id)
  const { values, waiting } = useShownRecord(key)
  const model = useMemo(() => modelOf(seenBy(documents, access)), [documents, access])
  const own = useFormEnv(entities.get(key), values)
  const rights = access?.entities.find((each) => each.entity === key)
  const env = useMemo(() => {
    if (!other) return own
    const $user = {
      id: other.id,
      label: other.name,
      roles: access?.roles ?? [],
      team: other.team === undefined ? null : { id: other.team },
    }
    return { ...own, names: { ...own.names, $user }, access: access?.unlimited ? new Map() : lessThanWrite(rights) }
  }, [own, other, access, rights])
  const entity = model.entities.get(key)
  const layout = useMemo(
    () => entity && layoutOf(entity, form ?? formFor(model, entity, mode, values ?? {}, env), mode),
    [entity, form, model, mode, values, env],
  )
  if (waiting || (other && !access)) return <RecordSkeleton />
  if (!layout) return null
  const needed = mode === 'edit' ? 'update' : mode === 'view' ? 'read' : 'create'
  if (access && !access.unlimited && !rights?.grants.some((grant) => grant.action === needed))
    return (
      <EmptyState
        icon={<IconLock size={24} stroke={1.5} />}
        title={t('mayNot', { name: other?.name ?? me.name })}
        text={t('mayNotText')}
      />
    )
  const masked = new Set([...(env.access ?? [])].flatMap(([field, right]) => (right === 'masked' ? [field] : [])))
  const shown = values && Object.fromEntries(Object.entries(values).filter(([field]) => !masked.has(field)))
  return (
    <>
      <p className="small quiet">{t('hint')}</p>
      {fieldPlaces(layout).length === 0 ? <p className="quiet">{t('nothingHere')}</p> : null}
      <GeneratedForm
        key={`${mode} ${other?.id} ${preview.record?.id} ${JSON.stringify(form?.pages)} ${access?.entities.length}`}
        id="form-preview"
        model={model}
        layout={layout}
        env={env}
        values={shown}
        loadRelated={loadRelated}
        onSave={async () => {
          showToast(t('good'))
          return { ok: true }
        }}
      />
      {mode === 'view' ? null : (
        <div>
          <Button type="submit" form="form-preview">
            {t('trySave')}
          </Button>
        </div>
      )}
    </>
  )
}
