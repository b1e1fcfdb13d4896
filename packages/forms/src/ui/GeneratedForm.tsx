import type { Field, Model } from '@atelier/definitions'
import type { Problem } from '@atelier/rules'
import { Button, ProblemList, useLabel, useLanguage, useTexts } from '@atelier/ui'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { computedReads, computedValues, fillsOf } from '../computed-values.ts'
import { readsOf } from '../condition.ts'
import type { FormEnv, FormValues } from '../env.ts'
import { fieldState, isShown, type Judge, judgeOf } from '../form-state.ts'
import { type FieldPlace, fieldPlaces, type Layout } from '../layout.ts'
import { isEmptyValue } from '../record.ts'
import { valuesToSend } from '../send-values.ts'
import { validate, valueProblems } from '../validate.ts'
import { FormItem } from './FormItems.tsx'
import { type FormParts, FormPartsProvider, type PlacedProblem } from './form-context.tsx'
import { createFormStore, useFormKeys } from './form-store.ts'
import { type LoadRelated, withPicked } from './picked.ts'
import { formTexts } from './texts.ts'
import './form.css'

/** What became of a save. `theirs`: the record as others have left it meanwhile; the form shows the difference field by field. */
export type SaveAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly problems: readonly PlacedProblem[]; readonly theirs?: FormValues }

export type GeneratedFormProps = {
  readonly model: Model
  readonly layout: Layout
  readonly env: FormEnv
  /** Values to begin with: the record's, or what is known beforehand of a new one (those count as entered). */
  readonly values?: FormValues | undefined
  /** Saves what was entered; promises never to throw for a person's mistake. */
  readonly onSave: (sent: FormValues, all: FormValues) => Promise<SaveAnswer>
  /** Tells whether there is something unsaved, each time it changes, with the values and what was touched. */
  readonly onChange?: ((values: FormValues, isDirty: boolean, touched: ReadonlySet<string>) => void) | undefined
  /** Loads what rules want to know of a record that was picked. */
  readonly loadRelated?: LoadRelated | undefined
  /** For a button outside: `<button form={id}>`. */
  readonly id: string
  readonly onBusy?: ((busy: boolean) => void) | undefined
}

/**
 * A form drawn from its layout. Each field is drawn again only when something that it hangs on changes; conditions, computed values and
 * verdicts are the engine's. Ctrl or ⌘ with Enter saves from anywhere in it.
 */
