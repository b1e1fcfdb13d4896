/**
 * QR codes (ISO/IEC 18004) of short texts: bytes, error correction level M, versions 1 to 15. Drawn here, so that a secret never leaves the page.
 */

/** By version: codewords of error correction in each block, and how many blocks there are. */
const correction = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24] as const
const blocks = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10] as const

type Grid = { readonly size: number; readonly dark: boolean[][]; readonly fixed: boolean[][] }

/** Rows of modules, true where dark. Undefined when the text is too long (412 bytes and more). */
export function qrCode(text: string): readonly (readonly boolean[])[] | undefined {
  const bytes = [...new TextEncoder().encode(text)]
  const version = correction.findIndex((_, at) => bytes.length + (at < 9 ? 2 : 3) <= dataLength(at + 1)) + 1
  if (version === 0) return undefined
  const words = withCorrection(dataWords(bytes, version), version)
  const bare = gridOf(version)
  place(bare, words)
  const masked = Array.from({ length: 8 }, (_, mask) => {
    const grid = { ...bare, dark: bare.dark.map((row) => [...row]) }
    applyMask(grid, mask)
    drawFormat(grid, mask)
    return { dark: grid.dark, penalty: penaltyOf(grid) }
  })
  return masked.reduce((best, next) => (next.penalty < best.penalty ? next : best)).dark
}

const alignments = (version: number): readonly number[] => {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2
  const last = version * 4 + 10
  return [6, ...Array.from({ length: count - 1 }, (_, at) => last - (count - 2 - at) * step)]
}

/** Codewords that a version has room for in all. */
function wordsOf(version: number): number {
  const marks = version === 1 ? 0 : Math.floor(version / 7) + 2
  const around = marks === 0 ? 0 : (25 * marks - 10) * marks - 55
  return Math.floor(((16 * version + 128) * version + 64 - around - (version >= 7 ? 36 : 0)) / 8)
}

const dataLength = (version: number): number =>
  wordsOf(version) - (correction[version - 1] ?? 0) * (blocks[version - 1] ?? 0)

function dataWords(bytes: readonly number[], version: number): readonly number[] {
  const length = bytes.length.toString(2).padStart(version < 10 ? 8 : 16, '0')
  const bits = `0100${length}${bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('')}`
  const room = dataLength(version) * 8
  const ended = bits + '0'.repeat(Math.min(4, room - bits.length))
  const whole = ended.padEnd(Math.ceil(ended.length / 8) * 8, '0')
  const words = (whole.match(/.{8}/g) ?? []).map((word) => Number.parseInt(word, 2))
  for (let pad = 0xec; words.length < room / 8; pad ^= 0xec ^ 0x11) words.push(pad)
  return words
}

function times(a: number, b: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit--) product = (product << 1) ^ ((product >>> 7) * 0x11d) ^ (((b >>> bit) & 1) * a)
  return product
}

function divisorOf(degree: number): readonly number[] {
  const result = [...Array<number>(degree - 1).fill(0), 1]
  let root = 1
  for (let at = 0; at < degree; at++) {
    for (let j = 0; j < degree; j++) result[j] = times(result[j] ?? 0, root) ^ (result[j + 1] ?? 0)
    root = times(root, 2)
  }
  return result
}

function remainderOf(data: readonly number[], divisor: readonly number[]): readonly number[] {
  const result = divisor.map(() => 0)
  for (const word of data) {
    const factor = word ^ (result.shift() ?? 0)
    result.push(0)
    for (const [at, each] of divisor.entries()) result[at] = (result[at] ?? 0) ^ times(each, factor)
  }
  return result
}

/** The words in blocks, each with its correction, interleaved as they are drawn. */
function withCorrection(data: readonly number[], version: number): readonly number[] {
  const count = blocks[version - 1] ?? 1
  const degree = correction[version - 1] ?? 0
  const short = Math.floor(data.length / count)
  const longer = data.length % count
  const divisor = divisorOf(degree)
  let from = 0
  const parts = Array.from({ length: count }, (_, at) => {
    const own = data.slice(from, from + short + (at >= count - longer ? 1 : 0))
    from += own.length
    return { own, check: remainderOf(own, divisor) }
  })
  const column = (of: 'own' | 'check', at: number): readonly number[] => parts.flatMap((part) => part[of][at] ?? [])
  return [
    ...Array.from({ length: short + 1 }, (_, at) => column('own', at)).flat(),
    ...Array.from({ length: degree }, (_, at) => column('check', at)).flat(),
  ]
}

