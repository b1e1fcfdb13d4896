import type { ReportDocument } from '@atelier/definitions'
import { type Label, NativeSelect, useLabel, useTexts } from '@atelier/ui'
import { useWorkspace } from '../../../workspace/WorkspaceContext.tsx'
import { reportEntity } from '../sentence.ts'
import { newReport, withType } from './draft.ts'
import { dateChoices, measureChoices, type PathChoice } from './editor-fields.ts'
import { editorTexts } from './editor-texts.ts'

export type SetupPartsProps = {
  readonly draft: ReportDocument
  /** Another question altogether: nothing of the old one is kept. */
  readonly onReplace: (draft: ReportDocument) => void
  readonly onChange: (draft: ReportDocument) => void
}

/** What is counted and in which form: the choices that come before any shelf. */
export function SetupParts({ draft, onReplace, onChange }: SetupPartsProps) {
  const t = useTexts(editorTexts)
  const label = useLabel()
  const say = (text: Label | undefined, fallback?: string) => label(text, fallback)
  const workspace = useWorkspace()
  const key = reportEntity(draft, workspace)
  const entity = workspace.entities.get(key)
  const countable = [...workspace.entities.values()].filter((each) => !each.system)
  const types = [
    { value: 'summary', label: t('typeSummary') },
    ...(entity && entity.pipelines.length > 0
      ? [
          { value: 'funnel', label: t('typeFunnel') },
          { value: 'forecast', label: t('typeForecast') },
        ]
      : []),
  ]
  const onProcess = draft.type === 'funnel' || draft.type === 'forecast'
  return (
    <div className="report-setup">
      <NativeSelect
        label={t('what')}
        data={countable.map((each) => ({ value: each.key, label: say(each.label, each.key) }))}
        value={key}
        onChange={(event) => onReplace(newReport(workspace, event.currentTarget.value))}
      />
      {types.length > 1 ? (
        <NativeSelect
          label={t('kind')}
          data={types}
          value={draft.type}
          onChange={(event) => {
            const type = event.currentTarget.value
            if (type === 'summary' || type === 'funnel' || type === 'forecast')
              onReplace(withType(draft, type, workspace))
          }}
        />
      ) : null}
      {onProcess && (entity?.pipelines.length ?? 0) > 1 ? (
        <NativeSelect
          label={t('pipeline')}
          data={(entity?.pipelines ?? []).map((each) => ({ value: each.key, label: say(each.label, each.key) }))}
          value={draft.pipeline ?? ''}
          onChange={(event) => onChange({ ...draft, pipeline: event.currentTarget.value })}
        />
      ) : null}
      {draft.type === 'funnel' ? (
        <NativeSelect
          label={t('mode')}
          data={[
            { value: 'reached', label: t('modeReached') },
            { value: 'visited', label: t('modeVisited') },
          ]}
          value={draft.mode ?? 'reached'}
          onChange={(event) =>
            onChange({ ...draft, mode: event.currentTarget.value === 'visited' ? 'visited' : 'reached' })
          }
        />
      ) : null}
      {draft.type === 'forecast' ? (
        <>
          <PathSelect
            label={t('amount')}
            choices={measureChoices(workspace, key, say)}
            value={draft.amount}
            onChange={(amount) => onChange({ ...draft, amount })}
          />
          <PathSelect
            label={t('date')}
            choices={dateChoices(workspace, key, say)}
            value={draft.date}
            onChange={(date) => onChange({ ...draft, date })}
          />
        </>
      ) : null}
    </div>
  )
}

type PathSelectProps = {
  readonly label: string
  readonly choices: readonly PathChoice[]
  readonly value: string | undefined
  readonly onChange: (path: string) => void
}

function PathSelect({ label, choices, value, onChange }: PathSelectProps) {
  return (
    <NativeSelect
      label={label}
      data={[...(value ? [] : ['']), ...choices.map((choice) => ({ value: choice.path, label: choice.label }))]}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
