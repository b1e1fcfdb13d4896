import type { RecordJson } from '@atelier/api'
import { useQuery } from '@tanstack/react-query'
import { client, unwrap } from '../../app/client.ts'
import { asText } from '../../fields/values.ts'
import { enteredPath } from '../../records/list-fields.ts'
import { type StageAge, stageAge } from '../../records/stage-age.ts'
import type { EntityView, PipelineStage } from '../../workspace/model.ts'

/** How long the record has been in its stage; null until it is known, and where nothing is expected to go on. */
export function useStageAge(entity: EntityView, record: RecordJson, stage: PipelineStage | undefined): StageAge | null {
  const path = enteredPath(entity)
  const { data } = useQuery({
    queryKey: ['moves', entity.key, record.id, 'since', stage?.key],
    enabled: path !== undefined && stage !== undefined,
    queryFn: () => unwrap(client.records.get(entity.key, record.id, path)),
  })
  return stage && data && path ? stageAge(asText(data[path]), stage, new Date()) : null
}
