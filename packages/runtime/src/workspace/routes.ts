import { defineRoute, type Route } from '../http/route.ts'
import type { Installation } from '../installation.ts'
import { describeMe, describeWorkspace } from './describe-workspace.ts'

/** Who I am, and what is here for me. */
export function workspaceRoutes(installation: Installation): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/me',
      summary: 'Who I am, my roles and rights',
      access: 'signedIn',
      beforeTwoFactor: true,
      answers: { 200: 'The person' },
      handle: async ({ context }) => {
        const keys = await installation.workspaces.keysOf(context.reader.user ?? '')
        return { status: 200, json: await describeMe(context, keys) }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/workspace',
      summary: 'The definitions I may see, with the revision number',
      access: 'signedIn',
      answers: { 200: 'The workspace' },
      handle: async ({ context }) => ({ status: 200, json: describeWorkspace(context) }),
    }),
  ]
}
