import { Button, EmptyLanes, EmptyState, useTexts } from '@atelier/ui'
import { IconFilterOff } from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import { addresses } from '../../app/addresses.ts'
import { usePage } from '../../app/use-page.ts'
import type { EntityView } from '../../workspace/model.ts'
import { useEntityWords } from '../../workspace/use-entity-words.ts'
import type { ViewState } from './use-view-state.ts'
import { viewTexts } from './view-texts.ts'

/** Nothing to show: nothing fits, or nothing is there yet. Says what to do next. */
export function NoRecords({ entity, state }: { readonly entity: EntityView; readonly state: ViewState }) {
  const t = useTexts(viewTexts)
  const words = useEntityWords()(entity)
  const { setQuery } = usePage()
  const conditions = state.filter.items.length
  if (conditions > 0 || state.q !== '') {
    return (
      <div className="centred">
        <EmptyState
          icon={<IconFilterOff size={20} stroke={1.5} />}
          title={
            state.q === ''
              ? t('noMatch', { label: words.manyWithin })
              : t('noFound', { label: words.manyWithin, text: state.q })
          }
          text={conditions > 0 ? t('noMatchText') : undefined}
          actions={
            <>
              {conditions > 0 ? (
                <Button onClick={() => state.setFilter({ ...state.filter, items: state.filter.items.slice(0, -1) })}>
                  {t('removeLast')}
                </Button>
              ) : null}
              <Button
                variant="subtle"
                color="gray"
                onClick={() => {
                  if (state.q !== '') state.setSearch('')
                  if (conditions > 0) state.setFilter({ ...state.filter, items: [] })
                }}
              >
                {conditions > 0 ? t('clearFilter') : t('clearSearch')}
              </Button>
            </>
          }
        />
      </div>
    )
  }
  const [mayCreate, mayImport] = [entity.may.has('create'), entity.may.has('import')]
  return (
    <div className="centred">
      <EmptyState
        icon={<EmptyLanes />}
        title={t('none', { label: words.manyWithin })}
        text={mayCreate ? t('noneText') : t('noneSeen')}
        actions={
          <>
            {mayCreate ? (
              <Button variant="filled" onClick={() => setQuery({ panel: 'new' })}>
                {t('create', { label: words.oneWithin })}
              </Button>
            ) : null}
            {mayImport ? (
              <Link to={addresses.importInto(entity.key)}>
                <Button component="span">{t('importSheet')}</Button>
              </Link>
            ) : null}
          </>
        }
      />
    </div>
  )
}
