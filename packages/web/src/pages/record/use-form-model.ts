import type { WorkspaceAnswer } from '@atelier/api'
import type { Model } from '@atelier/definitions'
import type { FormEnv, FormValues } from '@atelier/forms'
import type { LoadRelated } from '@atelier/forms/ui'
import { useMemo } from 'react'
import { client } from '../../app/client.ts'
import type { EntityView } from '../../workspace/model.ts'
import { readerModel } from '../../workspace/reader-model.ts'
import { useMe, useWorkspace } from '../../workspace/WorkspaceContext.tsx'

const models = new WeakMap<WorkspaceAnswer, Model>()

/** The definitions as the reader sees them, compiled once per revision. */
export function useFormModel(): Model {
  const { answer } = useWorkspace()
  const known = models.get(answer)
  if (known) return known
  const made = readerModel(answer)
  models.set(answer, made)
  return made
}

const weekStarts: Readonly<Record<string, number>> = { mon: 1, sat: 6, sun: 7 }

/** What a form knows besides its values: the moment, the workspace, who fills it in, and what they may write. Undefined is an entity not in service yet. */
export function useFormEnv(entity: EntityView | undefined, before?: FormValues): FormEnv {
  const me = useMe()
  const { answer } = useWorkspace()
  const { workspace } = answer
  return useMemo(
    () => ({
      now: new Date().toISOString(),
      zone: workspace.zone,
      weekStart: weekStarts[workspace.weekStart ?? 'mon'] ?? 1,
      ...(workspace.fiscalYearStart === undefined ? {} : { fiscalYearStart: workspace.fiscalYearStart }),
      names: {
        $user: {
          id: me.id,
          label: me.name,
          roles: me.roles.map((role) => role.key),
          team: me.team === null ? null : { id: me.team.id },
        },
        $workspace: { currency: workspace.currency, zone: workspace.zone, language: workspace.language ?? 'en' },
      },
      access: new Map(
        (entity?.source.fields ?? []).flatMap((field) =>
          field.access === 'write' ? [] : [[field.key, field.access] as const],
        ),
      ),
      ...(before === undefined ? {} : { before }),
    }),
    [me, workspace, entity, before],
  )
}

/** Some fields of a record that was picked in a form, as far as one may read it. */
export const loadRelated: LoadRelated = async (entity, id, fields) => {
  const answer = await client.records.get(entity, id, fields.join(','))
  return answer.ok ? answer.value : undefined
}
