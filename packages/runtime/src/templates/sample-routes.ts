import { defineRoute, type Route } from '../http/route.ts'
import { unrestricted } from '../workspace/query-context.ts'
import { clearSampleData, findSampleRecords } from './clear-sample-data.ts'

/** Sample data that came with a template: how much of it is there, and away with it. */
export const sampleRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/sample-data',
    summary: 'How many records came with templates as sample data and are still there',
    access: { may: 'publish' },
    answers: { 200: '{records, entities: [{entity, count}]}' },
    handle: async ({ context }) => {
      const found = await findSampleRecords(unrestricted(context))
      return {
        status: 200,
        json: {
          records: found.reduce((sum, { ids }) => sum + ids.length, 0),
          entities: found.map(({ entity, ids }) => ({ entity, count: ids.length })),
        },
      }
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/sample-data',
    summary: 'Put sample data into the recycle bin and disable sample people; records that others hold stay',
    access: { may: 'publish' },
    answers: { 200: '{removed, kept}' },
    handle: async ({ context }) => ({ status: 200, json: await clearSampleData(unrestricted(context)) }),
  }),
]
