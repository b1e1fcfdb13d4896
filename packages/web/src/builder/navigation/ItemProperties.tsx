import type { NavigationDocument, NavigationItem } from '@atelier/definitions'
import { Button, MultiSelect, NativeSelect, TextInput, useLabel, useTexts } from '@atelier/ui'
import { IconTrash } from '@atelier/ui/icons'
import { iconOf, navigationIcons } from '../../app/navigation.tsx'
import { useDraft } from '../draft/DraftContext.tsx'
import { entitiesOf, ofKind } from '../draft/document.ts'
import {
  editItem,
  goTo,
  type ItemPlace,
  isGroup,
  moveItem,
  removeItem,
  rolesOf,
  type Target,
  targetOf,
  whenRoles,
} from '../edits/navigation.ts'
import { LabelInputs } from '../parts/LabelInputs.tsx'
import { Section } from '../parts/Section.tsx'
import { RuleBuilder } from '../rules/RuleBuilder.tsx'
import { navigationTexts } from './navigation-texts.ts'
import { useNavigationWords } from './use-item-words.ts'

type GroupProps = {
  readonly navigation: NavigationDocument
  readonly item: NavigationItem
  readonly onGone: () => void
}

/** What a group is called and who sees it. */
export function GroupProperties({ navigation, item, onGone }: GroupProps) {
  const t = useTexts(navigationTexts)
  const { put } = useDraft()
  return (
    <>
      <Section>
        <LabelInputs
          label={item.label}
          fallback=""
          onChange={(label) => put(editItem(navigation, item.id, { label }), `${item.id}/label`)}
        />
      </Section>
      <Who navigation={navigation} item={item} />
      <Remove navigation={navigation} item={item} text={t('removeGroup')} onGone={onGone} />
    </>
  )
}

/** What an item is called, what it opens, and who sees it. */
export function ItemProperties({
  navigation,
  place,
  onGone,
}: {
  readonly navigation: NavigationDocument
  readonly place: ItemPlace
  readonly onGone: () => void
}) {
  const t = useTexts(navigationTexts)
  const { put } = useDraft()
  const words = useNavigationWords()
  const { item } = place
  const groups = navigation.items.filter(isGroup)
  return (
    <>
      <Section>
        <LabelInputs
          label={item.label}
          fallback={words.nameOf({ ...item, label: '' })}
          onChange={(label) => put(editItem(navigation, item.id, { label }), `${item.id}/label`)}
        />
        <NativeSelect
          label={t('moveTo')}
          value={place.group?.id ?? ''}
          data={[
            { value: '', label: t('outside') },
            ...groups.map((group) => ({ value: group.id, label: words.nameOf(group) })),
          ]}
          onChange={(event) => {
            const to = event.currentTarget.value
            const count = groups.find((group) => group.id === to)?.items?.length ?? navigation.items.length
            put(moveItem(navigation, item.id, count, to === '' ? null : to))
          }}
        />
      </Section>
      <Opens navigation={navigation} item={item} />
      <Icons navigation={navigation} item={item} />
      <Who navigation={navigation} item={item} />
      <Remove navigation={navigation} item={item} text={t('remove')} onGone={onGone} />
    </>
  )
}

type Props = { readonly navigation: NavigationDocument; readonly item: NavigationItem }

const kinds = {
  entity: 'openEntity',
  report: 'openReport',
  dashboard: 'openDashboard',
  home: 'openHome',
  inbox: 'openInbox',
  url: 'openUrl',
} as const

