import { IconAlertTriangle } from '@tabler/icons-react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'

/** A problem as the kit shows it. */
export type ProblemView = { readonly code: string; readonly message: string; readonly field?: string | undefined }

export type ProblemListProps = {
  readonly problems: readonly ProblemView[]
  /** Where a problem names a field: go there. */
  readonly onOpenField?: ((field: string) => void) | undefined
  readonly title?: string | undefined
}

/** Every reason at once, each with a way to its field. Announced when it appears. */
export function ProblemList({ problems, onOpenField, title }: ProblemListProps) {
  const t = useTexts(kitTexts)
  if (problems.length === 0) return null
  return (
    <div className="note tone-bad" role="alert">
      <IconAlertTriangle size={16} aria-hidden="true" />
      <div>
        {problems.length > 1 || title ? (
          <p className="strong">{title ?? t('whatToFix', { count: problems.length })}</p>
        ) : null}
        <ul className="problems">
          {problems.map(({ code, field, message }) => (
            <li key={`${code} ${field ?? ''} ${message}`}>
              {field && onOpenField ? (
                <button type="button" className="link" onClick={() => onOpenField(field)}>
                  {message}
                </button>
              ) : (
                message
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
