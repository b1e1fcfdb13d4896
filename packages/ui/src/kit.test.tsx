import { MantineProvider } from '@mantine/core'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { setLanguage } from './i18n/i18n.ts'
import { initials } from './people/Avatar.tsx'
import { moved } from './sortable/Sortable.tsx'
import { rampColor, StageGlyph } from './stage/StageGlyph.tsx'
import { StagePath } from './stage/StagePath.tsx'
import { ProblemList } from './states/ProblemList.tsx'

const draw = (node: React.ReactNode) => renderToStaticMarkup(<MantineProvider>{node}</MantineProvider>)

describe('a person without a picture', () => {
  it('is shown by the last Chinese character or by two initials', () => {
    expect(initials('王伟')).toBe('伟')
    expect(initials('Wang Wei')).toBe('WW')
    expect(initials('Anna Maria Schmidt')).toBe('AS')
    expect(initials('cher')).toBe('C')
    expect(initials('')).toBe('')
  })
})

describe('a stage', () => {
  it('carries more ink the further it is, whatever the number of stages', () => {
    expect([1, 2, 3].map((position) => rampColor(position, 3))).toEqual(['var(--s1)', 'var(--s4)', 'var(--s6)'])
    expect(rampColor(1, 1)).toBe('var(--s6)')
    expect(rampColor(9, 6)).toBe('var(--s6)')
  })

  it('says its place to those who do not see it', () => {
    setLanguage('en')
    expect(draw(<StageGlyph position={2} total={6} outcome="open" labelled />)).toContain('aria-label="stage 2 of 6"')
    expect(draw(<StageGlyph position={2} total={6} outcome="won" labelled />)).toContain('aria-label="won"')
  })
})

describe('the stage path', () => {
  it('marks the current stage and counts what the next one lacks', () => {
    setLanguage('en')
    const html = draw(
      <StagePath
        label="Stage"
        items={[
          { key: 'a', label: 'First', state: 'done' },
          { key: 'b', label: 'Second', state: 'current', note: '6 d' },
          { key: 'c', label: 'Third', state: 'next', missing: 2 },
        ]}
      />,
    )
    expect(html.match(/aria-current="step"/g)).toHaveLength(1)
    expect(html).toContain('2 to do')
    expect(html).toContain('6 d')
  })
})

describe('problems', () => {
  it('are all shown, and nothing is drawn when there are none', () => {
    setLanguage('en')
    const html = draw(
      <ProblemList
        problems={[
          { code: 'required', field: 'budget', message: 'Budget is missing' },
          { code: 'gate_rule', message: 'Name the decision maker' },
        ]}
      />,
    )
    expect(html).toContain('role="alert"')
    expect(html).toContain('2 things need your attention')
    expect(html).toContain('Budget is missing')
    expect(html).toContain('Name the decision maker')
    expect(draw(<ProblemList problems={[]} />)).not.toContain('role="alert"')
  })
})

describe('moving an item of a list', () => {
  it('puts it at the place counted without it', () => {
    const id = (item: string) => item
    expect(moved(['a', 'b', 'c'], id, 'a', 2)).toEqual(['b', 'c', 'a'])
    expect(moved(['a', 'b', 'c'], id, 'c', 0)).toEqual(['c', 'a', 'b'])
    expect(moved(['a'], id, 'x', 0)).toEqual(['a'])
  })
})
