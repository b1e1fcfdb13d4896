import { Button, type ReferenceItem, Select, useData, useDebouncedValue, useLabel, useTexts } from '@atelier/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { recordTexts } from '../../records/record-texts.ts'
import type { EntityView } from '../../workspace/model.ts'
import { pageTexts } from './record-page-texts.ts'

/** Finds a record that is there already, to put it into a related list. */
export function LinkExisting({
  to,
  without,
  onLink,
  onClose,
}: {
  readonly to: EntityView
  /** In the list already. */
  readonly without: ReadonlySet<string>
  readonly onLink: (record: ReferenceItem) => Promise<void>
  readonly onClose: () => void
}) {
  const t = useTexts(recordTexts)
  const tp = useTexts(pageTexts)
  const label = useLabel()
  const data = useData()
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [asked] = useDebouncedValue(text, 150)
  const { data: found = [] } = useQuery({
    queryKey: ['link', to.key, asked],
    queryFn: () => data.searchReference(to.key, asked, { limit: 20 }),
    placeholderData: (before) => before,
  })
  const offered = found.filter(({ id }) => !without.has(id))
  return (
    <div className="row related-link">
      <Select
        className="grow"
        aria-label={tp('linkExisting', { label: label(to.label) })}
        placeholder={tp('linkExisting', { label: label(to.label) })}
        searchable
        autoFocus
        disabled={busy}
        defaultDropdownOpened
        nothingFoundMessage={tp('nothingFound')}
        searchValue={text}
        onSearchChange={setText}
        filter={({ options }) => options}
        data={offered.map(({ id, label: name }) => ({ value: id, label: name }))}
        value={null}
        onChange={(id) => {
          const chosen = offered.find((each) => each.id === id)
          if (!chosen) return
          setBusy(true)
          void onLink(chosen).finally(() => setBusy(false))
        }}
      />
      <Button variant="subtle" color="gray" onClick={onClose}>
        {t('cancel')}
      </Button>
    </div>
  )
}
