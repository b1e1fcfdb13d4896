import { may } from '@atelier/records'
import { notAllowed } from '../http/known-problems.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { Installation } from '../installation.ts'
import { fillings } from './fill.ts'
import { planKept, purgeKept } from './purge.ts'

/** What publishes leave to do behind them: values still being worked out, and data that no definition uses any more. */
export function upkeepRoutes(installation: Installation): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/filling',
      summary:
        'Computed fields whose values are being worked out in the background since a publish; reads give them right meanwhile',
      access: { may: 'build' },
      answers: { 200: '{fields: [{entity, field, done, rows}]}, in the order in which they are filled' },
      handle: async ({ context }) => ({ status: 200, json: { fields: await fillings(context.workspace) } }),
    }),
    defineRoute({
      method: 'GET',
      path: '/kept',
      summary: 'Data of dropped fields and entities that a rollback would bring back, and that a purge removes',
      access: { may: 'build' },
      answers: { 200: '{revision, kept: [{entity, field?, records, sentence}]}' },
      handle: async ({ context }) => ({
        status: 200,
        json: {
          revision: context.generation.revision,
          kept: (await planKept(context)).map((item) => ({ ...item, sentence: item.sentence[context.language] })),
        },
      }),
    }),
    defineRoute({
      method: 'POST',
      path: '/kept/purge',
      summary: 'Remove that data for good; `revision` is the one whose list was looked at',
      access: { may: 'publish' },
      body: {
        type: 'object',
        properties: { revision: { type: 'integer' } },
        required: ['revision'],
        additionalProperties: false,
      },
      bodyRequired: true,
      answers: { 200: '{revision, removed: [{entity, field?, records, sentence}]}' },
      handle: async ({ context, body }) => {
        if (!may(context.reader, context.generation.model, 'build')) return { status: 403, problems: [notAllowed] }
        const revision = typeof body === 'object' && body !== null && 'revision' in body ? Number(body.revision) : 0
        const purged = await purgeKept(installation, context, revision)
        if (!purged.ok) return { status: 409, problems: purged.problems }
        const removed = purged.removed.map((item) => ({ ...item, sentence: item.sentence[context.language] }))
        return { status: 200, json: { revision: purged.revision, removed } }
      },
    }),
  ]
}
