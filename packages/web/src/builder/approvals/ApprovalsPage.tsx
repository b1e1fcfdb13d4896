import type { EntityDocument } from '@atelier/definitions'
import { useLabel, useLanguage, useTexts } from '@atelier/ui'
import { IconRubberStamp } from '@atelier/ui/icons'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { entitiesOf, entityByKey, ofKind } from '../draft/document.ts'
import { newApproval } from '../edits/approval.ts'
import { keyFor, newId } from '../edits/names.ts'
import { allSteps, approvalShape } from '../edits/steps.ts'
import { AddForEntity } from '../parts/AddForEntity.tsx'
import { ListPage, NeedsEntity } from '../parts/ListPage.tsx'
import { labelFrom } from '../parts/label-text.ts'
import { approvalTexts } from './approval-texts.ts'

/** All approvals; a new one asks the manager of whoever starts it. */
export function ApprovalsPage() {
  const t = useTexts(approvalTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const language = useLanguage()
  const { go } = usePage()
  const { documents, put } = useDraft()
  const approvals = ofKind(documents, 'approval')
  if (entitiesOf(documents).length === 0) return <NeedsEntity />
  const add = (name: string, entity: EntityDocument) => {
    const key = keyFor(
      name,
      'approval',
      approvals.map((each) => each.key),
    )
    const given = { id: newId('apr'), key, label: labelFrom(name, language), stepId: newId('stp') }
    put(newApproval({ ...given, entity: entity.key }))
    go(builderAddresses.approval(key))
  }
  return (
    <ListPage
      title={b('approvals')}
      intro={t('intro')}
      items={approvals}
      to={(approval) => builderAddresses.approval(approval.key)}
      about={(approval) =>
        [
          label(entityByKey(documents, approval.entity)?.label, approval.entity),
          t('steps', { count: allSteps(approvalShape, approval.steps).length }),
        ].join(' · ')
      }
      adding={<AddForEntity label={t('addLabel')} placeholder={t('addPlaceholder')} onAdd={add} />}
      empty={{
        icon: IconRubberStamp,
        title: t('emptyTitle'),
        text: t('emptyText'),
        more: <p className="small quiet">{t('emptyExample')}</p>,
      }}
    />
  )
}