function Opens({ navigation, item }: Props) {
  const t = useTexts(navigationTexts)
  const label = useLabel()
  const { documents, put } = useDraft()
  const target = targetOf(item.go)
  const entities = entitiesOf(documents)
  const [reports, dashboards] = [ofKind(documents, 'report'), ofKind(documents, 'dashboard')]
  const set = (next: Target, about?: string) => put(editItem(navigation, item.id, { go: goTo(next) }), about)
  const first: Readonly<Record<keyof typeof kinds, Target | undefined>> = {
    entity: entities[0] && { kind: 'entity', entity: entities[0].key, views: [] },
    report: reports[0] && { kind: 'report', key: reports[0].key },
    dashboard: dashboards[0] && { kind: 'dashboard', key: dashboards[0].key },
    home: { kind: 'home' },
    inbox: { kind: 'inbox' },
    url: { kind: 'url', url: 'https://' },
  }
  const names = Object.keys(kinds).filter((kind): kind is keyof typeof kinds => kind in kinds)
  const option = (each: { readonly key: string; readonly label?: Parameters<typeof label>[0] }) => ({
    value: each.key,
    label: label(each.label, each.key),
  })
  const keyed = target?.kind === 'report' || target?.kind === 'dashboard' ? target : undefined
  const views = ofKind(documents, 'view').filter((view) => target?.kind === 'entity' && view.entity === target.entity)
  return (
    <Section>
      <NativeSelect
        label={t('opens')}
        value={target?.kind ?? ''}
        data={names.filter((kind) => first[kind] !== undefined).map((kind) => ({ value: kind, label: t(kinds[kind]) }))}
        onChange={(event) => {
          const kind = names.find((each) => each === event.currentTarget.value)
          const next = kind && first[kind]
          if (next) set(next)
        }}
      />
      {target?.kind === 'entity' ? (
        <>
          <NativeSelect
            label={t('entity')}
            value={target.entity}
            data={entities.map(option)}
            onChange={(event) => set({ kind: 'entity', entity: event.currentTarget.value, views: [] })}
          />
          <MultiSelect
            label={t('views')}
            description={t('viewsHelp')}
            searchable
            value={[...target.views]}
            data={views.map(option)}
            onChange={(next) => set({ ...target, views: next })}
          />
        </>
      ) : null}
      {keyed ? (
        <NativeSelect
          label={t(keyed.kind)}
          value={keyed.key}
          data={(keyed.kind === 'report' ? reports : dashboards).map(option)}
          onChange={(event) => set({ kind: keyed.kind, key: event.currentTarget.value })}
        />
      ) : null}
      {target?.kind === 'url' ? (
        <>
          <TextInput
            type="url"
            label={t('url')}
            description={t('urlHelp')}
            value={target.url}
            onChange={(event) => set({ kind: 'url', url: event.currentTarget.value }, `${item.id}/url`)}
          />
          <p className="small quiet">{t('urlNotDrawn')}</p>
        </>
      ) : null}
      {target?.kind === 'home' || target?.kind === 'inbox' ? <p className="small quiet">{t('alwaysThere')}</p> : null}
    </Section>
  )
}

function Icons({ navigation, item }: Props) {
  const t = useTexts(navigationTexts)
  const { put } = useDraft()
  return (
    <Section title={t('icon')}>
      <div className="nav-icons">
        {navigationIcons.map((name) => {
          const Icon = iconOf(name)
          return (
            <button
              key={name}
              type="button"
              className="nav-icon"
              aria-label={`${t('icon')}: ${name}`}
              title={name}
              aria-pressed={item.icon !== undefined && iconOf(item.icon) === Icon}
              onClick={() => put(editItem(navigation, item.id, { icon: item.icon === name ? undefined : name }))}
            >
              <Icon size={16} stroke={1.5} aria-hidden="true" />
            </button>
          )
        })}
      </div>
      {item.icon === undefined ? <p className="small quiet">{t('iconOwn')}</p> : null}
    </Section>
  )
}

function Who({ navigation, item }: Props) {
  const t = useTexts(navigationTexts)
  const label = useLabel()
  const { documents, put } = useDraft()
  const roles = rolesOf(item.when)
  return (
    <Section>
      {roles === undefined ? (
        <RuleBuilder
          label={t('who')}
          site={{ entity: undefined, place: 'nowhere' }}
          rule={item.when}
          optional
          onChange={(when) => put(editItem(navigation, item.id, { when }), `${item.id}/when`)}
        />
      ) : (
        <MultiSelect
          label={t('who')}
          description={t('whoHelp')}
          placeholder={roles === 'everybody' ? t('everybody') : ''}
          searchable
          value={roles === 'everybody' ? [] : [...roles]}
          data={ofKind(documents, 'role').map((role) => ({ value: role.key, label: label(role.label, role.key) }))}
          onChange={(next) => put(editItem(navigation, item.id, { when: whenRoles(next) }))}
        />
      )}
    </Section>
  )
}

function Remove({ navigation, item, text, onGone }: GroupProps & { readonly text: string }) {
  const { put } = useDraft()
  return (
    <Section>
      <Button
        color="red"
        variant="subtle"
        leftSection={<IconTrash size={14} stroke={1.5} />}
        onClick={() => {
          put(removeItem(navigation, item.id))
          onGone()
        }}
      >
        {text}
      </Button>
    </Section>
  )
}
