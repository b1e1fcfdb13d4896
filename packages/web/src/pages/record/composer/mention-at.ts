/** A name that is being typed behind an `@`: where the `@` stands, and what of the name is there. */
export type TypedMention = { readonly from: number; readonly text: string }

// Behind a letter of an address an @ belongs to the address.
const typed = /(?:^|[^\w.@-])@([^\s@,.;:!?，。；：！？、]{0,40})$/u

/** The mention that ends at the caret; undefined where none is being typed. */
export function mentionAt(text: string, caret: number): TypedMention | undefined {
  const found = typed.exec(text.slice(0, caret))?.[1]
  return found === undefined ? undefined : { from: caret - found.length - 1, text: found }
}

/** The text with the person's name in the place of what was typed, and where the caret stands then. */
export function withMention(
  text: string,
  caret: number,
  mention: TypedMention,
  name: string,
): { readonly text: string; readonly caret: number } {
  const before = `${text.slice(0, mention.from)}@${name} `
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length }
}
