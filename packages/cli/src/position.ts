/** A place in a text, counted from 1. */
export type Position = { line: number; column: number }

/**
 * Where the value at a JSON pointer begins in a JSON text. When the text has no such value, the nearest one around
 * it; nothing when the text is not JSON.
 */
export function positionIn(text: string, pointer: string): Position | undefined {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  try {
    JSON.parse(text)
  } catch {
    return undefined
  }
  let at = skipSpace(text, 0)
  for (const step of steps) {
    const next = text[at] === '{' ? memberAt(text, at, step) : text[at] === '[' ? elementAt(text, at, step) : undefined
    if (next === undefined) break
    at = next
  }
  const before = text.slice(0, at)
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') }
}

// The text is known to be JSON, so each of these only has to find its way, not to judge.
function memberAt(text: string, open: number, name: string): number | undefined {
  let at = skipSpace(text, open + 1)
  while (text[at] === '"') {
    const end = endOfValue(text, at)
    const value = skipSpace(text, skipSpace(text, end) + 1)
    if (JSON.parse(text.slice(at, end)) === name) return value
    at = skipSpace(text, endOfValue(text, value))
    if (text[at] === ',') at = skipSpace(text, at + 1)
  }
  return undefined
}

function elementAt(text: string, open: number, index: string): number | undefined {
  let at = skipSpace(text, open + 1)
  for (let count = 0; at < text.length && text[at] !== ']'; count++) {
    if (String(count) === index) return at
    at = skipSpace(text, endOfValue(text, at))
    if (text[at] === ',') at = skipSpace(text, at + 1)
  }
  return undefined
}

function endOfValue(text: string, start: number): number {
  if (text[start] === '"') {
    for (let at = start + 1; ; at++) {
      if (text[at] === '\\') at++
      else if (text[at] === '"') return at + 1
    }
  }
  if (text[start] !== '{' && text[start] !== '[') {
    let at = start
    while (at < text.length && !/[\s,\]}]/.test(text[at] ?? '')) at++
    return at
  }
  let depth = 0
  for (let at = start; ; at++) {
    if (text[at] === '"') at = endOfValue(text, at) - 1
    else if (text[at] === '{' || text[at] === '[') depth++
    else if (text[at] === '}' || text[at] === ']') {
      depth--
      if (depth === 0) return at + 1
    }
  }
}

function skipSpace(text: string, at: number): number {
  let next = at
  while (/\s/.test(text[next] ?? '')) next++
  return next
}