function set({ dark, fixed, size }: Grid, x: number, y: number, isDark: boolean): void {
  const [row, marks] = [dark[y], fixed[y]]
  if (row === undefined || marks === undefined || x < 0 || x >= size) return
  row[x] = isDark
  marks[x] = true
}

/** An empty code: finders, timing, alignment and version, and room kept for the format. */
function gridOf(version: number): Grid {
  const size = version * 4 + 17
  const empty = () => Array.from({ length: size }, () => Array<boolean>(size).fill(false))
  const grid = { size, dark: empty(), fixed: empty() }
  for (let at = 0; at < size; at++) {
    set(grid, 6, at, at % 2 === 0)
    set(grid, at, 6, at % 2 === 0)
  }
  const ring = (x: number, y: number, reach: number, isDark: (distance: number) => boolean) => {
    for (let dy = -reach; dy <= reach; dy++)
      for (let dx = -reach; dx <= reach; dx++) set(grid, x + dx, y + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))))
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    ring(x, y, 4, (d) => d !== 2 && d !== 4)
  const marks = alignments(version)
  const last = marks.length - 1
  for (const [i, x] of marks.entries())
    for (const [j, y] of marks.entries()) {
      const isCorner = (i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0)
      if (!isCorner) ring(x, y, 2, (d) => d !== 1)
    }
  drawFormat(grid, 0)
  if (version >= 7) {
    let rest = version
    for (let at = 0; at < 12; at++) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25)
    const bits = (version << 12) | rest
    for (let at = 0; at < 18; at++) {
      const isDark = ((bits >>> at) & 1) === 1
      const [near, far] = [Math.floor(at / 3), size - 11 + (at % 3)]
      set(grid, far, near, isDark)
      set(grid, near, far, isDark)
    }
  }
  return grid
}

/** Level M and the mask, twice. */
function drawFormat(grid: Grid, mask: number): void {
  let rest = mask
  for (let at = 0; at < 10; at++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537)
  const bits = ((mask << 10) | rest) ^ 0x5412
  const bit = (at: number): boolean => ((bits >>> at) & 1) === 1
  const { size } = grid
  for (let at = 0; at < 6; at++) set(grid, 8, at, bit(at))
  set(grid, 8, 7, bit(6))
  set(grid, 8, 8, bit(7))
  set(grid, 7, 8, bit(8))
  for (let at = 9; at < 15; at++) set(grid, 14 - at, 8, bit(at))
  for (let at = 0; at < 8; at++) set(grid, size - 1 - at, 8, bit(at))
  for (let at = 8; at < 15; at++) set(grid, 8, size - 15 + at, bit(at))
  set(grid, 8, size - 8, true)
}

/** The words from the lower right corner up and down in pairs of columns, round everything that is fixed. */
function place({ size, dark, fixed }: Grid, words: readonly number[]): void {
  let at = 0
  for (let right = size - 1; right >= 1; right -= right === 8 ? 3 : 2) {
    for (let step = 0; step < size; step++) {
      const isUp = ((right + 1) & 2) === 0
      const y = isUp ? size - 1 - step : step
      for (const x of [right, right - 1]) {
        const row = dark[y]
        if (row === undefined || fixed[y]?.[x] === true || at >= words.length * 8) continue
        row[x] = (((words[at >>> 3] ?? 0) >>> (7 - (at & 7))) & 1) === 1
        at += 1
      }
    }
  }
}

const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

function applyMask({ dark, fixed }: Grid, mask: number): void {
  const flips = masks[mask]
  for (const [y, row] of dark.entries())
    for (const [x, isDark] of row.entries()) if (fixed[y]?.[x] !== true && flips?.(x, y) === true) row[x] = !isDark
}

/** How hard a camera would find it: long runs, blocks, patterns like a finder, more dark than light. */
function penaltyOf({ dark, size }: Grid): number {
  const lines = [
    ...dark.map((row) => row.map((module) => (module ? '1' : '0')).join('')),
    ...dark.map((_, x) => dark.map((row) => (row[x] ? '1' : '0')).join('')),
  ]
  let penalty = 0
  for (const line of lines) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) penalty += run.length - 2
    for (const finder of ['10111010000', '00001011101'])
      for (let at = line.indexOf(finder); at >= 0; at = line.indexOf(finder, at + 1)) penalty += 40
  }
  for (let y = 0; y + 1 < size; y++)
    for (let x = 0; x + 1 < size; x++) {
      const own = dark[y]?.[x]
      if (own === dark[y]?.[x + 1] && own === dark[y + 1]?.[x] && own === dark[y + 1]?.[x + 1]) penalty += 3
    }
  const share = dark.flat().filter(Boolean).length / (size * size)
  return penalty + Math.floor(Math.abs(share - 0.5) * 20) * 10
}
