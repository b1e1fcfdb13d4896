import { spawn } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { caseTitles } from './cases.ts'

test('the quick benchmark measures every case of every server and prints every figure', {
  timeout: 480_000,
}, async () => {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'main.ts'), '--quick'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let complained = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8')
  })
  child.stderr.on('data', (chunk: Buffer) => {
    complained += chunk.toString('utf8')
  })
  const code = await new Promise((resolve) => child.on('close', resolve))
  expect(complained).not.toContain('Error')
  expect(code).toBe(0)
  const rows = said.split('\n').map((line) => line.split('|').map((cell) => cell.trim()))
  for (const title of Object.values(caseTitles))
    for (const connections of ['1', '32'])
      for (const server of ['atelier', 'naive', 'tuned']) {
        const row = rows.find((cells) => cells[1] === title && cells[2] === connections && cells[3] === server)
        // Seven figures: requests, two latencies, two CPU times, two ratios.
        expect(
          row
            ?.slice(4, 11)
            .map(Number)
            .every((figure) => figure >= 0),
          `${title} ${connections} ${server}`,
        ).toBe(true)
      }
  for (const what of [
    'bulk of 1,000 records',
    'a field added to 20000 rows while four read',
    'import of 1000 rows',
    'memory after all of this',
    'generated form of 200 fields: mount',
    'generated form of 200 fields: keystroke',
    'start on an existing database',
    'first start from empty',
    'first start with template and sample data',
    'size of the install',
  ])
    expect(rows.find((cells) => cells[1] === what)?.[2], what).toMatch(/\d/)
  const scrolled = rows.find((cells) => /^frames while \d+ of 20000 rows scroll by$/.test(cells[1] ?? ''))
  expect(scrolled?.[2]).toMatch(/^longest [\d.]+ ms/)
})
