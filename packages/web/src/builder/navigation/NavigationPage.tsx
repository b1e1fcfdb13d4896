import type { NavigationDocument, NavigationItem } from '@atelier/definitions'
import { Button, EmptyState, NativeSelect, useLabel, useLanguage, useTexts } from '@atelier/ui'
import { IconLayoutSidebar } from '@atelier/ui/icons'
import { useState } from 'react'
import { usePage } from '../../app/use-page.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { entitiesOf, ofKind } from '../draft/document.ts'
import { newId } from '../edits/names.ts'
import { addItem, findItem, goTo, isGroup, newNavigation } from '../edits/navigation.ts'
import { Frame } from '../frame/Frame.tsx'
import { AddByName } from '../parts/AddByName.tsx'
import { Help } from '../parts/Help.tsx'
import { labelFrom } from '../parts/label-text.ts'
import { GroupProperties, ItemProperties } from './ItemProperties.tsx'
import { NavigationList } from './NavigationList.tsx'
import { navigationTexts } from './navigation-texts.ts'
import { RoleHomes } from './RoleHomes.tsx'
import './navigation.css'

/** The rail as the admin arranges it, and where each role begins. */
export function NavigationPage() {
  const t = useTexts(navigationTexts)
  const { documents, put } = useDraft()
  const [navigation] = ofKind(documents, 'navigation')
  const [first] = entitiesOf(documents)
  if (navigation) return <Arranged navigation={navigation} />
  const start = () => {
    const item: NavigationItem[] = first
      ? [{ id: newId('nvi'), go: goTo({ kind: 'entity', entity: first.key, views: [] }) }]
      : []
    const group = { id: newId('nvi'), label: { en: 'Sales', 'zh-CN': '销售' }, items: item }
    put(addItem(newNavigation(newId('nav')), group))
  }
  return (
    <Frame right={{ title: <b>{t('homes')}</b>, body: <RoleHomes /> }}>
      <EmptyState
        icon={<IconLayoutSidebar size={24} stroke={1.5} />}
        title={t('emptyTitle')}
        text={t('emptyText')}
        actions={
          <Button variant="filled" onClick={start}>
            {t('emptyAction')}
          </Button>
        }
      >
        <p className="small quiet">{t('emptyExample')}</p>
      </EmptyState>
    </Frame>
  )
}

function Arranged({ navigation }: { readonly navigation: NavigationDocument }) {
  const t = useTexts(navigationTexts)
  const label = useLabel()
  const language = useLanguage()
  const { query, setQuery } = usePage()
  const { documents, put } = useDraft()
  const [role, setRole] = useState('')
  const roles = ofKind(documents, 'role')
  const place = query.part === undefined ? undefined : findItem(navigation, query.part)
  const select = (part: string | undefined) => setQuery({ part }, { replace: true })
  const onClose = () => select(undefined)
  const right = place
    ? {
        title: <b>{t(isGroup(place.item) ? 'group' : 'item')}</b>,
        onClose,
        body: isGroup(place.item) ? (
          <GroupProperties key={place.item.id} navigation={navigation} item={place.item} onGone={onClose} />
        ) : (
          <ItemProperties key={place.item.id} navigation={navigation} place={place} onGone={onClose} />
        ),
      }
    : { title: <b>{t('homes')}</b>, body: <RoleHomes /> }
  return (
    <Frame right={right}>
      <div className="builder-page">
        <div className="row builder-page-head">
          <h1>{t('title')}</h1>
          <Help about={t('help')} text={t('intro')} />
          <span className="grow" />
          <NativeSelect
            aria-label={t('seeAs')}
            value={role}
            data={[
              { value: '', label: `${t('seeAs')}: ${t('seeAll')}` },
              ...roles.map((each) => ({ value: each.key, label: label(each.label, each.key) })),
            ]}
            onChange={(event) => setRole(event.currentTarget.value)}
          />
        </div>
        <AddByName
          label={t('addGroup')}
          placeholder={t('addGroupPlaceholder')}
          onAdd={(name) => {
            const group = { id: newId('nvi'), label: labelFrom(name, language), items: [] }
            put(addItem(navigation, group))
            select(group.id)
          }}
        />
        <NavigationList navigation={navigation} role={role} selected={query.part} onSelect={select} />
      </div>
    </Frame>
  )
}
