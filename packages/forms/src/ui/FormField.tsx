import { fieldUi } from '@atelier/fields/ui'
import { Button } from '@atelier/ui'
import { IconAlertTriangle } from '@atelier/ui/icons'
import { memo, useMemo } from 'react'
import { fieldReads, fieldState } from '../form-state.ts'
import type { FieldPlace } from '../layout.ts'
import { fieldViewOf } from './field-view.ts'
import { useForms } from './form-context.tsx'
import { useFormKeys } from './form-store.ts'
import { LinesGrid } from './LinesGrid.tsx'

/** One field of a form. It is drawn again when its value changes or one that its conditions read, and at no other time. */
export const FormField = memo(function FormField({ place }: { readonly place: FieldPlace }) {
  const form = useForms()
  const { model, layout, store, t, label: read } = form
  const { item } = place
  const { field } = item
  const keys = useMemo(() => [field.key, ...fieldReads(model, layout, place)], [model, layout, place, field])
  useFormKeys(store, keys)
  const view = useMemo(() => {
    const own = fieldViewOf(model, field)
    return { ...own, label: item.label ?? own.label, help: item.help ?? own.help }
  }, [model, field, item])
  const state = fieldState(form.judge(), place)
  if (!state.visible) return null
  const own = form.problemsOf(field.key)
  const value = store.all()[field.key]
  const conflicts = form.conflicts()
  const isRows = field.type.storage === 'rows'
  const problem = own[0]?.message
  const isFixed = state.readonly !== undefined
  const label = read(view.label, field.key)
  const { Cell, Input } = fieldUi(view)
  const isWide = item.width > 1 || isRows || field.type.multiline
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears that the control inside was left
    <div
      className={isWide ? 'form-field is-wide' : 'form-field'}
      data-field={field.key}
      onBlur={() => form.left(field)}
    >
      {isRows ? (
        <>
          <div className="field-label">
            {label}
            {state.required ? <span className="bad"> *</span> : null}
          </div>
          <LinesGrid
            model={model}
            field={field}
            value={value}
            header={form.read()}
            env={form.env()}
            disabled={isFixed}
            problems={
              new Map(
                own.flatMap((each) =>
                  each.path ? [[each.path.split('/').slice(2).join('/'), each.message] as const] : [],
                ),
              )
            }
            onPick={form.pick}
            onChange={(rows) => form.change(field, rows)}
          />
          {problem ? <p className="bad small">{problem}</p> : null}
        </>
      ) : isFixed && field.type.source !== 'input' ? (
        <div>
          <div className="field-label">{label}</div>
          <div className="form-fixed">
            <Cell field={view} value={value} density="full" />
            <span className="faint small">{t('computed')}</span>
          </div>
        </div>
      ) : (
        <Input
          field={view}
          value={value ?? null}
          record={form.read()}
          required={state.required !== undefined}
          disabled={isFixed}
          problem={problem}
          onChange={(value) => form.change(field, value)}
        />
      )}
      {state.required?.by === 'rule' && !problem ? (
        <p className="faint small">{state.required.words ? read(state.required.words) : t('byRule')}</p>
      ) : null}
      {state.readonly?.words ? <p className="faint small">{read(state.readonly.words)}</p> : null}
      {state.warnings.map((words) => (
        <p key={words.en} className="form-warning small">
          <IconAlertTriangle size={13} stroke={1.5} aria-hidden="true" /> {read(words)}
        </p>
      ))}
      {field.key in conflicts ? (
        <div className="form-conflict note tone-warn" role="alert">
          <span className="grow">
            {t('theirs')}{' '}
            {conflicts[field.key] == null ? (
              t('emptied')
            ) : (
              <Cell field={view} value={conflicts[field.key]} density="full" />
            )}
          </span>
          <Button size="compact-xs" onClick={() => form.settle(field, 'theirs')}>
            {t('takeTheirs')}
          </Button>
          <Button size="compact-xs" variant="subtle" onClick={() => form.settle(field, 'mine')}>
            {t('keepMine')}
          </Button>
        </div>
      ) : null}
    </div>
  )
})
