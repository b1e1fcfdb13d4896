import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { textNow } from '../i18n/texts.ts'

export type ToastOptions = {
  /** Offers "Undo"; the toast closes when it is taken. */
  readonly onUndo?: (() => void) | undefined
  readonly tone?: 'good' | 'bad' | undefined
}

/** Says in one line what has just happened, for six seconds, with a way back where there is one. */
export function showToast(message: string, { onUndo, tone = 'good' }: ToastOptions = {}): void {
  const id = `toast-${Math.random().toString(36).slice(2)}`
  notifications.show({
    id,
    withCloseButton: false,
    withBorder: false,
    className: 'toast',
    role: tone === 'bad' ? 'alert' : 'status',
    message: (
      <span className="toast-line">
        {tone === 'bad' ? (
          <IconAlertTriangle size={16} aria-hidden="true" />
        ) : (
          <IconCheck size={16} aria-hidden="true" />
        )}
        <span className="toast-text">{message}</span>
        {onUndo ? (
          <button
            type="button"
            className="toast-undo"
            onClick={() => {
              notifications.hide(id)
              onUndo()
            }}
          >
            {textNow(kitTexts, 'undo')}
          </button>
        ) : null}
      </span>
    ),
  })
}
