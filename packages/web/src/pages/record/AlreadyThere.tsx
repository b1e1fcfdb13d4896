import { useData, useDebouncedValue, useTexts } from '@atelier/ui'
import { useQuery } from '@tanstack/react-query'
import type { EntityView } from '../../workspace/model.ts'
import { pageTexts } from './record-page-texts.ts'

const shownAtMost = 3

/** While a new record is being named: records whose names are like it, to open one of them instead. Says nothing of a name of one letter. */
export function AlreadyThere({ entity, name }: { readonly entity: EntityView; readonly name: string }) {
  const t = useTexts(pageTexts)
  const data = useData()
  const [asked] = useDebouncedValue(name.trim(), 200)
  const isWorthAsking = [...asked].length > 1
  const { data: found = [] } = useQuery({
    queryKey: ['already-there', entity.key, asked],
    enabled: isWorthAsking,
    staleTime: 30_000,
    queryFn: () => data.searchReference(entity.key, asked, { limit: shownAtMost }),
  })
  const isShown = isWorthAsking && found.length > 0
  return (
    <div role="status" className={isShown ? 'note tone-warn already-there' : undefined}>
      {isShown ? (
        <>
          <span>{t('alreadyThere')}</span>
          {found.map(({ id, label }) => (
            <a key={id} className="link" href={data.recordHref(entity.key, id)}>
              {label}
            </a>
          ))}
        </>
      ) : null}
    </div>
  )
}
