import type { Document } from '@atelier/definitions'
import { Button, showToast, useLabel, useTexts } from '@atelier/ui'
import { IconTrash } from '@atelier/ui/icons'
import { usePage } from '../../app/use-page.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { Section } from './Section.tsx'

/** How a document goes away: what that means, and a way back for a moment. */
export function DeleteDocument({
  document,
  text,
  children,
  to,
  also = [],
  disabled = false,
}: {
  readonly document: Document
  /** What deleting it means. */
  readonly text: string
  /** On the button. */
  readonly children: string
  /** Where one goes then. */
  readonly to: string
  /** Documents that change with it. */
  readonly also?: readonly Document[]
  readonly disabled?: boolean
}) {
  const b = useTexts(builderTexts)
  const label = useLabel()
  const { go } = usePage()
  const { remove, undo } = useDraft()
  return (
    <Section>
      <p className="small quiet">{text}</p>
      <Button
        color="red"
        variant="subtle"
        disabled={disabled}
        leftSection={<IconTrash size={14} stroke={1.5} />}
        onClick={() => {
          remove(document.id, also)
          go(to)
          showToast(b('removed', { label: label(document.label, document.key) }), { onUndo: undo })
        }}
      >
        {children}
      </Button>
    </Section>
  )
}
