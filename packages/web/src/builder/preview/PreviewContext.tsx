import { FormatContext, type Language, type ReferenceItem, SpokenLanguage, useFormat } from '@atelier/ui'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

/** As whom, with which record, in which language and on what device the builder shows what people will see. */
export type Preview = {
  /** Id of a person; undefined is oneself. */
  readonly person?: string | undefined
  readonly record?: ReferenceItem | undefined
  /** Key of the entity that the record is of, as it is called in the draft. */
  readonly of?: string | undefined
  readonly language?: Language | undefined
  readonly phone?: boolean | undefined
}

type PreviewApi = { readonly preview: Preview; readonly show: (change: Preview) => void }

const PreviewContext = createContext<PreviewApi>({ preview: {}, show: () => {} })

/** What the preview is set to, and a way to change part of it. */
export const usePreview = (): PreviewApi => useContext(PreviewContext)

/** Keeps the preview while one goes from page to page of the builder. */
export function PreviewProvider({ children }: { readonly children: ReactNode }) {
  const [preview, setPreview] = useState<Preview>({})
  const api = useMemo(
    () => ({ preview, show: (change: Preview) => setPreview((now) => ({ ...now, ...change })) }),
    [preview],
  )
  return <PreviewContext.Provider value={api}>{children}</PreviewContext.Provider>
}

/** Draws what is in it in the language and on the device of the preview. */
export function PreviewStage({ children }: { readonly children: ReactNode }) {
  const { language, phone } = usePreview().preview
  const format = useFormat()
  const spoken = useMemo(() => (language ? { ...format, language } : format), [format, language])
  return (
    <SpokenLanguage.Provider value={language}>
      <FormatContext.Provider value={spoken}>
        <div lang={language} className={`preview-stage${phone ? ' is-phone' : ''}`}>
          {children}
        </div>
      </FormatContext.Provider>
    </SpokenLanguage.Provider>
  )
}
