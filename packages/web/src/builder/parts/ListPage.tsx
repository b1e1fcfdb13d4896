import type { Document } from '@atelier/definitions'
import { Button, EmptyState, useLabel, useLanguage, useTexts } from '@atelier/ui'
import { IconArrowRight, IconDatabase, type TablerIcon } from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { Frame } from '../frame/Frame.tsx'
import { Change, servedOf } from './Change.tsx'
import { partTexts } from './part-texts.ts'

export type ListPageProps<Item extends Document> = {
  readonly title: string
  /** What these are, in one sentence. */
  readonly intro: string
  readonly items: readonly Item[]
  readonly to: (item: Item) => string
  /** A line below the name, and what else the card shows. */
  readonly about: (item: Item) => ReactNode
  readonly more?: (item: Item) => ReactNode
  /** Beside the title, for example other ways to see the same. */
  readonly aside?: ReactNode
  /** How a new one is made. */
  readonly adding: ReactNode
  /** While there is none: what it is good for. */
  readonly empty: {
    readonly icon: TablerIcon
    readonly title: string
    readonly text: string
    readonly more?: ReactNode
  }
}

/** Everything of one kind, as cards in the order of their names; a new one is a name away. */
export function ListPage<Item extends Document>(props: ListPageProps<Item>) {
  const { title, intro, items, to, about, more, aside, adding, empty } = props
  const label = useLabel()
  const language = useLanguage()
  const { inService } = useDraft()
  const name = (item: Item) => label(item.label, item.key)
  return (
    <Frame>
      <div className="builder-page">
        {items.length === 0 ? (
          <EmptyState icon={<empty.icon size={24} stroke={1.5} />} title={empty.title} text={empty.text}>
            {adding}
            {empty.more}
          </EmptyState>
        ) : (
          <>
            <div className="row builder-page-head">
              <h1 className="grow">{title}</h1>
              {aside}
            </div>
            <p className="quiet">{intro}</p>
            {adding}
            <ul className="entity-cards">
              {items
                .toSorted((one, other) => name(one).localeCompare(name(other), language))
                .map((item) => (
                  <li key={item.id}>
                    <Link to={to(item)} className="entity-card">
                      <span className="row">
                        <b className="cut grow">{name(item)}</b>
                        <Change now={item} before={servedOf(inService, item)} />
                        <IconArrowRight size={14} stroke={1.5} className="faint" aria-hidden="true" />
                      </span>
                      <span className="quiet small">{about(item)}</span>
                      {more ? <span className="entity-card-links">{more(item)}</span> : null}
                    </Link>
                  </li>
                ))}
            </ul>
          </>
        )}
      </div>
    </Frame>
  )
}

/** Said where something is drawn for an entity and there is none yet. */
export function NeedsEntity() {
  const p = useTexts(partTexts)
  const { go } = usePage()
  return (
    <Frame>
      <EmptyState
        icon={<IconDatabase size={24} stroke={1.5} />}
        title={p('needsEntity')}
        text={p('needsEntityText')}
        actions={
          <Button variant="filled" onClick={() => go(builderAddresses.entities())}>
            {p('toEntities')}
          </Button>
        }
      />
    </Frame>
  )
}
