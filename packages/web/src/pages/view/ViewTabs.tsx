import { ActionIcon, Menu, useLabel, useTexts } from '@atelier/ui'
import { IconCheck, IconChevronDown } from '@atelier/ui/icons'
import { lazy, Suspense } from 'react'
import type { EntityView, ViewView } from '../../workspace/model.ts'
import type { ViewState } from './use-view-state.ts'
import { kindOf } from './view-kinds.ts'
import { viewTexts } from './view-texts.ts'

// A list stands without them.
const SaveViewMenu = lazy(async () => ({ default: (await import('./SaveViewMenu.tsx')).SaveViewMenu }))
const ShareView = lazy(async () => ({ default: (await import('./ShareView.tsx')).ShareView }))

export type ViewTabsProps = {
  readonly entity: EntityView
  readonly view: ViewView
  readonly views: readonly ViewView[]
  readonly state: ViewState
  readonly onChoose: (key: string) => void
}

/** The views of an entity as tabs, and beside them saving and sharing the one that is shown. */
export function ViewTabs({ entity, view, views, state, onChoose }: ViewTabsProps) {
  const t = useTexts(viewTexts)
  const label = useLabel()
  return (
    <div className="tabs">
      <div className="tab-list" role="tablist" aria-label={t('views')}>
        {views.map((each) => {
          const { Icon } = kindOf(each.type)
          const on = each.key === view.key
          return (
            <button
              key={`${each.mine} ${each.key}`}
              type="button"
              role="tab"
              aria-selected={on}
              ref={on ? inSight : undefined}
              className={`tab${on ? ' is-on' : ''}`}
              onClick={() => onChoose(each.key)}
            >
              <Icon size={14} stroke={1.5} aria-hidden="true" />
              {label(each.label, each.key)}
            </button>
          )
        })}
      </div>
      <Suspense>
        <SaveViewMenu entity={entity} view={view} state={state} />
      </Suspense>
      <span className="grow" />
      <Suspense>
        <ShareView view={view} />
      </Suspense>
      {views.length > 5 ? <AllViews views={views} view={view} onChoose={onChoose} /> : null}
    </div>
  )
}

/** Scrolls the chosen tab into sight when it is drawn. */
const inSight = (node: HTMLElement | null) => node?.scrollIntoView({ block: 'nearest', inline: 'nearest' })

/** Every view by name, where the tabs do not fit beside each other. */
function AllViews({ views, view, onChoose }: Pick<ViewTabsProps, 'views' | 'view' | 'onChoose'>) {
  const t = useTexts(viewTexts)
  const label = useLabel()
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon size="sm" className="tab-add" aria-label={t('allViews')}>
          <IconChevronDown size={16} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        {views.map((each) => {
          const { Icon } = kindOf(each.type)
          return (
            <Menu.Item
              key={`${each.from} ${each.key}`}
              leftSection={<Icon size={16} stroke={1.5} />}
              rightSection={each.key === view.key ? <IconCheck size={14} aria-hidden="true" /> : null}
              onClick={() => onChoose(each.key)}
            >
              {label(each.label, each.key)}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
