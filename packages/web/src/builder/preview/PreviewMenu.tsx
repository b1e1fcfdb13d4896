import { Button, languages, NativeSelect, Popover, SegmentedControl, useLabel, useTexts } from '@atelier/ui'
import { IconChevronDown, IconEye } from '@atelier/ui/icons'
import { useState } from 'react'
import { usePage } from '../../app/use-page.ts'
import { FieldInput } from '../../fields/Field.tsx'
import { asReference } from '../../fields/values.ts'
import { useMe, useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { builderAddresses } from '../builder-addresses.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { entitiesOf, entityByKey } from '../draft/document.ts'
import { servedOf } from '../parts/Change.tsx'
import { usePreview } from './PreviewContext.tsx'
import { previewTexts } from './preview-texts.ts'
import { useDirectory } from './use-directory.ts'
import './preview.css'

const names = { en: 'English', 'zh-CN': '中文' } as const

/** As whom, with which record, in which language and on what device the draft is shown. */
export function PreviewMenu({ about }: { readonly about: string | undefined }) {
  const t = useTexts(previewTexts)
  const label = useLabel()
  const me = useMe()
  const { go } = usePage()
  const { documents, inService } = useDraft()
  const { entities } = useWorkspace()
  const { preview, show } = usePreview()
  const people = useDirectory()
  const [opened, setOpened] = useState(false)
  const drawn = entitiesOf(documents)
  const key = about ?? preview.of ?? drawn[0]?.key
  const entity = key === undefined ? undefined : entityByKey(documents, key)
  const served = entities.get((entity && servedOf(inService, entity)?.key) ?? '')
  const person = people.find((each) => each.id === preview.person)
  const isSet = preview.person !== undefined || preview.record || preview.language || preview.phone
  if (!entity) return null
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={300} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={`builder-count preview-button${isSet ? ' is-on' : ''}`}
          aria-expanded={opened}
          aria-haspopup="dialog"
          onClick={() => setOpened(!opened)}
        >
          <IconEye size={14} stroke={1.5} aria-hidden="true" />
          <span className="preview-words">{t('previewAs', { name: person?.name ?? me.name })}</span>
          <IconChevronDown size={14} stroke={1.5} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown className="preview-menu">
        {people.length > 1 ? (
          <NativeSelect
            label={t('person')}
            value={preview.person ?? me.id}
            data={people.map((each) => ({ value: each.id, label: each.name }))}
            onChange={(event) => {
              const { value } = event.currentTarget
              show({ person: value === me.id ? undefined : value })
            }}
          />
        ) : null}
        {about === undefined ? (
          <NativeSelect
            label={t('entity')}
            value={entity.key}
            data={drawn.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
            onChange={(event) => show({ of: event.currentTarget.value, record: undefined })}
          />
        ) : null}
        {served ? (
          <FieldInput
            field={{
              key: 'record',
              type: 'reference',
              label: t('record'),
              help: t('recordHelp'),
              target: served.key,
              targets: [served.key],
            }}
            variant="form"
            value={preview.of === entity.key ? (preview.record ?? null) : null}
            onChange={(value) => show({ of: entity.key, record: asReference(value) ?? undefined })}
          />
        ) : null}
        <div>
          <span className="preview-label">{t('language')}</span>
          <SegmentedControl
            fullWidth
            aria-label={t('language')}
            value={preview.language ?? ''}
            onChange={(value) => show({ language: languages.find((each) => each === value) })}
            data={[{ value: '', label: t('same') }, ...languages.map((each) => ({ value: each, label: names[each] }))]}
          />
        </div>
        <div>
          <span className="preview-label">{t('device')}</span>
          <SegmentedControl
            fullWidth
            aria-label={t('device')}
            value={preview.phone ? 'phone' : 'desktop'}
            onChange={(value) => show({ phone: value === 'phone' })}
            data={[
              { value: 'desktop', label: t('desktop') },
              { value: 'phone', label: t('phone') },
            ]}
          />
        </div>
        <div className="row">
          {isSet ? (
            <Button
              variant="subtle"
              color="gray"
              onClick={() => show({ person: undefined, record: undefined, language: undefined, phone: undefined })}
            >
              {t('reset')}
            </Button>
          ) : null}
          <span className="grow" />
          <Button
            variant="filled"
            onClick={() => {
              setOpened(false)
              go(builderAddresses.preview(entity.key))
            }}
          >
            {t('open')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
