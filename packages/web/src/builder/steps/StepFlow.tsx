import { Menu, useDragSensors, useDragWords, useTexts } from '@atelier/ui'
import { IconPlus, type TablerIcon } from '@atelier/ui/icons'
import { closestCenter, DndContext } from '@dnd-kit/core'
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { Fragment, type ReactNode } from 'react'
import type { StepShape, Way } from '../edits/steps.ts'
import { Movable } from '../parts/Movable.tsx'
import { stepTexts } from './step-texts.ts'
import './steps.css'

/** A kind of step that can be put in. */
export type StepChoice = {
  readonly key: string
  readonly label: string
  /** One sentence: what it does. */
  readonly text: string
  readonly icon: TablerIcon
}

export type StepFlowProps<S extends { readonly id: string }> = {
  readonly shape: StepShape<S>
  readonly steps: readonly S[]
  readonly choices: readonly StepChoice[]
  /** What the outermost list is called, where a page has several. */
  readonly name?: string | undefined
  readonly nameOf: (step: S) => string
  /** What stands on a step’s card. */
  readonly card: (step: S, number: number) => ReactNode
  /** When a way is taken, in words. */
  readonly wayWords: (step: S, way: Way<S>, index: number) => string
  /** Id of the step or way that is being looked at. */
  readonly selected: string | undefined
  readonly onSelect: (id: string) => void
  readonly onAdd: (kind: string, way: string | undefined, index: number) => void
  readonly onMove: (id: string, index: number) => void
  readonly onAddWay: (step: S) => void
}

/** Steps from top to bottom, a plus between any two; ways through a step stand side by side below it. */
export function StepFlow<S extends { readonly id: string }>(props: StepFlowProps<S>) {
  return <StepList {...props} way={undefined} />
}

type ListProps<S extends { readonly id: string }> = StepFlowProps<S> & {
  /** The way whose steps these are. */
  readonly way: string | undefined
}

function StepList<S extends { readonly id: string }>(props: ListProps<S>) {
  const { shape, steps, nameOf, card, selected, onSelect, onMove, way, name } = props
  const t = useTexts(stepTexts)
  const sensors = useDragSensors()
  const byId = (id: string) => steps.find((each) => each.id === id)
  const accessibility = useDragWords({
    nameOf: (id) => {
      const step = byId(id)
      return step ? nameOf(step) : ''
    },
  })
  const first = name === undefined ? t('addFirst') : t('addFirstIn', { name })
  return (
    <>
      <AddStep label={first} choices={props.choices} onAdd={(kind) => props.onAdd(kind, way, 0)} />
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        accessibility={accessibility}
        onDragEnd={({ active, over }) => {
          if (!over || active.id === over.id) return
          const index = steps.findIndex((each) => each.id === over.id)
          onMove(String(active.id), index)
        }}
      >
        <SortableContext items={steps.map((each) => each.id)} strategy={verticalListSortingStrategy}>
          {steps.map((step, index) => (
            <Fragment key={step.id}>
              <Movable
                id={step.id}
                name={nameOf(step)}
                index={index}
                count={steps.length}
                axis="y"
                onMove={(to) => onMove(step.id, to)}
                className="flow-node"
              >
                {(grip) => (
                  <>
                    <div className={`flow-card flow-step${step.id === selected ? ' is-on' : ''}`}>
                      <button
                        type="button"
                        className="flow-body"
                        aria-pressed={step.id === selected}
                        onClick={() => onSelect(step.id)}
                      >
                        {card(step, index + 1)}
                      </button>
                      {grip}
                    </div>
                    {shape.ways(step).length > 0 ? <Ways {...props} step={step} /> : null}
                  </>
                )}
              </Movable>
              <AddStep
                label={t('addAfter', { name: nameOf(step) })}
                choices={props.choices}
                onAdd={(kind) => props.onAdd(kind, way, index + 1)}
              />
            </Fragment>
          ))}
        </SortableContext>
      </DndContext>
    </>
  )
}

function Ways<S extends { readonly id: string }>({ step, ...props }: ListProps<S> & { readonly step: S }) {
  const { shape, nameOf, wayWords, selected, onSelect, onAddWay } = props
  const t = useTexts(stepTexts)
  return (
    <div className="flow-ways">
      {shape.ways(step).map((way, index) => {
        const words = wayWords(step, way, index)
        return (
          <div key={way.id} className="flow-way">
            <button
              type="button"
              className={`flow-when${way.id === selected ? ' is-on' : ''}`}
              aria-pressed={way.id === selected}
              onClick={() => onSelect(way.id)}
            >
              {words}
            </button>
            <StepList {...props} steps={way.steps} way={way.id} name={words} />
          </div>
        )
      })}
      <button
        type="button"
        className="flow-add flow-add-way"
        aria-label={t('addWay', { name: nameOf(step) })}
        title={t('addWay', { name: nameOf(step) })}
        onClick={() => onAddWay(step)}
      >
        <IconPlus size={14} stroke={1.5} aria-hidden="true" />
      </button>
    </div>
  )
}

function AddStep({
  label,
  choices,
  onAdd,
}: {
  readonly label: string
  readonly choices: readonly StepChoice[]
  readonly onAdd: (kind: string) => void
}) {
  return (
    <Menu width={300} position="bottom">
      <Menu.Target>
        <button type="button" className="flow-add" aria-label={label} title={label}>
          <IconPlus size={14} stroke={1.5} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ key, label: text, text: about, icon: Icon }) => (
          <Menu.Item key={key} leftSection={<Icon size={16} stroke={1.5} />} onClick={() => onAdd(key)}>
            {text}
            <span className="menu-why">{about}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
