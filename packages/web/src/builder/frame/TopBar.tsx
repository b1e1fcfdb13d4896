import { ActionIcon, Button, SaveState, Tooltip, useTexts } from '@atelier/ui'
import { IconArrowBackUp, IconArrowForwardUp, IconArrowLeft, IconMenu2 } from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMe } from '../../workspace/WorkspaceContext.tsx'
import { builderAddresses } from '../builder-addresses.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { countChanges } from '../draft/plan.ts'
import { PreviewMenu } from '../preview/PreviewMenu.tsx'
import { PublishDialog } from '../publish/PublishDialog.tsx'
import { useFilling } from '../upkeep/use-filling.ts'
import { ProblemsMenu } from './ProblemsMenu.tsx'

/** Back, undo and redo, as whom to look, what is wrong, what changed, publish. */
export function TopBar({
  about,
  onMenu,
}: {
  /** Key of the entity that the page is about. */
  readonly about: string | undefined
  readonly onMenu: () => void
}) {
  const t = useTexts(builderTexts)
  const draft = useDraft()
  const me = useMe()
  const [publishing, setPublishing] = useState(false)
  const { changes, documents } = countChanges(draft.plan)
  return (
    <header className="builder-top">
      <Tooltip label={t('back')}>
        <Link to="/" className="builder-back" aria-label={t('back')}>
          <IconArrowLeft size={16} stroke={1.5} />
        </Link>
      </Tooltip>
      <ActionIcon size="sm" className="builder-menu" aria-label={t('outline')} onClick={onMenu}>
        <IconMenu2 size={16} stroke={1.5} />
      </ActionIcon>
      <b className="builder-title">{t('title')}</b>
      <Tooltip label={t('undo')}>
        <ActionIcon size="sm" aria-label={t('undo')} disabled={!draft.canUndo} onClick={draft.undo}>
          <IconArrowBackUp size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('redo')}>
        <ActionIcon size="sm" aria-label={t('redo')} disabled={!draft.canRedo} onClick={draft.redo}>
          <IconArrowForwardUp size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      <span className="builder-save">
        <SaveState status={draft.status} />
      </span>
      <span className="grow" />
      <FillingNote />
      <PreviewMenu about={about} />
      <ProblemsMenu />
      {changes > 0 ? (
        <button type="button" className="builder-count" onClick={() => setPublishing(true)}>
          <span className="dot" aria-hidden="true" />
          <span>{t('changes', { count: changes })}</span>
          <span className="builder-count-more">{t('inDocuments', { count: documents })}</span>
        </button>
      ) : (
        <span className="quiet builder-count-none">{t('noChanges')}</span>
      )}
      {me.may.has('publish') ? (
        <Button variant="filled" disabled={changes === 0} onClick={() => setPublishing(true)}>
          {t('publish')}
        </Button>
      ) : null}
      {publishing ? <PublishDialog onClose={() => setPublishing(false)} /> : null}
    </header>
  )
}

/** Says while values are still being worked out after a publish; leads to how far they are. */
function FillingNote() {
  const t = useTexts(builderTexts)
  const filling = useFilling()
  const rows = filling.reduce((sum, each) => sum + each.rows, 0)
  const done = filling.reduce((sum, each) => sum + each.done, 0)
  if (rows === 0) return null
  const share = Math.min(99, Math.floor((done / rows) * 100))
  return (
    <Link to={builderAddresses.upkeep()} className="builder-count">
      <span className="small">{t('filling', { count: filling.length, share })}</span>
    </Link>
  )
}
