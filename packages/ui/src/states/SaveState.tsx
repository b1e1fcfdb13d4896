import { IconAlertTriangle, IconCheck, IconLoader2 } from '@tabler/icons-react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'

export type SaveStatus = 'idle' | 'saving' | 'saved' | 'refused' | 'conflict'

/** What became of the last change, in a word. Silent while nothing has happened. */
export function SaveState({ status }: { readonly status: SaveStatus }) {
  const t = useTexts(kitTexts)
  const shown = {
    idle: null,
    saving: { icon: <IconLoader2 size={14} aria-hidden="true" />, text: t('saving'), tone: '' },
    saved: { icon: <IconCheck size={14} className="good" aria-hidden="true" />, text: t('saved'), tone: '' },
    refused: { icon: <IconAlertTriangle size={14} aria-hidden="true" />, text: t('notSaved'), tone: ' bad' },
    conflict: { icon: <IconAlertTriangle size={14} aria-hidden="true" />, text: t('conflict'), tone: ' warn' },
  }[status]
  return (
    <span className={`save-state${shown?.tone ?? ''}`} role="status">
      {shown?.icon}
      {shown?.text}
    </span>
  )
}