export function GeneratedForm(props: GeneratedFormProps) {
  const { model, layout, onSave, loadRelated, id, onBusy } = props
  // The fields keep the functions that they were given first.
  const told = useRef(props.onChange)
  told.current = props.onChange
  const t = useTexts(formTexts)
  const read = useLabel()
  const language = useLanguage()
  const box = useRef<HTMLFormElement>(null)
  const touched = useRef(new Set(props.env.before === undefined ? Object.keys(props.values ?? {}) : []))
  const env = useRef<FormEnv>({ ...props.env, touched: touched.current })
  const judged = useRef<{ readonly version: number; readonly judge: Judge } | undefined>(undefined)
  const version = useRef(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the form was opened with; later changes come by as conflicts
  const start = useMemo(() => {
    const given = props.values ?? {}
    return { ...given, ...named(computedValues(model, layout, given, env.current), env.current) }
  }, [model, layout])
  const store = useMemo(() => createFormStore(start), [start])
  const [problems, listProblems] = useState<readonly PlacedProblem[]>([])
  const found = useRef(problems)
  const [listed, setListed] = useState(false)
  const conflicts = useRef<FormValues>({})
  const [step, setStep] = useState(0)
  const computed = useMemo(() => computedReads(model, layout.entity), [model, layout])
  const places = useMemo(() => fieldPlaces(layout), [layout])

  const worded = (all: readonly Problem[]): readonly PlacedProblem[] =>
    all.map(({ code, message, field, path }) => ({ code, message: read(message), field, path }))
  const judge = (): Judge => {
    if (judged.current?.version !== version.current)
      judged.current = { version: version.current, judge: judgeOf(model, layout, store.all(), env.current) }
    return judged.current.judge
  }
  const put = (values: FormValues) => {
    version.current += 1
    store.put(values)
  }
  // Problems and conflicts are told to the fields that have or had them.
  const setProblems = (all: readonly PlacedProblem[]) => {
    const before = found.current
    found.current = all
    listProblems(all)
    store.touch(new Set([...before, ...all].flatMap(({ field }) => field ?? [])))
  }
  const setConflicts = (all: FormValues) => {
    const keys = new Set([...Object.keys(conflicts.current), ...Object.keys(all)])
    conflicts.current = all
    store.touch(keys)
  }
  const settleComputed = () => put(named(computedValues(model, layout, store.all(), env.current), env.current))

  const pick = async (field: Field, value: unknown): Promise<FormEnv> => {
    const entity = model.entities.get(field.entity) ?? layout.entity
    env.current = await withPicked(model, env.current, entity, field, value, loadRelated)
    return env.current
  }
  const fill = (field: Field) => {
    const filled = named(fillsOf(model, layout.entity, field, store.all(), env.current), env.current)
    put(Object.fromEntries(Object.entries(filled).filter(([key]) => !touched.current.has(key))))
  }
  const change = (field: Field, value: unknown) => {
    touched.current.add(field.key)
    if (found.current.some((each) => each.field === field.key))
      setProblems(found.current.filter((each) => each.field !== field.key))
    put({ [field.key]: value })
    if (field.targets.length > 0 && !isEmptyValue(value)) {
      void pick(field, value).then(() => {
        fill(field)
        settleComputed()
        // What is known of the picked record may decide conditions.
        version.current += 1
        store.touch([field.key])
      })
    }
    if (computed.has(field.key)) settleComputed()
    told.current?.(store.all(), true, touched.current)
  }
  // A value that its type cannot read is said so when the field is left, not while it is typed.
  const left = (field: Field) => {
    if (!touched.current.has(field.key) || field.type.storage === 'rows') return
    const wrong = worded(valueProblems(model, field, store.all()[field.key]))
    if (wrong.length > 0) setProblems([...found.current.filter((each) => each.field !== field.key), ...wrong])
  }
  const settle = (field: Field, take: 'theirs' | 'mine') => {
    if (take === 'theirs') {
      touched.current.delete(field.key)
      put({ [field.key]: conflicts.current[field.key] ?? null })
    }
    const { [field.key]: _, ...rest } = conflicts.current
    setConflicts(rest)
  }
  const goTo = (key: string) => {
    const page = layout.pages.findIndex((each) =>
      fieldPlaces({ ...layout, pages: [each] }).some(({ item }) => item.field.key === key),
    )
    if (page >= 0 && steps.includes(page)) setStep(steps.indexOf(page))
    window.setTimeout(() => {
      const field = box.current?.querySelector<HTMLElement>(`[data-field="${key}"]`)
      field?.closest('details')?.setAttribute('open', '')
      field?.querySelector<HTMLElement>('input:not([type="hidden"]), textarea, button, [tabindex="0"]')?.focus()
    })
  }
  const show = (all: readonly PlacedProblem[]) => {
    setProblems(all)
    setListed(true)
    const first = places.find(({ item }) => all.some((each) => each.field === item.field.key))
    if (first) goTo(first.item.field.key)
  }
  const submit = async () => {
    const values = store.all()
    const wrong = validate(model, layout, values, env.current)
    if (wrong.length > 0) return show(worded(wrong))
    setListed(false)
    onBusy?.(true)
    const answer = await onSave(valuesToSend(model, layout, values, env.current), values)
    onBusy?.(false)
    if (answer.ok) return told.current?.(values, false, touched.current)
    if (answer.theirs) compare(answer.theirs)
    show(answer.problems)
  }
  // What nobody has touched here is simply renewed; where both wrote something else, the person decides.
  const compare = (theirs: FormValues) => {
    const before = env.current.before ?? {}
    const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
    const moved = Object.keys(theirs).filter((key) => !same(theirs[key], before[key]))
    env.current = { ...env.current, before: theirs }
    put(Object.fromEntries(moved.filter((key) => !touched.current.has(key)).map((key) => [key, theirs[key]])))
    const both = moved.filter((key) => touched.current.has(key) && !same(theirs[key], store.all()[key]))
    setConflicts(Object.fromEntries(both.map((key) => [key, theirs[key]])))
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    void submit()
  }
  const pageReads = useMemo(
    () => [...new Set(layout.pages.flatMap((each) => readsOf(model, layout.entity, each.visible)))],
    [model, layout],
  )
  useFormKeys(store, pageReads)
  const steps = layout.pages.flatMap((page, index) =>
    hasFields(page.items) && isShown(judge(), [page.visible]) ? [index] : [],
  )
  const at = Math.min(step, steps.length - 1)
  const page = layout.pages[steps[at] ?? 0]
  const around = useMemo(() => (page?.visible === undefined ? nothing : [page.visible]), [page])
  // biome-ignore lint/correctness/useExhaustiveDependencies: where to begin is decided once
  const autoFocus = useMemo(() => firstToFill(places, judge(), start), [places, start])
  useEffect(() => {
    if (autoFocus === undefined) return
    const field = box.current?.querySelector<HTMLElement>(`[data-field="${autoFocus}"]`)
    field?.querySelector<HTMLElement>('input:not([type="hidden"]), textarea')?.focus()
  }, [autoFocus])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the parts read refs, which are always the newest
  const parts: FormParts = useMemo(
    () => ({
      model,
      layout,
      store,
      t,
      label: read,
      read: store.all,
      judge,
      env: () => env.current,
      change,
      left,
      problemsOf: (key) => found.current.filter((problem) => problem.field === key),
      conflicts: () => conflicts.current,
      settle,
      pick,
    }),
    [model, layout, store, language],
  )
  const isFloating = (problem: PlacedProblem) =>
    problem.field === undefined ||
    !places.some(({ item }) => item.field.key === problem.field && fieldState(judge(), { item, around: [] }).visible)
  return (
    <FormPartsProvider value={parts}>
      <form
        ref={box}
        id={id}
        className="generated-form"
        noValidate
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault()
          if (at < steps.length - 1) setStep(at + 1)
          else void submit()
        }}
      >
        {(listed && problems.length > 1) || problems.some(isFloating) ? (
          <ProblemList problems={problems} onOpenField={goTo} title={t('problems', { count: problems.length })} />
        ) : null}
        {steps.length > 1 ? (
          <ol className="form-steps" aria-label={t('steps')}>
            {steps.map((index, position) => {
              const each = layout.pages[index]
              const wrong = each ? countProblems(layout, each, problems) : 0
              return (
                <li key={each?.id}>
                  <button
                    type="button"
                    aria-current={position === at ? 'step' : undefined}
                    onClick={() => setStep(position)}
                  >
                    <span className="form-step-number">{position + 1}</span>
                    {read(each?.label, String(position + 1))}
                    {wrong > 0 ? <span className="badge tone-bad">{t('wrongThere', { count: wrong })}</span> : null}
                  </button>
                </li>
              )
            })}
          </ol>
        ) : null}
        {page ? (
          <div className="form-page" key={page.id}>
            {page.items.map((item) => (
              <FormItem key={item.id} item={item} around={around} />
            ))}
          </div>
        ) : null}
        {steps.length > 1 ? (
          <div className="form-turn">
            <Button disabled={at === 0} onClick={() => setStep(at - 1)}>
              {t('back')}
            </Button>
            {at < steps.length - 1 ? <Button onClick={() => setStep(at + 1)}>{t('next')}</Button> : null}
          </div>
        ) : null}
      </form>
    </FormPartsProvider>
  )
}

