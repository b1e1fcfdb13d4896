import type { Document } from '@atelier/definitions'
import exceljs from 'exceljs'
import { expect, test } from 'vitest'
import { openApp } from '../http/open-app.ts'

const documents: readonly Document[] = [
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_visit',
    key: 'visit',
    titleField: 'name',
    fields: [
      { id: 'fld_name', key: 'name', type: 'text' },
      { id: 'fld_owner', key: 'owner', type: 'owner' },
    ],
  },
  {
    kind: 'role',
    specVersion: 1,
    id: 'rol_rep',
    key: 'rep',
    grants: [
      { id: 'grt_read', entity: 'visit', actions: ['read'], scope: 'all' },
      { id: 'grt_own', entity: 'visit', actions: ['create', 'export'], scope: 'own' },
    ],
  },
]

test('a list as an Excel file holds the records that its reader may export, not all that they may read', async () => {
  const app = await openApp(documents)
  try {
    const rep = await app.person('Rei', ['rep'])
    await app.admin.post('/records/visit', { name: 'Of somebody else' })
    await rep.post('/records/visit', { name: 'Own' })
    const report = { type: 'list', entity: 'visit', fields: ['name'], sort: ['name'] }
    const read = await rep.post('/reports/run', { report })
    expect(read.body.rows.map((row: Record<string, unknown>) => row['name'])).toEqual(['Of somebody else', 'Own'])

    const file = await rep.fetch('/reports/export', {
      method: 'POST',
      body: JSON.stringify({ report }),
      headers: { 'content-type': 'application/json' },
    })
    expect(file.status).toBe(200)
    const book = new exceljs.Workbook()
    await book.xlsx.load(await file.arrayBuffer())
    const sheet = book.worksheets[0]
    const names = Array.from({ length: (sheet?.rowCount ?? 1) - 1 }, (_, at) => sheet?.getCell(at + 2, 1).text)
    expect(names).toEqual(['Own'])
  } finally {
    await app.close()
  }
})
