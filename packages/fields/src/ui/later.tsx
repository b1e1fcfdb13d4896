// biome-ignore-all lint/correctness/noComponentHookFactories: called once, while the registry is made, so the components keep their identity
import { type FieldView, type Label, TextInput, useLabel } from '@atelier/ui'
import { type ComponentType, lazy, Suspense, useState } from 'react'

const loads: (() => Promise<unknown>)[] = []

/** Fetches the controls that lists do without, so that the first one opens at once. */
export const loadControls = (): Promise<unknown> => Promise.all(loads.map((load) => load()))

type Named = { readonly field: FieldView; readonly variant?: 'form' | 'cell' | undefined }

/** Stands where a control will be, as high as it. */
function Place({ label }: { readonly label: Label | undefined }) {
  const read = useLabel()
  const text = read(label)
  return <TextInput disabled aria-hidden="true" {...(text === '' ? {} : { label: text })} />
}

/** A control whose code is fetched when one is drawn; one that is there already is drawn as if it had always been. */
export function later<Props extends Named>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let ready: ComponentType<Props> | undefined
  const loadOnce = async () => {
    ready ??= await load()
    return { default: ready }
  }
  loads.push(loadOnce)
  const Lazy = lazy(loadOnce)
  return function Later(props: Props) {
    // Which of the two it is does not change while it is drawn: nothing typed is lost.
    const [Now] = useState(() => ready)
    if (Now) return <Now {...props} />
    return (
      <Suspense fallback={<Place label={props.variant === 'form' ? props.field.label : undefined} />}>
        <Lazy {...props} />
      </Suspense>
    )
  }
}