const nothing: readonly unknown[] = []

type Page = Layout['pages'][number]

const hasFields = (items: Page['items']): boolean =>
  items.some(
    (item) => item.kind === 'field' || item.kind === 'text' || (item.kind === 'section' && hasFields(item.items)),
  )

const countProblems = (layout: Layout, page: Page, problems: readonly PlacedProblem[]): number => {
  const keys = new Set(fieldPlaces({ ...layout, pages: [page] }).map(({ item }) => item.field.key))
  return problems.filter((problem) => problem.field !== undefined && keys.has(problem.field)).length
}

/** The first field that must be filled in and is empty; in a new record else the first that can be written. */
function firstToFill(places: readonly FieldPlace[], judge: Judge, values: FormValues): string | undefined {
  const open = places.filter((place) => {
    const state = fieldState(judge, place)
    return state.visible && !state.readonly && isEmptyValue(values[place.item.field.key])
  })
  const needed = open.find((place) => fieldState(judge, place).required)
  return (needed ?? (judge.env.before === undefined ? open[0] : undefined))?.item.field.key
}

/** Worked out references by their names, as far as they are known: one's own. */
function named(values: FormValues, env: FormEnv): FormValues {
  const { $user } = env.names
  if (!$user) return values
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      value === $user.id ? { id: $user.id, label: $user.label ?? $user.id } : value,
    ]),
  )
}
