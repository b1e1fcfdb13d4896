import type { Field, Model } from '@atelier/definitions'
import { fieldUi } from '@atelier/fields/ui'
import type { LayoutItem } from '@atelier/forms'
import { fieldViewOf, GeneratedForm } from '@atelier/forms/ui'
import { useMemo } from 'react'
import { type Control, Controller, useForm, useWatch } from 'react-hook-form'
import { type bigForm, chosenKey, doubledKey, hangsOn } from './big-form.ts'

type Values = Readonly<Record<string, unknown>>
type Form = ReturnType<typeof bigForm>

/** The form as the app draws it. */
export const Generated = ({ form }: { readonly form: Form }) => (
  <GeneratedForm
    id="generated"
    model={form.model}
    layout={form.layout}
    env={form.env}
    onSave={async () => ({ ok: true })}
  />
)

type FieldProps = { readonly model: Model; readonly field: Field; readonly control: Control<Values> }

function PlainField({ model, field, control }: FieldProps) {
  const view = useMemo(() => fieldViewOf(model, field), [model, field])
  const { Input } = fieldUi(view)
  return (
    <div className={field.type.multiline ? 'form-field is-wide' : 'form-field'}>
      <Controller
        control={control}
        name={field.key}
        render={({ field: input, fieldState }) => (
          <Input
            field={view}
            value={input.value ?? null}
            required={view.required}
            problem={fieldState.error?.message}
            onChange={input.onChange}
          />
        )}
      />
    </div>
  )
}

function ShownField(props: FieldProps) {
  const chosen = useWatch({ control: props.control, name: chosenKey(Number(props.field.key.slice(1))) })
  return chosen === 'high' ? null : <PlainField {...props} />
}

function DoubledField({ model, field, control }: FieldProps) {
  const view = useMemo(() => fieldViewOf(model, field), [model, field])
  const number = useWatch({ control, name: doubledKey(Number(field.key.slice(1))) })
  const { Cell } = fieldUi(view)
  return (
    <div className="form-field">
      <div className="field-label">{field.key}</div>
      <div className="form-fixed">
        <Cell field={view} value={number ? String(Number(number) * 2) : null} density="full" />
      </div>
    </div>
  )
}

const drawn = { choice: ShownField, number: DoubledField, nothing: PlainField } as const

const fieldsOf = (item: LayoutItem): readonly Field[] =>
  item.kind === 'section' ? item.items.flatMap(fieldsOf) : item.kind === 'field' ? [item.field] : []

/** The same written by hand: one Controller a field, and what hangs on another field watches that one. */
export function Handwritten({ form }: { readonly form: Form }) {
  const { control, handleSubmit } = useForm<Values>({ defaultValues: {} })
  return (
    <form id="handwritten" className="generated-form" noValidate onSubmit={handleSubmit(() => undefined)}>
      <div className="form-page">
        {form.layout.pages.flatMap((page) =>
          page.items.map((section) => (
            <details key={section.id} className="form-section" open>
              <summary>{section.id}</summary>
              <div className="form-grid columns-2">
                {fieldsOf(section).map((field) => {
                  const Field = drawn[hangsOn(field)]
                  return <Field key={field.key} model={form.model} field={field} control={control} />
                })}
              </div>
            </details>
          )),
        )}
      </div>
    </form>
  )
}
