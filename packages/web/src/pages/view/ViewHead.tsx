import { ActionIcon, Button, Kbd, Menu, SaveState, type SaveStatus, useTexts } from '@atelier/ui'
import { IconDots, IconDownload, IconPlus, IconTableImport } from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import { addresses } from '../../app/addresses.ts'
import { client } from '../../app/client.ts'
import { usePage } from '../../app/use-page.ts'
import type { EntityView } from '../../workspace/model.ts'
import { useEntityWords } from '../../workspace/use-entity-words.ts'
import { sortOf } from './sorts.ts'
import type { ViewState } from './use-view-state.ts'
import { viewTexts } from './view-texts.ts'

export type ViewHeadProps = {
  readonly entity: EntityView
  readonly state: ViewState
  readonly status: SaveStatus
}

/** The head of a list: what it is of, and what one does with all of it. */
export function ViewHead({ entity, state, status }: ViewHeadProps) {
  const t = useTexts(viewTexts)
  const words = useEntityWords()(entity)
  const { setQuery } = usePage()
  const mayCreate = entity.may.has('create')
  return (
    <header className="page-head">
      <h1 className="cut">{words.many}</h1>
      <span className="grow" />
      <SaveState status={status} />
      {entity.may.has('export') || entity.may.has('import') ? <MoreMenu entity={entity} state={state} /> : null}
      {entity.may.has('import') ? (
        <Link to={addresses.importInto(entity.key)} className="only-wide">
          <Button component="span">{t('import')}</Button>
        </Link>
      ) : null}
      {mayCreate ? (
        <Button
          variant="filled"
          leftSection={<IconPlus size={16} stroke={1.75} />}
          className="only-wide"
          onClick={() => setQuery({ panel: 'new' })}
        >
          {t('create', { label: words.oneWithin })}
        </Button>
      ) : null}
      {mayCreate ? (
        <span className="only-wide" aria-hidden="true">
          <Kbd>c</Kbd>
        </span>
      ) : null}
    </header>
  )
}

function MoreMenu({ entity, state }: Pick<ViewHeadProps, 'entity' | 'state'>) {
  const t = useTexts(viewTexts)
  const { go } = usePage()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('more')}>
          <IconDots size={16} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {entity.may.has('export')
          ? (['csv', 'xlsx'] as const).map((format) => (
              <Menu.Item
                key={format}
                component="a"
                href={client.exportUrl(entity.key, format, {
                  filter: state.rule,
                  ...(state.words === undefined ? {} : { q: state.words }),
                  sort: sortOf(state),
                  fields: state.columns.map((column) => column.field).join(','),
                })}
                download
                leftSection={<IconDownload size={16} stroke={1.5} />}
              >
                {t(format === 'csv' ? 'exportCsv' : 'exportXlsx')}
              </Menu.Item>
            ))
          : null}
        {entity.may.has('import') ? (
          <Menu.Item
            leftSection={<IconTableImport size={16} stroke={1.5} />}
            onClick={() => go(addresses.importInto(entity.key))}
          >
            {t('importSheet')}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  )
}
