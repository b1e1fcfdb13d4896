import { SegmentedControl, setLanguage, useLanguage } from '@atelier/ui'

/** The head of pages without the shell: the name and the language. */
export function BareHeader() {
  const language = useLanguage()
  return (
    <header className="bare-head">
      <span className="rail-logo" aria-hidden="true">
        A
      </span>
      <b>Atelier</b>
      <span className="grow" />
      <SegmentedControl
        aria-label="Language / 语言"
        value={language}
        onChange={(next) => setLanguage(next === 'zh-CN' ? 'zh-CN' : 'en')}
        data={[
          { value: 'zh-CN', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
      />
    </header>
  )
}
