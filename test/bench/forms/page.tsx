import '@atelier/ui/styles.css'
import { FormatContext, UiProvider } from '@atelier/ui'
import type { ComponentType } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { bigForm } from './big-form.ts'
import { Generated, Handwritten } from './Contenders.tsx'
import { countingLayout } from './counting-layout.ts'

type Contender = ComponentType<{ readonly form: ReturnType<typeof bigForm> }>
const contenders: Readonly<Record<string, Contender>> = { generated: Generated, handwritten: Handwritten }
const format = { language: 'en', zone: 'UTC', currency: 'CNY', bigNumbers: 'wan' } as const

/** Milliseconds until a form of so many fields stands in the page, and until a key pressed in it has been drawn. */
function measureForm(
  name: string,
  fields: number,
  keys: number,
): { readonly mount: number; readonly keystroke: number } {
  const Form = contenders[name]
  if (!Form) throw new Error(`No form "${name}"`)
  const form = bigForm(fields)
  const place = document.createElement('div')
  document.body.append(place)
  const root = createRoot(place)
  // What every page has already stands there before.
  flushSync(() => root.render(<UiProvider>{null}</UiProvider>))
  const began = performance.now()
  flushSync(() =>
    root.render(
      <UiProvider>
        <FormatContext.Provider value={format}>
          <Form form={form} />
        </FormatContext.Provider>
      </UiProvider>,
    ),
  )
  const mount = performance.now() - began
  const input = place.querySelector<HTMLInputElement>('input[type="text"]')
  const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
  if (!input || !write) throw new Error('There is no input')
  const press = (times: number) => {
    for (let key = 1; key <= times; key++) {
      write.call(input, 'x'.repeat((key % 15) + 1))
      flushSync(() => input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' })))
    }
  }
  // The first keys warm up; a browser's clock is too coarse for one key alone.
  press(10)
  const started = performance.now()
  press(keys)
  const keystroke = (performance.now() - started) / keys
  root.unmount()
  place.remove()
  return { mount, keystroke }
}

/** Puts a generated form into the page to be used, and counts how often each of its fields is drawn. */
function openCounted(fields: number): Map<string, number> {
  const form = bigForm(fields)
  const drawn = new Map<string, number>()
  const place = document.createElement('div')
  document.body.append(place)
  createRoot(place).render(
    <UiProvider>
      <FormatContext.Provider value={format}>
        <Generated
          form={{ ...form, layout: countingLayout(form.layout, (key) => drawn.set(key, (drawn.get(key) ?? 0) + 1)) }}
        />
      </FormatContext.Provider>
    </UiProvider>,
  )
  return drawn
}

Object.assign(window, { measureForm, openCounted })
