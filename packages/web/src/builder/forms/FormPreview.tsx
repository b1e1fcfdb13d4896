import type { FormDocument } from '@atelier/definitions'
import { type FormMode, fieldPlaces, layoutOf } from '@atelier/forms'
import { GeneratedForm } from '@atelier/forms/ui'
import { Button, SegmentedControl, showToast, useTexts } from '@atelier/ui'
import { useMemo, useState } from 'react'
import { loadRelated, useFormEnv } from '../../pages/record/use-form-model.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { useDraftModel } from '../draft/draft-model.ts'
import { formDesignTexts } from './form-texts.ts'
import { modes, modeTexts } from './modes.ts'

/** The form as people will meet it, drawn by the engine that draws it for them; what is entered goes nowhere. */
export function FormPreview({ form }: { readonly form: FormDocument }) {
  const t = useTexts(formDesignTexts)
  const model = useDraftModel()
  const { entities } = useWorkspace()
  const env = useFormEnv(entities.get(form.entity))
  const used = modes.filter((mode) => mode !== 'view' && (form.modes ?? modes).includes(mode))
  const [chosen, setMode] = useState<FormMode>()
  const [phone, setPhone] = useState(false)
  const mode = used.find((each) => each === chosen) ?? used[0] ?? 'create'
  const entity = model.entities.get(form.entity)
  const layout = useMemo(() => entity && layoutOf(entity, form, mode), [entity, form, mode])
  if (!layout) return null
  return (
    <>
      <div className="row form-preview-bar">
        {used.length > 1 ? (
          <SegmentedControl
            value={mode}
            onChange={(value) => setMode(used.find((each) => each === value))}
            data={used.map((each) => ({ value: each, label: t(modeTexts[each]) }))}
          />
        ) : null}
        <span className="grow" />
        <SegmentedControl
          value={phone ? 'phone' : 'desktop'}
          onChange={(value) => setPhone(value === 'phone')}
          data={[
            { value: 'desktop', label: t('asDesktop') },
            { value: 'phone', label: t('asPhone') },
          ]}
        />
      </div>
      <div className={`builder-sheet form-preview${phone ? ' is-phone' : ''}`}>
        <p className="small quiet">{t('previewHint')}</p>
        {fieldPlaces(layout).length === 0 ? <p className="quiet">{t('previewEmpty')}</p> : null}
        <GeneratedForm
          key={`${mode} ${JSON.stringify(form.pages)}`}
          id="form-preview"
          model={model}
          layout={layout}
          env={env}
          loadRelated={loadRelated}
          onSave={async () => {
            showToast(t('previewGood'))
            return { ok: true }
          }}
        />
        <div>
          <Button type="submit" form="form-preview">
            {t('previewTry')}
          </Button>
        </div>
      </div>
    </>
  )
}
