import type { Problem } from '@atelier/api'
import type { WorkspaceDocument } from '@atelier/definitions'
import { showToast, useTexts } from '@atelier/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../../app/client.ts'
import { useWorkspace } from '../../../workspace/WorkspaceContext.tsx'
import { settingsTexts } from '../settings-texts.ts'

/** The workspace's document as its form shows it. */
export type WorkspaceDraft = {
  readonly nameEn: string
  readonly nameZh: string
  readonly language: string
  readonly languages: readonly string[]
  readonly zone: string
  readonly currency: string
  readonly currencies: readonly string[]
  readonly weekStart: string
  readonly fiscalYearStart: string
  readonly dates: string
  readonly numbers: string
  readonly twoFactor: string
}

function draftOf(document: WorkspaceDocument): WorkspaceDraft {
  const { label } = document
  return {
    nameEn: typeof label === 'string' ? label : (label?.en ?? ''),
    nameZh: typeof label === 'string' ? label : (label?.['zh-CN'] ?? ''),
    language: document.language ?? 'en',
    languages: document.languages ?? ['zh-CN', 'en'],
    zone: document.zone,
    currency: document.currency,
    currencies: document.currencies ?? [document.currency],
    weekStart: document.weekStart ?? 'mon',
    fiscalYearStart: document.fiscalYearStart ?? '01-01',
    dates: document.dates ?? 'ymd',
    numbers: document.numbers ?? 'comma',
    twoFactor: document.twoFactor ?? 'optional',
  }
}

/** The document with what the form changed; what it does not show stays as it is. */
function withDraft(document: WorkspaceDocument, changes: Partial<WorkspaceDraft>, draft: WorkspaceDraft) {
  const { nameEn, nameZh, ...rest } = changes
  const isNamed = nameEn !== undefined || nameZh !== undefined
  const label = {
    ...(draft.nameEn.trim() === '' ? {} : { en: draft.nameEn.trim() }),
    ...(draft.nameZh.trim() === '' ? {} : { 'zh-CN': draft.nameZh.trim() }),
  }
  const { label: before, ...bare } = document
  return {
    ...bare,
    ...(isNamed ? (Object.keys(label).length === 0 ? {} : { label }) : before === undefined ? {} : { label: before }),
    ...rest,
    ...(rest.currency === undefined ? {} : { currencies: [...new Set([rest.currency, ...draft.currencies])] }),
  }
}

/** The settings that are a definition: changed as a draft here, published as a change set of their own. */
export function useWorkspaceDocument() {
  const t = useTexts(settingsTexts)
  const queries = useQueryClient()
  const { workspace } = useWorkspace().answer
  const [changes, setChanges] = useState<Partial<WorkspaceDraft>>({})
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [busy, setBusy] = useState(false)
  const served = draftOf(workspace)
  const draft: WorkspaceDraft = { ...served, ...changes }
  const isDirty = JSON.stringify(draft) !== JSON.stringify(served)
  const publish = async (): Promise<void> => {
    setBusy(true)
    const found = await send(workspace.key ?? 'workspace', changes, draft)
    setBusy(false)
    setProblems(found)
    if (found.length > 0) return
    showToast(t('published'))
    await queries.invalidateQueries()
    setChanges({})
  }
  return {
    draft,
    change: (more: Partial<WorkspaceDraft>) => setChanges((now) => ({ ...now, ...more })),
    reset: () => {
      setChanges({})
      setProblems([])
    },
    publish,
    problems,
    busy,
    isDirty,
  }
}

type Plan = { readonly problems: readonly Problem[] }

/** Reads the document in service, changes and publishes it; answers what stood in the way. */
async function send(key: string, changes: Partial<WorkspaceDraft>, draft: WorkspaceDraft): Promise<readonly Problem[]> {
  const path = `/definitions/workspace/${encodeURIComponent(key)}`
  const served = await client.send<WorkspaceDocument>('GET', path)
  if (!served.ok) return served.problems
  const started = await client.definitions.startChange()
  if (!started.ok) return started.problems
  const change = `/changes/${started.value.id}`
  const document = withDraft(served.value, changes, draft)
  const put = await client.send('PUT', `${change}/documents/workspace/${encodeURIComponent(key)}`, { body: document })
  if (!put.ok) return put.problems
  const plan = await client.send<Plan>('GET', `${change}/plan`)
  if (!plan.ok) return plan.problems
  if (plan.value.problems.length > 0) return plan.value.problems
  const published = await client.send('POST', `${change}/publish`)
  return published.ok ? [] : published.problems
}
