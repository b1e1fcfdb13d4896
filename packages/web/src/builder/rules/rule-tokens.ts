export type TextRange = readonly [start: number, end: number]

export type Token = {
  readonly kind: 'number' | 'text' | 'name' | 'sign' | 'json' | 'end'
  /** Signs as the language has them, whichever keyboard wrote them. */
  readonly text: string
  /** What a text, a number or a piece of JSON stands for. */
  readonly value?: unknown
  readonly range: TextRange
}

/** Where reading stopped, and why. */
export type Unreadable = { readonly at: number; readonly reason: 'unexpected' | 'unfinished' | 'badText' }

const name = /[$A-Za-z_][\w$]*(?:@\w+)?(?:\.[A-Za-z_]\w*(?:@\w+)?)*/y
const number = /\d+(?:\.\d+)?/y
const text = /"(?:[^"\\\n]|\\.)*"|“[^”\n]*”/y
const sign = /==|>=|<=|!=|[=<>+\-*/(),[\]≥≤≠×÷（），−]/y

const signs: Readonly<Record<string, string>> = {
  '==': '=', '≥': '>=', '≤': '<=', '≠': '!=', '×': '*', '÷': '/', '（': '(', '）': ')', '，': ',', '−': '-',
} // biome-ignore format: a list

/** Where a piece of JSON that begins at `start` ends; undefined when it does not. */
function endOfJson(source: string, start: number): number | undefined {
  let depth = 0
  for (let at = start; at < source.length; at++) {
    const letter = source[at]
    if (letter === '"') {
      text.lastIndex = at
      const quoted = text.exec(source)
      if (!quoted) return undefined
      at += quoted[0].length - 1
    } else if (letter === '{' || letter === '[') depth++
    else if (letter === '}' || letter === ']') {
      depth--
      if (depth === 0) return at + 1
    }
  }
  return undefined
}

function readJson(source: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(source) }
  } catch {
    return undefined
  }
}

/** A number as rules write it: whole ones as they are, others as text, so that nothing is rounded. */
export const numberLiteral = (digits: string): number | string =>
  /^-?\d{1,15}$/.test(digits) ? Number(digits) : digits

/** The words and signs of a rule's text, with an `end` behind the last one. */
export function readTokens(source: string): readonly Token[] | Unreadable {
  const tokens: Token[] = []
  const found = (pattern: RegExp, at: number): string | undefined => {
    pattern.lastIndex = at
    return pattern.exec(source)?.[0]
  }
  let at = 0
  while (at < source.length) {
    const start = at
    const letter = source[at] ?? ''
    if (/\s/.test(letter)) {
      at++
      continue
    }
    if (letter === '{') {
      const end = endOfJson(source, at)
      const json = end === undefined ? undefined : readJson(source.slice(at, end))
      if (end === undefined || !json) return { at, reason: end === undefined ? 'unfinished' : 'unexpected' }
      tokens.push({ kind: 'json', text: source.slice(at, end), value: json.value, range: [start, end] })
      at = end
      continue
    }
    const quoted = found(text, at)
    const word = quoted ?? found(name, at) ?? found(number, at) ?? found(sign, at)
    if (word === undefined) return { at, reason: letter === '"' || letter === '“' ? 'badText' : 'unexpected' }
    at += word.length
    const range: TextRange = [start, at]
    if (quoted !== undefined) {
      const read = letter === '“' ? { value: quoted.slice(1, -1) } : readJson(quoted)
      if (!read) return { at: start, reason: 'badText' }
      tokens.push({ kind: 'text', text: quoted, value: read.value, range })
    } else if (/^\d/.test(word)) {
      tokens.push({ kind: 'number', text: word, value: numberLiteral(word), range })
    } else if (/^[$A-Za-z_]/.test(word)) {
      tokens.push({ kind: 'name', text: word, range })
    } else tokens.push({ kind: 'sign', text: signs[word] ?? word, range })
  }
  return [...tokens, { kind: 'end', text: '', range: [source.length, source.length] }]
}
