import type { FormDocument } from '@atelier/definitions'
import type { FormMode } from '@atelier/forms'
import { currentLanguage, languages, SegmentedControl, useTexts } from '@atelier/ui'
import { useState } from 'react'
import { DrawnForm } from '../preview/DrawnForm.tsx'
import { PreviewStage, usePreview } from '../preview/PreviewContext.tsx'
import { formDesignTexts } from './form-texts.ts'
import { modes, modeTexts } from './modes.ts'

const short = { en: 'EN', 'zh-CN': '中' } as const

/** The form as people will meet it, drawn by the engine that draws it for them; what is entered goes nowhere. */
export function FormPreview({ form }: { readonly form: FormDocument }) {
  const t = useTexts(formDesignTexts)
  const { preview, show } = usePreview()
  const used = modes.filter((mode) => (form.modes ?? modes).includes(mode))
  const [chosen, setMode] = useState<FormMode>()
  const withRecord = preview.of === form.entity && preview.record !== undefined
  const fitting = used.filter((mode) => withRecord === (mode === 'edit' || mode === 'view'))
  const offered = fitting.length > 0 ? fitting : used
  const mode = offered.find((each) => each === chosen) ?? offered[0] ?? 'create'
  return (
    <>
      <div className="row form-preview-bar">
        {offered.length > 1 ? (
          <SegmentedControl
            value={mode}
            onChange={(value) => setMode(offered.find((each) => each === value))}
            data={offered.map((each) => ({ value: each, label: t(modeTexts[each]) }))}
          />
        ) : null}
        <span className="grow" />
        <SegmentedControl
          value={preview.phone ? 'phone' : 'desktop'}
          onChange={(value) => show({ phone: value === 'phone' })}
          data={[
            { value: 'desktop', label: t('asDesktop') },
            { value: 'phone', label: t('asPhone') },
          ]}
        />
        <SegmentedControl
          value={preview.language ?? currentLanguage()}
          onChange={(value) => {
            const language = languages.find((each) => each === value)
            show({ language: language === currentLanguage() ? undefined : language })
          }}
          data={languages.toReversed().map((each) => ({ value: each, label: short[each] }))}
        />
      </div>
      <PreviewStage>
        <div className="builder-sheet form-preview">
          <DrawnForm entity={form.entity} form={form} mode={mode} />
        </div>
      </PreviewStage>
    </>
  )
}
