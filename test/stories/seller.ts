import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { csvOf, gbkOf, type SheetCell, utf16Of, xlsxOf } from '../harness/index.ts'
import { type Figures, inventedTables, readPlainCsv, type SellerTables } from './seller-rows.ts'

/** A file of one of the tables, as it is uploaded. */
export type Upload = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }
export type Seller = {
  readonly tables: SellerTables
  readonly uploads: Readonly<Record<keyof SellerTables, Upload>>
  readonly read: Readonly<Record<keyof SellerTables, { encoding: string; delimiter: string | null }>>
}

const dataFolder = path.join(
  path.resolve(process.env['ATELIER_SHARED_DATA'] ?? path.join(import.meta.dirname, '../../../shared/data')),
  'crm-sales-opportunities',
)

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text))

/** Our own rows: each table in another coat (GBK, UTF-16, xlsx, semicolons). */
function invented(): Seller {
  const tables = inventedTables()
  const sheet = (rows: readonly (readonly string[])[]): SheetCell[][] =>
    rows.map((row, y) =>
      row.map((cell, x): SheetCell => {
        if (y === 0 || cell === '') return cell
        if (x === 7) return Number(cell)
        if (x !== 5 && x !== 6) return cell
        const [month, day, year] = cell.split('/').map(Number)
        return { day: Math.round(Date.UTC(year ?? 0, (month ?? 0) - 1, day) / 86_400_000) + 25_569 }
      }),
    )
  return {
    tables,
    uploads: {
      accounts: { name: 'accounts.csv', bytes: gbkOf(csvOf(tables.accounts)) },
      products: { name: 'products.csv', bytes: utf8(`\uFEFF${csvOf(tables.products, ';')}`) },
      salesTeams: { name: 'sales_teams.txt', bytes: utf16Of(csvOf(tables.salesTeams, '\t')) },
      pipeline: { name: 'sales_pipeline.xlsx', bytes: xlsxOf(sheet(tables.pipeline)) },
    },
    read: {
      accounts: { encoding: 'gb18030', delimiter: ',' },
      products: { encoding: 'utf-8', delimiter: ';' },
      salesTeams: { encoding: 'utf-16le', delimiter: '\t' },
      pipeline: { encoding: 'xlsx', delimiter: null },
    },
  }
}

/** The real files, as they are. */
function real(): Seller {
  const load = (name: string): { upload: Upload; rows: readonly (readonly string[])[] } => {
    const bytes = new Uint8Array(readFileSync(path.join(dataFolder, name)))
    return { upload: { name, bytes }, rows: readPlainCsv(Buffer.from(bytes).toString()) }
  }
  const [accounts, products, salesTeams, pipeline] = [
    load('accounts.csv'),
    load('products.csv'),
    load('sales_teams.csv'),
    load('sales_pipeline.csv'),
  ]
  const csv = { encoding: 'utf-8', delimiter: ',' }
  return {
    tables: {
      accounts: accounts.rows,
      products: products.rows,
      salesTeams: salesTeams.rows,
      pipeline: pipeline.rows,
    },
    uploads: {
      accounts: accounts.upload,
      products: products.upload,
      salesTeams: salesTeams.upload,
      pipeline: pipeline.upload,
    },
    read: { accounts: csv, products: csv, salesTeams: csv, pipeline: csv },
  }
}

/** Files, and what they add up to: everything that a story about them needs. */
export type Telling = {
  readonly name: string
  readonly seller: Seller
  readonly expected: Figures
  /** What people put right by hand in the dry run, where the workspace knows neither aliases nor Chinese names. */
  readonly repairs: Readonly<Record<'sector' | 'region', Readonly<Record<string, string>>>>
}

const ours: Telling = {
  name: 'two hundred rows of our own, in GBK, UTF-16, xlsx and with semicolons',
  seller: invented(),
  repairs: { sector: { technolgy: 'Technology', 零售: 'Retail' }, region: { 西部: 'West' } },
  expected: {
    rows: 200,
    won: 100,
    lost: 50,
    engaging: 25,
    prospecting: 25,
    wonValue: '711736.00',
    averageDays: '45.85',
    winRate: '0.6667',
    withoutAccount: 34,
    withoutEngageDate: 25,
    withoutCloseDate: 50,
    misspelt: 40,
    closedPerQuarter: {
      '2016-Q4': { won: 9, lost: 5 },
      '2017-Q1': { won: 32, lost: 15 },
      '2017-Q2': { won: 33, lost: 19 },
      '2017-Q3': { won: 23, lost: 9 },
      '2017-Q4': { won: 3, lost: 2 },
    },
  },
}

/** The stories to tell: our own rows always, the real files where there are any. */
export const tellings: readonly Telling[] = existsSync(dataFolder)
  ? [
      ours,
      {
        name: 'the real files of a hardware seller',
        seller: real(),
        repairs: { sector: { technolgy: 'Technology' }, region: {} },
        expected: {
          rows: 8800,
          won: 4238,
          lost: 2473,
          engaging: 1589,
          prospecting: 500,
          wonValue: '10005534.00',
          averageDays: '51.78',
          winRate: '0.6315',
          withoutAccount: 1425,
          withoutEngageDate: 500,
          withoutCloseDate: 2089,
          misspelt: 1480,
          closedPerQuarter: {
            '2017-Q1': { won: 531, lost: 116 },
            '2017-Q2': { won: 1254, lost: 778 },
            '2017-Q3': { won: 1257, lost: 790 },
            '2017-Q4': { won: 1196, lost: 789 },
          },
        },
      },
    ]
  : [ours]

/** What to say when the real files are not there; undefined when they are. */
export const withoutRealFiles: string | undefined = existsSync(dataFolder)
  ? undefined
  : `No ${dataFolder}: the story of the real files is left out (ATELIER_SHARED_DATA names their folder).`
