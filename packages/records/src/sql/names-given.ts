import type { Model } from '@atelier/definitions'
import { statementName } from './compile.ts'

/** A named statement stays in every connection until it ends: only texts that come again get a name, and only so many. */
const most = 150
const watched = 2000

const texts = new WeakMap<Model, { readonly once: Set<string>; readonly named: Set<string> }>()

/** A statement name for a text that has come before; undefined for the first time, and when there are enough names. */
export function nameOf(model: Model, text: string): string | undefined {
  let known = texts.get(model)
  if (!known) {
    known = { once: new Set(), named: new Set() }
    texts.set(model, known)
  }
  const name = statementName(text)
  if (known.named.has(name)) return name
  if (!known.once.has(name)) {
    if (known.once.size >= watched) known.once.clear()
    known.once.add(name)
    return undefined
  }
  if (known.named.size >= most) return undefined
  known.named.add(name)
  return name
}
