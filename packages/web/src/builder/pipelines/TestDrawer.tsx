import type { EntityDocument, PipelineDocument } from '@atelier/definitions'
import { NativeSelect, ProblemList, useTexts } from '@atelier/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client, unwrap } from '../../app/client.ts'
import { FieldInput } from '../../fields/Field.tsx'
import { asReference } from '../../fields/values.ts'
import { useMe, useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { useDraft } from '../draft/DraftContext.tsx'
import { servedOf } from '../parts/Change.tsx'
import { Section } from '../parts/Section.tsx'
import { useDirectory } from '../preview/use-directory.ts'
import { TriedStage } from './TriedStage.tsx'
import { tryTexts } from './try-texts.ts'
import { useTriedMoves } from './use-tried-moves.ts'
import './try.css'

/** Tries the pipeline as it is drawn on a real record: at each stage, what would be refused and why. Nothing is changed. */
export function TestDrawer({
  pipeline,
  entity,
}: {
  readonly pipeline: PipelineDocument
  readonly entity: EntityDocument
}) {
  const t = useTexts(tryTexts)
  const me = useMe()
  const { entities } = useWorkspace()
  const { inService } = useDraft()
  const people = useDirectory()
  const [chosen, setChosen] = useState<unknown>(null)
  const [user, setUser] = useState(me.id)
  const [open, setOpen] = useState<string>()
  const served = entities.get(servedOf(inService, entity)?.key ?? '')
  const record = asReference(chosen)?.id
  const { tried, problems, busy } = useTriedMoves(pipeline.key, record, user === me.id ? undefined : user)
  const values = useQuery({
    queryKey: ['builder', 'try-values', served?.key, record],
    enabled: served !== undefined && record !== undefined,
    queryFn: () => unwrap(client.records.get(served?.key ?? '', record ?? '')),
  })
  if (!served)
    return (
      <Section>
        <p className="small quiet">{t('notLive')}</p>
      </Section>
    )
  const here = tried?.moves.findIndex((move) => move.current) ?? -1
  const shown = open ?? tried?.moves[here + 1]?.stage ?? tried?.moves[0]?.stage
  return (
    <div aria-busy={busy}>
      <Section>
        <p className="small quiet">{t('unchanged')}</p>
        <FieldInput
          field={{ key: 'record', type: 'reference', label: t('record'), target: served.key, targets: [served.key] }}
          variant="form"
          value={chosen}
          onChange={setChosen}
        />
        {people.length > 1 ? (
          <NativeSelect
            label={t('as')}
            value={user}
            data={people.map((person) => ({ value: person.id, label: person.name }))}
            onChange={(event) => setUser(event.currentTarget.value)}
          />
        ) : null}
        <ProblemList problems={problems} />
      </Section>
      {tried ? (
        <Section title={t('stages')}>
          <ol className="tried-stages" aria-live="polite">
            {tried.moves.map((move) => (
              <TriedStage
                key={move.stage}
                pipeline={pipeline}
                entity={entity}
                served={served}
                from={tried.from}
                move={move}
                record={values.data}
                open={move.stage === shown}
                onOpen={() => setOpen(move.stage)}
              />
            ))}
          </ol>
        </Section>
      ) : null}
    </div>
  )
}
