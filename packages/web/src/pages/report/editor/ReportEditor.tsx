import type { ReportDimension, ReportValue } from '@atelier/definitions'
import {
  Button,
  Checkbox,
  EmptyState,
  type Label,
  labelText,
  showToast,
  TextInput,
  useDebouncedValue,
  useDragSensors,
  useDragWords,
  useFormat,
  useTexts,
  VisuallyHidden,
} from '@atelier/ui'
import { IconChartBar } from '@atelier/ui/icons'
import { type CollisionDetection, closestCenter, DndContext, DragOverlay, pointerWithin } from '@dnd-kit/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { usePage, usePageTitle } from '../../../app/use-page.ts'
import { FilterBar } from '../../../filter/FilterBar.tsx'
import { operatorsFor } from '../../../filter/operators.ts'
import { fieldOf } from '../../../workspace/model.ts'
import { useWorkspace } from '../../../workspace/WorkspaceContext.tsx'
import { ChartSwitch } from '../ChartSwitch.tsx'
import { ReportView } from '../ReportView.tsx'
import { dimensionName, measureWords, reportEntity, reportSentence } from '../sentence.ts'
import { useReportContext } from '../use-report-context.ts'
import { askedOf, type ReportEntry, useReportResult } from '../use-reports.ts'
import { Chip } from './Chip.tsx'
import { DimensionMenu } from './DimensionMenu.tsx'
import { newReport } from './draft.ts'
import { isTemporalChoice } from './editor-fields.ts'
import { editorTexts } from './editor-texts.ts'
import { place, take } from './edits.ts'
import { FieldList } from './FieldList.tsx'
import { fieldGroups, type ShelfField, type ShelfName } from './field-groups.ts'
import { PeriodParts } from './PeriodParts.tsx'
import { SetupParts } from './SetupParts.tsx'
import { Shelf, shelfId } from './Shelf.tsx'
import { saveReport } from './save-report.ts'
import { useReportDraft } from './use-report-draft.ts'
import { useShelfDrag } from './use-shelf-drag.ts'
import { ValueMenu } from './ValueMenu.tsx'
import '../report.css'
import './editor.css'

// A pointer is where it is; a keyboard drag has no pointer and goes by distance.
const detect: CollisionDetection = (args) => {
  const under = pointerWithin(args)
  return under.length > 0 ? under : closestCenter(args)
}

