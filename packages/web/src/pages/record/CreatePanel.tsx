import { Button, RecordSkeleton, SidePanel, useLabel, useTexts } from '@atelier/ui'
import { lazy, Suspense, useState } from 'react'
import { recordTexts } from '../../records/record-texts.ts'
import type { EntityView } from '../../workspace/model.ts'
import './record.css'

const CreateForm = lazy(async () => ({ default: (await import('./CreateForm.tsx')).CreateForm }))

/** A new record in the side panel: the few fields that it cannot do without first, the rest on demand. */
export function CreatePanel({ entity, onClose }: { readonly entity: EntityView; readonly onClose: () => void }) {
  const t = useTexts(recordTexts)
  const label = useLabel()
  const [busy, setBusy] = useState(false)
  return (
    <SidePanel
      open
      title={t('createOne', { label: label(entity.label) })}
      onClose={onClose}
      footer={
        <>
          <Button variant="subtle" color="gray" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" form="create-record" variant="filled" loading={busy}>
            {t('create')}
          </Button>
        </>
      }
    >
      <div className="create-form">
        <Suspense fallback={<RecordSkeleton />}>
          <CreateForm entity={entity} onBusy={setBusy} />
        </Suspense>
      </div>
    </SidePanel>
  )
}
