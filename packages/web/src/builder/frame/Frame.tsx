import { ActionIcon, useTexts } from '@atelier/ui'
import { IconX } from '@atelier/ui/icons'
import { type ReactNode, useEffect, useState } from 'react'
import { usePage } from '../../app/use-page.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { Outline } from './Outline.tsx'
import { TopBar } from './TopBar.tsx'
import { takesLetters, undoKey } from './undo-keys.ts'

export type FrameProps = {
  /** Beside the outline's place, for example a palette; the outline when left out. */
  readonly left?: ReactNode
  /** Key of the entity that the page is about: what its preview shows. */
  readonly about?: string | undefined
  readonly right?: { readonly title: ReactNode; readonly onClose?: () => void; readonly body: ReactNode } | undefined
  readonly children: ReactNode
}

/** The frame of every page of the builder: outline, the thing itself, properties of what is selected; draft and publishing on top. */
export function Frame({ left, right, about, children }: FrameProps) {
  const t = useTexts(builderTexts)
  const { undo, redo } = useDraft()
  const [menu, setMenu] = useState(false)
  const { params } = usePage()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the phone's menu
  useEffect(() => setMenu(false), [params._splat])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const asked = takesLetters(event.target) ? undefined : undoKey(event)
      if (!asked) return
      event.preventDefault()
      if (asked === 'redo') redo()
      else undo()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [undo, redo])
  return (
    <div className="builder">
      <TopBar about={about} onMenu={() => setMenu(!menu)} />
      <div className="builder-body">
        <aside className={`builder-left${menu ? ' is-open' : ''}`} aria-label={t('outline')}>
          {left ?? <Outline />}
        </aside>
        <div className="builder-centre">{children}</div>
        {right ? (
          <aside className="builder-right" aria-label={t('properties')}>
            <header className="builder-right-head">
              <div className="grow">{right.title}</div>
              {right.onClose ? (
                <ActionIcon size="sm" aria-label={t('close')} onClick={right.onClose}>
                  <IconX size={16} stroke={1.5} />
                </ActionIcon>
              ) : null}
            </header>
            {right.body}
          </aside>
        ) : null}
      </div>
    </div>
  )
}
