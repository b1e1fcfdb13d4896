import type { Model } from '@atelier/definitions'
import type { Problem } from '@atelier/rules'
import { useTexts } from '@atelier/ui'
import { useEffect, useMemo, useRef, useState } from 'react'
import { InsertMenus } from './InsertMenus.tsx'
import { RuleProblems } from './RuleProblems.tsx'
import { checkAt, type RuleSite, rangeOf, repaired } from './rule-site.ts'
import { readRuleText, ruleToText, type TextRange } from './rule-text.ts'
import { ruleTexts } from './rule-texts.ts'

export type RuleTextProps = {
  readonly model: Model
  readonly site: RuleSite
  readonly rule: unknown
  /** `undefined` when nothing is written. */
  readonly onChange: (rule: unknown) => void
  readonly label?: string | undefined
}

const sameRule = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
const textOf = (rule: unknown) => (rule === undefined ? '' : ruleToText(rule))
const ruleIn = (text: string) => (text.trim() === '' ? undefined : readRuleText(text))

/** A rule as text: checked as it is typed, what is wrong underlined where it stands, with a repair where one is known. */
export function RuleText({ model, site, rule, onChange, label }: RuleTextProps) {
  const t = useTexts(ruleTexts)
  const box = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState(() => textOf(rule))
  const read = useMemo(() => ruleIn(text), [text])
  const shown = useRef(text)
  shown.current = text
  useEffect(() => {
    // Undone, or changed as a sentence: then the text follows. What is being typed stays as it is.
    const now = ruleIn(shown.current)
    if (now === undefined ? rule !== undefined : now.ok && !sameRule(now.rule, rule)) setText(textOf(rule))
  }, [rule])
  const checked = useMemo(() => (read?.ok ? checkAt(model, site, read.rule) : undefined), [model, site, read])
  const problems = checked?.problems ?? []
  const place = (problem: Problem) => (read ? rangeOf(problem, read) : undefined)
  const wrong = problems.map(place).filter((range) => range !== undefined)
  const unread: TextRange | undefined = read && !read.ok ? [read.at, read.at + 1] : undefined
  const edit = (next: string) => {
    setText(next)
    const now = ruleIn(next)
    if (now === undefined) onChange(undefined)
    else if (now.ok && !sameRule(now.rule, rule)) onChange(now.rule)
  }
  const select = ([start, end]: TextRange) => {
    box.current?.focus()
    box.current?.setSelectionRange(start, end)
  }
  const insert = (words: string, caret = words.length) => {
    const { selectionStart = text.length, selectionEnd = text.length } = box.current ?? {}
    const before = text.slice(0, selectionStart)
    const space = before === '' || /[\s(]$/.test(before) ? '' : ' '
    edit(before + space + words + text.slice(selectionEnd))
    const at = before.length + space.length + caret
    window.setTimeout(() => select([at, at]))
  }
  const isValue = site.expects !== undefined && (site.expects === 'any' || site.expects.kind !== 'boolean')
  return (
    <div className="rule-text">
      <div className={`rule-text-box${wrong.length > 0 || unread ? ' is-wrong' : ''}`}>
        <pre aria-hidden="true">
          <Marked text={text} ranges={unread ? [unread] : wrong} />
        </pre>
        <textarea
          ref={box}
          aria-label={label ?? t('source')}
          aria-invalid={wrong.length > 0 || unread !== undefined}
          placeholder={t(isValue ? 'placeholderValue' : 'placeholderCondition')}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          rows={1}
          value={text}
          onChange={(event) => edit(event.currentTarget.value)}
        />
      </div>
      <InsertMenus model={model} site={site} onInsert={insert} />
      {read && !read.ok ? (
        <p className="small bad" role="status">
          {read.reason === 'unexpected' ? t('unexpected', { text: text.slice(read.at, read.at + 12) }) : t(read.reason)}{' '}
          <span className="quiet">{t('notKept')}</span>
        </p>
      ) : null}
      <RuleProblems
        problems={problems}
        excerpt={(problem) => {
          const range = place(problem)
          return range && text.slice(...range)
        }}
        onShow={(problem) => {
          const range = place(problem)
          if (range) select(range)
        }}
        onRepair={(problem) => {
          const next = repaired(text, problem, place(problem))
          return next === undefined ? undefined : () => edit(next)
        }}
      />
    </div>
  )
}

/** The text with its wrong places marked; ranges that overlap become one. */
function Marked({ text, ranges }: { readonly text: string; readonly ranges: readonly TextRange[] }) {
  const pieces: { readonly words: string; readonly wrong: boolean; readonly at: number }[] = []
  let at = 0
  for (const [start, end] of ranges.toSorted((one, other) => one[0] - other[0])) {
    const from = Math.max(start, at)
    if (end <= from && end <= at) continue
    if (from > at) pieces.push({ words: text.slice(at, from), wrong: false, at })
    pieces.push({ words: text.slice(from, end) || ' ', wrong: true, at: from })
    at = Math.max(end, at)
  }
  pieces.push({ words: `${text.slice(at)}\n`, wrong: false, at })
  return pieces.map((piece) =>
    piece.wrong ? <mark key={piece.at}>{piece.words}</mark> : <span key={piece.at}>{piece.words}</span>,
  )
}
