import type { Document } from '@atelier/definitions'
import { applyRenames } from '@atelier/definitions'
import type { SaveStatus } from '@atelier/ui'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { RefusedError } from '../../app/client.ts'
import { useMe, useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import {
  conflictingIds,
  type Opened,
  openChange,
  publishChange,
  readPlan,
  rememberChange,
  startChange,
  tell,
} from './change-set.ts'
import { type Documents, withDocument, withoutDocument } from './document.ts'
import { type Draft, edit, openDraft, redo, undo } from './draft.ts'
import { pendingWrites } from './pending-writes.ts'
import type { Plan, PlanProblem } from './plan.ts'

export type DraftApi = {
  readonly documents: Documents
  readonly inService: Documents
  readonly revision: number
  /** Id of the change set on the server; undefined until the first edit has been told. */
  readonly change: string | undefined
  readonly plan: Plan | undefined
  readonly problems: readonly PlanProblem[]
  readonly status: SaveStatus
  /** Everything edited has been told to the change set, and the plan is of it. */
  readonly settled: boolean
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly undo: () => void
  readonly redo: () => void
  /** Puts documents in place of those with their ids, or adds them. References to a renamed one follow. */
  readonly put: (documents: Document | readonly Document[], about?: string) => void
  readonly remove: (id: string, also?: readonly Document[]) => void
  readonly publish: (note: string) => ReturnType<typeof publishChange>
  /** Forgets every unpublished edit; what it gives brings them back. */
  readonly discard: () => Promise<() => Promise<void>>
  /** Sets the edits upon what has been published since; with `theirs`, edits of documents in conflict are dropped. */
  readonly rebase: (theirs: boolean) => Promise<void>
  /** Reads what is in service again, after a rollback or a template. */
  readonly reload: () => Promise<void>
}

const DraftContext = createContext<DraftApi | null>(null)

/** The documents being edited. Only inside the builder. */
export function useDraft(): DraftApi {
  const draft = useContext(DraftContext)
  if (!draft) throw new Error('The draft is there only inside DraftProvider')
  return draft
}

/** Loads the draft, keeps it, and tells the server of each edit soon after it. */
export function DraftProvider({
  children,
  waiting,
}: {
  readonly children: ReactNode
  /** Shown until the documents are there. */
  readonly waiting: (error: unknown) => ReactNode
}) {
  const workspace = useWorkspace().key
  const user = useMe().id
  const [opened, setOpened] = useState<{ readonly at: number; readonly value: Opened }>()
  const [error, setError] = useState<unknown>()
  const open = useCallback(async () => {
    const answer = await openChange(workspace, user)
    if (answer.ok) setOpened((before) => ({ at: (before?.at ?? 0) + 1, value: answer.value }))
    else setError(new RefusedError(answer))
  }, [workspace, user])
  useEffect(() => void open(), [open])
  if (!opened) return waiting(error)
  return (
    <OpenDraft key={opened.at} opened={opened.value} onReload={open}>
      {children}
    </OpenDraft>
  )
}

function OpenDraft({
  opened,
  onReload,
  children,
}: {
  readonly opened: Opened
  readonly onReload: () => Promise<void>
  readonly children: ReactNode
}) {
  const workspace = useWorkspace().key
  const user = useMe().id
  const queries = useQueryClient()
  const { inService, revision } = opened
  const [draft, setDraft] = useState<Draft>(() => openDraft(opened.documents))
  const [status, setStatus] = useState<SaveStatus>('idle')
  const [plan, setPlan] = useState<Plan>()
  const [refused, setRefused] = useState<ReadonlyMap<string, readonly PlanProblem[]>>(new Map())
  const [planned, setPlanned] = useState<Documents>()
  const change = useRef(opened.change)
  const told = useRef<Documents>(opened.documents)
  const latest = useRef(draft.documents)
  latest.current = draft.documents
  const saving = useRef<Promise<void> | null>(null)
  const waiting = useRef<Promise<void> | null>(null)

  /** Tells the change set what it does not know yet, one after another, until the draft stands still. */
  const save = useCallback(async (): Promise<void> => {
    const run = async () => {
      for (;;) {
        const target = latest.current
        const writes = pendingWrites(told.current, target, inService)
        if (writes.length === 0 && !change.current) return setPlanned(target)
        setStatus('saving')
        if (!change.current) {
          const started = await startChange()
          if (!started.ok) return setStatus('refused')
          change.current = started.value.id
          rememberChange(workspace, user, started.value.id)
        }
        const problems = new Map<string, readonly PlanProblem[]>()
        for (const write of writes) {
          const answer = await tell(change.current, write)
          if (write.kind === 'delete') {
            told.current = withoutDocument(told.current, write.id)
          } else if (answer.ok) {
            told.current = withDocument(told.current, write.document)
          } else if (answer.status === 422) {
            const { kind, key, id = '' } = write.document
            // What cannot be read stays here, is told again with its next edit, and says what is wrong until then.
            problems.set(
              id,
              answer.problems.map((problem) => ({ ...problem, document: `${kind}/${key}` })),
            )
          }
          if (!answer.ok && answer.status !== 422 && answer.status !== 404) return setStatus('refused')
        }
        setRefused(problems)
        const answer = await readPlan(change.current)
        if (!answer.ok) return setStatus('refused')
        setPlan(answer.value)
        if (latest.current === target) {
          setPlanned(target)
          if (problems.size > 0) return setStatus('refused')
          return setStatus(answer.value.conflicts.length > 0 ? 'conflict' : 'saved')
        }
      }
    }
    // One at a time: two side by side could tell of an older draft after a newer one. Any number who wait are one more.
    const begin = (): Promise<void> => {
      waiting.current = null
      saving.current = run().finally(() => {
        saving.current = null
      })
      return saving.current
    }
    if (!saving.current) return begin()
    waiting.current ??= saving.current.then(begin)
    return waiting.current
  }, [inService, user, workspace])

  const touched = draft.documents !== opened.documents || opened.change !== undefined
  useEffect(() => {
    if (!touched || draft.documents === planned) return
    // Typing waits for its end; everything else is told at once.
    const timer = window.setTimeout(() => void save(), draft.about === undefined ? 0 : 350)
    return () => window.clearTimeout(timer)
  }, [draft.documents, draft.about, touched, planned, save])
  // Whoever leaves the builder in the middle of a word loses nothing; whoever closes the window is asked first.
  const unsaved = touched && planned !== draft.documents
  useEffect(
    () => () => void (pendingWrites(told.current, latest.current, inService).length > 0 && save()),
    [save, inService],
  )
  useEffect(() => {
    if (!unsaved) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [unsaved])

  const api = useMemo((): DraftApi => {
    const change_ = (next: (documents: Documents) => Documents, about?: string) =>
      setDraft((now) => edit(now, next(now.documents), about))
    return {
      documents: draft.documents,
      inService,
      revision,
      change: change.current,
      plan,
      problems: [...[...refused.values()].flat(), ...(plan?.problems ?? [])],
      // What waits to be told is not saved yet, whatever was said of the edit before it.
      status: unsaved && status === 'saved' ? 'saving' : status,
      settled: !touched || (planned === draft.documents && status !== 'saving' && refused.size === 0),
      canUndo: draft.past.length > 0,
      canRedo: draft.future.length > 0,
      undo: () => setDraft(undo),
      redo: () => setDraft(redo),
      put: (documents, about) =>
        change_((now) => {
          const list: readonly Document[] = 'kind' in documents ? [documents] : documents
          return applyRenames(now, list.reduce(withDocument, now))
        }, about),
      remove: (id, also = []) => change_((now) => withoutDocument(also.reduce(withDocument, now), id)),
      publish: async (note) => {
        if (!change.current) throw new Error('There is nothing to publish before the first edit')
        const answer = await publishChange(change.current, note)
        if (answer.ok) {
          rememberChange(workspace, user, undefined)
          await queries.invalidateQueries()
          await onReload()
        }
        return answer
      },
      discard: async () => {
        await saving.current
        const forgotten = change.current
        rememberChange(workspace, user, undefined)
        await onReload()
        return async () => {
          rememberChange(workspace, user, forgotten)
          await onReload()
        }
      },
      rebase: async (theirs) => {
        const dropped = theirs ? conflictingIds(plan?.conflicts ?? []) : new Set<string>()
        const mine = pendingWrites(inService, latest.current, inService)
        const started = await startChange()
        if (!started.ok) return setStatus('refused')
        for (const write of mine) {
          const id = write.kind === 'put' ? (write.document.id ?? '') : write.id
          if (!dropped.has(id)) await tell(started.value.id, write)
        }
        rememberChange(workspace, user, started.value.id)
        await onReload()
      },
      reload: onReload,
    }
  }, [draft, plan, planned, refused, status, touched, unsaved, inService, revision, workspace, user, queries, onReload])
  return <DraftContext.Provider value={api}>{children}</DraftContext.Provider>
}
