import type { ReactNode } from 'react'

/** What belongs together on a page of the settings. */
export function SettingsCard({
  title,
  text,
  actions,
  children,
}: {
  readonly title: string
  readonly text?: string | undefined
  readonly actions?: ReactNode
  readonly children?: ReactNode
}) {
  return (
    <section className="settings-card" aria-label={title}>
      <div className="settings-card-head">
        <div className="grow">
          <h2>{title}</h2>
          {text ? <p className="quiet small">{text}</p> : null}
        </div>
        {actions}
      </div>
      {children}
    </section>
  )
}

/** One setting: what it is at the left, the control at the right. The control is named by the label. */
export function SettingRow({
  label,
  text,
  children,
}: {
  readonly label: string
  readonly text?: string | undefined
  readonly children: ReactNode
}) {
  return (
    <div className="setting-row">
      <div className="grow">
        <div>{label}</div>
        {text ? <div className="quiet small">{text}</div> : null}
      </div>
      <div className="setting-control">{children}</div>
    </div>
  )
}
