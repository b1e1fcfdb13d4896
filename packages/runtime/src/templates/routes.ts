import { notFound } from '../http/known-problems.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { Installation } from '../installation.ts'
import { unrestricted } from '../workspace/query-context.ts'
import { installTemplate } from './install-template.ts'
import { listTemplates, readTemplate } from './read-template.ts'

/** The gallery: templates that come with Atelier. */
export function templateRoutes(installation: Installation): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/templates',
      summary: 'Templates of the gallery',
      access: { may: 'build' },
      answers: { 200: 'Templates' },
      handle: async () => ({ status: 200, json: { templates: await listTemplates() } }),
    }),
    defineRoute({
      method: 'POST',
      path: '/templates/:key/install',
      summary: 'Install a template into this workspace',
      access: { may: 'publish' },
      body: { type: 'object', properties: { sampleData: { type: 'boolean' } }, additionalProperties: false },
      answers: { 200: 'The new revision and how many sample records were made' },
      handle: async ({ context, params, body }) => {
        const template = await readTemplate(params['key'] ?? '')
        if (!template) return { status: 404, problems: [notFound] }
        if (!template.ok) return { status: 422, problems: template.problems }
        const sampleData = typeof body === 'object' && body !== null && 'sampleData' in body && body.sampleData === true
        const installed = await installTemplate(installation, unrestricted(context), template.documents, { sampleData })
        return installed.ok
          ? { status: 200, json: { revision: installed.revision, records: installed.records } }
          : { status: 422, problems: installed.problems }
      },
    }),
  ]
}
