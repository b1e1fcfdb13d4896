import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { readTableFile } from './read-file.ts'

const utf8 = new TextEncoder()
/** 客户,金额 / 华为,12 in GB18030. */
const gbk = new Uint8Array([
  0xbf, 0xcd, 0xbb, 0xa7, 0x2c, 0xbd, 0xf0, 0xb6, 0xee, 0x0a, 0xbb, 0xaa, 0xce, 0xaa, 0x2c, 0x31, 0x32, 0x0a,
])

function utf16(text: string, bigEndian: boolean, mark: boolean): Uint8Array {
  const bytes = new Uint8Array((text.length + (mark ? 1 : 0)) * 2)
  const view = new DataView(bytes.buffer)
  for (const [i, char] of [...(mark ? ['\uFEFF'] : []), ...text].entries())
    view.setUint16(i * 2, char.charCodeAt(0), !bigEndian)
  return bytes
}

async function read(bytes: Uint8Array) {
  const result = await readTableFile(bytes)
  return result.ok ? result.table : result.problems.map((problem) => `${problem.code} ${problem.path}`)
}

describe('a text table', () => {
  test('is read in UTF-8, with or without a mark', async () => {
    const table = { columns: ['name', 'amount'], rows: [['华为', '12']], encoding: 'utf-8', delimiter: ',' }
    expect(await read(utf8.encode('name,amount\n华为,12\n'))).toEqual(table)
    expect(await read(utf8.encode('\uFEFFname,amount\r\n华为,12'))).toEqual(table)
  })

  test('is read in GB18030 when it is no UTF-8', async () => {
    expect(await read(gbk)).toEqual({
      columns: ['客户', '金额'],
      rows: [['华为', '12']],
      encoding: 'gb18030',
      delimiter: ',',
    })
  })

  test('is read in UTF-16 of either order, with or without a mark', async () => {
    for (const [bigEndian, encoding] of [
      [false, 'utf-16le'],
      [true, 'utf-16be'],
    ] as const)
      for (const mark of [true, false])
        expect(await read(utf16('name\tn\nab\t1\n', bigEndian, mark))).toEqual({
          columns: ['name', 'n'],
          rows: [['ab', '1']],
          encoding,
          delimiter: '\t',
        })
  })

  test('tells its delimiter from the lines outside quotes', async () => {
    expect(await read(utf8.encode('a;b\n"x;1,2,3";2\n'))).toMatchObject({ delimiter: ';', rows: [['x;1,2,3', '2']] })
    expect(await read(utf8.encode('a|b\n1|2\n'))).toMatchObject({ delimiter: '|' })
  })

  test('keeps line breaks and quotes inside quotes, drops empty lines, fills short rows', async () => {
    expect(await read(utf8.encode('\n\na,b\n"x\n""y""",1\n\n2\n'))).toMatchObject({
      rows: [
        ['x\n"y"', '1'],
        ['2', ''],
      ],
    })
  })

  test('names every column that has no name or another’s, and rows that are too long', async () => {
    expect(await read(utf8.encode('a,,a,b\n1,2,3,4\n'))).toEqual([
      'column_without_name /columns/1',
      'column_twice /columns/2',
    ])
    expect(await read(utf8.encode('a,b\n1,2,3\n'))).toEqual(['cell_outside /rows/1'])
  })

  test('is refused when it is empty, a picture, or has an open quote', async () => {
    expect(await read(new Uint8Array())).toEqual(['empty_file /file'])
    expect(await read(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 0xff, 0xfe, 0xfd]))).toEqual([
      'unreadable_file /file',
    ])
    expect(await read(utf8.encode('a,b\n"1,2\n'))).toEqual(['unreadable_file /file'])
  })

  test('may not hold a cell of more than a million characters', async () => {
    expect(await read(utf8.encode(`a\n${'x'.repeat(1_000_001)}\n`))).toEqual(['too_large /file'])
  })
})

describe('a workbook', () => {
  test('gives its first sheet as text: dates as ISO, numbers without exponent', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'One',
          columns: [
            { header: 'name', key: 'name' },
            { header: 'n', key: 'n' },
            { header: 'at', key: 'at' },
          ],
          data: [{ name: '华为', n: 1e15, at: new Date('2026-11-22T00:00:00Z') }],
        },
      ],
    })
    expect(await read(bytes)).toEqual({
      columns: ['name', 'n', 'at'],
      rows: [['华为', '1000000000000000', '2026-11-22']],
      encoding: 'xlsx',
      delimiter: null,
    })
  })

  test('is refused when it is damaged, old, or says that it unpacks to far too much', async () => {
    expect(await read(utf8.encode('PK\u0003\u0004 nothing else'))).toEqual(['unreadable_file /file'])
    expect(await read(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]))).toEqual(['old_excel /file'])
    expect(await read(bomb())).toEqual(['too_large /file'])
  })
})

/** A zip whose central directory declares 4 GB in one entry. */
function bomb(): Uint8Array {
  const bytes = new Uint8Array(4 + 46 + 22)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0x04034b50, true)
  view.setUint32(4, 0x02014b50, true)
  view.setUint32(4 + 24, 0xfffffff0, true)
  view.setUint32(50, 0x06054b50, true)
  view.setUint16(50 + 10, 1, true)
  view.setUint32(50 + 16, 4, true)
  return bytes
}
