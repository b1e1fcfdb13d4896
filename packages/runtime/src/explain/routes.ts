import { notFound } from '../http/known-problems.ts'
import { defineRoute, type Route } from '../http/route.ts'
import { explain, readAction } from './explain.ts'

/** Why somebody can or cannot see or do something: for administrators. */
export function explainRoutes(): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/explain/access',
      summary: 'Why a person may or may not see or do something',
      access: { may: 'manageUsers' },
      query: {
        user: { type: 'string', description: 'Id of the user.' },
        entity: { type: 'string', description: 'Key of the entity.' },
        id: { type: 'string', description: 'Id of a record.' },
        field: { type: 'string', description: 'Key of a field.' },
        action: {
          type: 'string',
          description: 'What is to be done; read when left out.',
          values: ['read', 'create', 'update', 'delete', 'export', 'import', 'assign', 'convert'],
        },
      },
      answers: { 200: 'The answer and its reasons' },
      handle: async ({ context, query }) => {
        const reader = await context.workspace.reader(query['user'] ?? '')
        const entity = query['entity'] ?? ''
        const { model } = context.generation
        if (!reader || !model.entities.has(entity)) return { status: 404, problems: [notFound] }
        return {
          status: 200,
          json: await explain(context, reader, {
            entity,
            action: readAction(query['action']),
            id: query['id'],
            field: query['field'],
          }),
        }
      },
    }),
  ]
}
