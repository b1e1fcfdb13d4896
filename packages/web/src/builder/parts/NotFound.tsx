import { EmptyState, useTexts } from '@atelier/ui'
import { IconGhost2 } from '@atelier/ui/icons'
import { builderTexts } from '../builder-texts.ts'
import { Frame } from '../frame/Frame.tsx'

/** The page of something that the draft does not have. */
export function NotFound() {
  const b = useTexts(builderTexts)
  return (
    <Frame>
      <EmptyState icon={<IconGhost2 size={24} stroke={1.5} />} title={b('notFound')} text={b('notFoundText')} />
    </Frame>
  )
}