/** A report being drawn: fields at the left, shelves above, the sentence and the live result below. Saves as one's own. */
export function ReportEditor({ entry, onClose }: { readonly entry?: ReportEntry; readonly onClose?: () => void }) {
  const t = useTexts(editorTexts)
  const workspace = useWorkspace()
  const { language } = useFormat()
  const queries = useQueryClient()
  const sensors = useDragSensors()
  const { go } = usePage()
  const say = (label: Label | undefined, fallback = '') => labelText(label, language, fallback)
  const countable = [...workspace.entities.values()].filter((each) => !each.system)
  const first = countable.find((each) => each.stage) ?? countable[0]
  const state = useReportDraft(() => entry?.document ?? newReport(workspace, first?.key ?? ''))
  const { draft, filter, date, change, replace, setFilter, setDate } = state
  const isOwn = entry?.mine === true
  const [name, setName] = useState(() =>
    entry === undefined
      ? t('newName')
      : isOwn
        ? say(entry.label, entry.key)
        : t('copyOf', { name: say(entry.label, entry.key) }),
  )
  const [saving, setSaving] = useState(false)
  const context = useReportContext(draft)
  const key = reportEntity(draft, workspace)
  const entity = workspace.entities.get(key)
  const [shown] = useDebouncedValue(draft, 300)
  const ready = key !== '' && (shown.type !== 'summary' || (shown.values ?? []).length > 0)
  const result = useReportResult(askedOf(shown), {}, ready)
  usePageTitle(name)

  const groups = fieldGroups(workspace, key, say, {
    ready: t('readyMade'),
    count: t('count'),
    below: (relation) => t('below', { name: relation }),
  })
  const fields = groups.flatMap((group) => group.fields)
  const shelves: readonly ShelfName[] =
    draft.type === 'summary'
      ? ['rows', 'columns', 'values', 'filter']
      : draft.type === 'funnel'
        ? ['rows', 'values', 'filter']
        : ['rows', 'filter']
  const onFilter = (field: ShelfField) => {
    const own = entity && fieldOf(entity, field.path)
    const operator = own && operatorsFor(own)[0]
    if (operator) setFilter({ ...filter, items: [...filter.items, { kind: 'condition', field: field.path, operator }] })
  }
  const add = (field: ShelfField, shelf: ShelfName) =>
    shelf === 'filter' ? onFilter(field) : change(place(draft, field, shelf))
  const drag = useShelfDrag({ draft, fields, onChange: change, onFilter })
  const valueName = (value: ReportValue): string => {
    const own = fields.find((field) => field.path === value.field)
    return own?.label ?? (say(value.label) || measureWords(value, key, context))
  }
  const nameOf = (id: string): string => {
    const value = draft.values?.find((each) => each.key === id)
    const part = [...(draft.rows ?? []), ...(draft.columns ?? [])].find((each) => each.key === id)
    if (value) return valueName(value)
    return part ? dimensionName(part, key, context) : (fields.find((each) => `field:${each.path}` === id)?.label ?? id)
  }
  const titles = { rows: t('rows'), columns: t('columns'), values: t('values'), filter: t('filter') } as const
  const accessibility = useDragWords({
    nameOf,
    placeOf: (id) => shelves.filter((shelf) => shelfId(shelf) === id).map((shelf) => titles[shelf])[0],
  })

  const save = async (over: ReportEntry | undefined) => {
    setSaving(true)
    const answer = await saveReport(draft, name.trim() || t('newName'), over)
    setSaving(false)
    if (!answer.ok) return showToast(answer.problems[0]?.message ?? answer.title, { tone: 'bad' })
    await queries.invalidateQueries({ queryKey: ['mine', 'reports'] })
    showToast(t('saved'))
    go(`/reports/~${answer.value.id}`)
  }

  const dimensionChip = (part: ReportDimension) => {
    const isDate = part.unit !== undefined || isTemporalChoice(fields.find((field) => field.path === part.field))
    return (
      <Chip
        key={part.key}
        id={part.key}
        name={dimensionName(part, key, context)}
        detail={[part.unit ? t(part.unit) : '', part.top ? t('topShort', { count: part.top }) : ''].join(' ').trim()}
        menu={
          <DimensionMenu
            draft={draft}
            part={part}
            isDate={isDate}
            valueName={(value) => nameOf(value)}
            onChange={change}
          />
        }
        onRemove={() => change(take(draft, part.key))}
      />
    )
  }
  const valueChip = (value: ReportValue) => (
    <Chip
      key={value.key}
      id={value.key}
      name={valueName(value)}
      detail={value.field !== undefined && value.aggregate ? t(aggregateTexts[value.aggregate]) : ''}
      menu={
        <ValueMenu
          draft={draft}
          value={value}
          nameIn={(each) => labelText(value.label, each, valueName(value))}
          onChange={change}
        />
      }
      onRemove={() => change(take(draft, value.key))}
    />
  )
  const shelf = (which: 'rows' | 'columns' | 'values', addLabel: string, hint: string) =>
    shelves.includes(which) ? (
      <Shelf
        shelf={which}
        title={titles[which]}
        addLabel={addLabel}
        hint={hint}
        parts={(draft[which] ?? []).map((part) => part.key)}
        fields={fields.filter((field) => field.shelves.includes(which))}
        invites={drag.accepts(which)}
        onAdd={(field) => change(place(draft, field, which))}
      >
        {which === 'values' ? (draft.values ?? []).map(valueChip) : (draft[which] ?? []).map(dimensionChip)}
      </Shelf>
    ) : null

  return (
    <DndContext sensors={sensors} collisionDetection={detect} accessibility={accessibility} {...drag.handlers}>
      <div className="report-main">
        <header className="page-head report-editor-head">
          <VisuallyHidden component="h1">{name.trim() || t('newName')}</VisuallyHidden>
          <TextInput
            className="report-name"
            aria-label={t('name')}
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <span className="grow" />
          <Button onClick={() => (onClose ? onClose() : go('/reports'))}>{t('cancel')}</Button>
          {isOwn ? (
            <Button className="only-wide" disabled={!ready || result.isError} onClick={() => void save(undefined)}>
              {t('saveAs')}
            </Button>
          ) : null}
          <Button
            variant="filled"
            loading={saving}
            disabled={!ready || result.isError}
            onClick={() => void save(entry)}
          >
            {isOwn ? t('save') : t('saveAsMine')}
          </Button>
        </header>
        <div className="report-editor">
          <section className="report-fields" aria-label={t('fields')}>
            <SetupParts draft={draft} onReplace={replace} onChange={change} />
            <FieldList groups={groups} shelves={shelves} onAdd={add} />
          </section>
          <section className="report-work" aria-label={t('preview')}>
            <div className="report-shelves">
              {shelf('rows', t('addRow'), t('rowsHint'))}
              {shelf('columns', t('addColumn'), t('columnsHint'))}
              {shelf('values', t('addValue'), t('valuesHint'))}
              <Shelf
                shelf="filter"
                title={titles.filter}
                addLabel=""
                hint=""
                parts={[]}
                fields={[]}
                invites={drag.accepts('filter')}
                onAdd={() => undefined}
              >
                <PeriodParts draft={draft} date={date} entity={key} onDate={setDate} onChange={change} />
                {entity ? <FilterBar entity={entity} filter={filter} onChange={setFilter} /> : null}
              </Shelf>
            </div>
            <div className="report-question">
              <p>{reportSentence(shown, defaultsOf(shown), context)}</p>
              {draft.type === 'summary' ? (
                <Checkbox
                  label={t('totals')}
                  checked={draft.totals === true}
                  onChange={(event) => change({ ...draft, totals: event.currentTarget.checked })}
                />
              ) : null}
              {draft.type === 'funnel' || !result.data ? null : (
                <ChartSwitch
                  result={result.data}
                  value={draft.chart?.type}
                  onChange={(type) =>
                    change(({ chart, ...rest }) => (type === undefined ? rest : { ...rest, chart: { ...chart, type } }))
                  }
                />
              )}
            </div>
            <div className="report-body">
              {ready ? (
                <ReportView
                  entry={{ key: 'draft', label: name, document: { ...shown, ...chartOf(draft) } }}
                  query={result}
                />
              ) : (
                <EmptyState
                  icon={<IconChartBar size={24} stroke={1.5} />}
                  title={t('preview')}
                  text={t('nothingChosen')}
                />
              )}
            </div>
          </section>
        </div>
      </div>
      <DragOverlay dropAnimation={null}>
        {drag.field ? <div className="field-item is-lifted">{drag.field.label}</div> : null}
      </DragOverlay>
    </DndContext>
  )
}

const aggregateTexts = {
  count: 'count',
  countDistinct: 'countDistinct',
  sum: 'sum',
  avg: 'avg',
  min: 'min',
  max: 'max',
  median: 'median',
  p90: 'p90',
  first: 'first',
  last: 'last',
} as const

const chartOf = ({ chart }: ReportEntry['document']) => (chart === undefined ? {} : { chart })

const defaultsOf = (report: ReportEntry['document']) =>
  Object.fromEntries((report.params ?? []).map((param) => [param.key, param.default ?? null]))
