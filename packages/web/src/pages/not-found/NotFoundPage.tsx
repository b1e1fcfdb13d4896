import { Button, EmptyState, useTexts } from '@atelier/ui'
import { IconMapOff } from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import { shellTexts } from '../../app/shell-texts.ts'
import { usePageTitle } from '../../app/use-page.ts'

/** For what does not exist and for what one may not see, alike. */
export function NotFoundPage() {
  const t = useTexts(shellTexts)
  usePageTitle(t('notFoundTitle'))
  return (
    <div className="centred">
      <EmptyState
        icon={<IconMapOff size={24} stroke={1.5} />}
        title={t('notFoundTitle')}
        text={t('notFoundText')}
        actions={
          <Link to="/">
            <Button component="span">{t('toHome')}</Button>
          </Link>
        }
      />
    </div>
  )
}
