/** The four tables of a seller, as rows of cells with their header. */
export type SellerTables = {
  readonly accounts: readonly (readonly string[])[]
  readonly products: readonly (readonly string[])[]
  readonly salesTeams: readonly (readonly string[])[]
  readonly pipeline: readonly (readonly string[])[]
}

const sectors = ['technolgy', 'Retail', 'MEDICAL', '  finance ', '零售', 'software']
const agents = ['Ana Ruiz', '李雷', 'Bo Chen', 'Cleo Park', '韩梅梅', 'Dee Ogun', 'Eli Roth', 'Fay Wu']
const managers = ['Dustin Brinkmann', '王经理', 'Rocco Neubert']
const regions = ['Central', 'east', '西部']
const products: readonly (readonly [string, string, number])[] = [
  ['GTX Basic', 'GTX', 550],
  ['GTX Pro', 'GTX', 4821],
  ['MG Special', 'MG', 55],
  ['MG Advanced', 'MG', 3393],
  ['GTK 500', 'GTK', 26768],
]

/** `10/20/2016` of the n-th day after 2016-10-20. */
function day(n: number): string {
  const date = new Date(Date.UTC(2016, 9, 20 + n))
  return `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`
}

/**
 * Two hundred opportunities with the mess of real ones: a product that is spelt wrong, missing accounts and dates, accounts that name their
 * parent before and after it, labels in two languages. The same rows every time.
 */
export function inventedTables(): SellerTables {
  const names = Array.from({ length: 12 }, (_, n) => (n % 3 === 0 ? `客户${n}号` : `Company ${n}`))
  const accounts = names.map((name, n) => [
    name,
    sectors[n % sectors.length] ?? '',
    String(1950 + n * 5),
    `${n * 100}.5`,
    String(n * 37),
    n % 2 === 0 ? 'China' : 'United States',
    // The first one's parent comes last, the last one's first.
    n === 0 ? (names[11] ?? '') : n === 5 ? (names[1] ?? '') : n === 10 ? (names[3] ?? '') : '',
  ])
  const pipeline = Array.from({ length: 200 }, (_, n) => {
    const stage = ['Won', 'Lost', 'Won', 'Engaging', 'Won', 'Prospecting', 'Lost', 'Won'][n % 8] ?? ''
    const product = products[n % products.length] ?? products[0]
    const engaged = stage === 'Prospecting' ? '' : day((n * 7) % 300)
    const closed = stage === 'Won' || stage === 'Lost' ? day(((n * 7) % 300) + 3 + ((n * 13) % 90)) : ''
    const value = stage === 'Won' ? String((product?.[2] ?? 0) + (n % 17) - 8) : stage === 'Lost' ? '0' : ''
    return [
      `OP${String(n).padStart(4, '0')}`,
      agents[(n * 3) % agents.length] ?? '',
      product?.[0] === 'GTX Pro' ? 'GTXPro' : (product?.[0] ?? ''),
      n % 6 === 1 ? '' : (names[(n * 5) % names.length] ?? ''),
      stage,
      engaged,
      closed,
      value,
    ]
  })
  return {
    accounts: [
      ['account', 'sector', 'year_established', 'revenue', 'employees', 'office_location', 'subsidiary_of'],
      ...accounts,
    ],
    products: [
      ['product', 'series', 'sales_price'],
      ...products.map(([name, series, price]) => [name, series, String(price)]),
    ],
    salesTeams: [
      ['sales_agent', 'manager', 'regional_office'],
      ...agents.map((name, n) => [name, managers[n % 3] ?? '', regions[n % 3] ?? '']),
    ],
    pipeline: [
      ['opportunity_id', 'sales_agent', 'product', 'account', 'deal_stage', 'engage_date', 'close_date', 'close_value'],
      ...pipeline,
    ],
  }
}

/** Rows of a CSV file without quoted cells, which is what the real files are. */
export function readPlainCsv(text: string): readonly (readonly string[])[] {
  if (text.includes('"')) throw new Error('This file has quoted cells')
  return text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))
}

/** What a pipeline adds up to. */
export type Figures = {
  readonly rows: number
  readonly won: number
  readonly lost: number
  readonly engaging: number
  readonly prospecting: number
  readonly wonValue: string
  readonly averageDays: string
  readonly winRate: string
  readonly withoutAccount: number
  readonly withoutEngageDate: number
  readonly withoutCloseDate: number
  readonly misspelt: number
  readonly closedPerQuarter: Readonly<Record<string, { readonly won: number; readonly lost: number }>>
}
