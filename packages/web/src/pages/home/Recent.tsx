import type { RecordJson } from '@atelier/api'
import { Avatar, RelativeTime, useTexts } from '@atelier/ui'
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { addresses } from '../../app/addresses.ts'
import { client, unwrap } from '../../app/client.ts'
import { asReference, asText } from '../../fields/values.ts'
import { recordTitle } from '../../records/record-title.ts'
import type { EntityView } from '../../workspace/model.ts'
import { useEntityWords } from '../../workspace/use-entity-words.ts'
import { homeTexts } from './home-texts.ts'

type Change = { readonly entity: EntityView; readonly record: RecordJson; readonly at: string }

/** The newest changes of some entities together. */
export function Recent({ entities }: { readonly entities: readonly EntityView[] }) {
  const t = useTexts(homeTexts)
  const words = useEntityWords()
  const results = useQueries({
    queries: entities.map((entity) => ({
      queryKey: ['records', entity.key, { recent: true }],
      queryFn: async () => ({
        pages: [
          await unwrap(
            client.records.list(entity.key, {
              sort: '-updatedAt',
              limit: 6,
              fields: `${entity.title},updatedAt,updatedBy`,
            }),
          ),
        ],
        pageParams: [''],
      }),
    })),
  })
  const changes = entities
    .flatMap((entity, index): readonly Change[] =>
      (results[index]?.data?.pages ?? []).flatMap((page) =>
        page.records.map((record) => ({ entity, record, at: asText(record.updatedAt) })),
      ),
    )
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, 7)
  if (changes.length === 0) return null
  return (
    <section className="home-block">
      <header className="row">
        <h2 className="grow">{t('recent')}</h2>
      </header>
      <ul className="home-card home-list">
        {changes.map(({ entity, record, at }) => {
          const by = asReference(record.updatedBy)
          return (
            <li key={record.id}>
              <Link className="row" to={addresses.record(entity.key, record.id)}>
                {by ? <Avatar name={by.label} size={24} /> : <span className="avatar avatar-24" aria-hidden="true" />}
                <span className="grow home-task-text">
                  <span className="cut">{recordTitle(entity, record)}</span>
                  <span className="quiet small cut">
                    {[words(entity).one, by?.label ?? ''].filter((each) => each !== '').join(' · ')}
                  </span>
                </span>
                <span className="quiet small">
                  <RelativeTime value={at} />
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
