/**
 * What a text becomes in an activity: the first line names it, as far as its title may be long; the whole text is its body where there is more.
 * A subject of its own (of a mail) names it instead; where there is neither, its kind does.
 */
export function splitText(
  text: string,
  max: number,
  subject: string,
  kind: string,
): { readonly title: string; readonly body: string | null } {
  const cut = (line: string) => [...line.trim()].slice(0, max).join('')
  const clean = text.trim()
  if (subject.trim() !== '') return { title: cut(subject), body: clean === '' ? null : clean }
  if (clean === '') return { title: cut(kind), body: null }
  const [first = ''] = clean.split('\n')
  const title = cut(first)
  return { title, body: title === clean ? null : clean }
}
