import type { Problem } from '@atelier/rules'
import { defineRoute, type Route } from '../http/route.ts'
import { runWrites } from '../kernel/run-writes.ts'
import { answerRefusal } from '../records/answers.ts'
import { unrestricted } from '../workspace/query-context.ts'
import { isZone } from '../workspace/zones.ts'
import { keepSettings, readSettings, settingValues } from './settings.ts'

const oneOf = (values: readonly string[]) => ({ enum: [...values, null] })
const body = {
  type: 'object',
  properties: {
    language: oneOf(['en', 'zh-CN']),
    zone: { type: ['string', 'null'], maxLength: 64 },
    ...Object.fromEntries(Object.entries(settingValues).map(([name, values]) => [name, oneOf(values)])),
  },
  additionalProperties: false,
}

const unknownZone: Problem = {
  code: 'unknown_option',
  path: '/zone',
  field: 'zone',
  message: { en: 'This time zone is unknown.', 'zh-CN': '未知时区。' },
  fix: { en: 'Give a name such as Asia/Shanghai.', 'zh-CN': '请提供如 Asia/Shanghai 的名称。' },
}

const shape = 'language, zone, theme, density, numbers, bigNumbers, dates; null is as the workspace has it'

/** How the app looks to oneself: kept with the person, so that it is the same on every device. */
export function settingsRoutes(): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/mine/settings',
      summary: 'My own settings',
      access: 'signedIn',
      answers: { 200: shape },
      handle: async ({ context }) => ({ status: 200, json: await readSettings(context) }),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/mine/settings',
      summary: 'Change some of my settings',
      access: 'signedIn',
      body,
      bodyRequired: true,
      answers: { 200: shape },
      handle: async ({ context, body: given }) => {
        const changes = Object.fromEntries(
          Object.entries(typeof given === 'object' && given !== null ? given : {}).filter(
            (entry): entry is [string, string | null] => entry[1] === null || typeof entry[1] === 'string',
          ),
        )
        const { zone, ...rest } = changes
        const { language } = rest
        if (typeof zone === 'string' && !isZone(zone)) return { status: 422, problems: [unknownZone] }
        const own = { ...(language === undefined ? {} : { language }), ...(zone === undefined ? {} : { zone }) }
        const { user } = context.reader
        if (user !== undefined && Object.keys(own).length > 0) {
          // Everybody may say this of themselves, whatever their roles allow.
          const [written] = await runWrites(
            unrestricted(context),
            [{ kind: 'update', entity: 'user', id: user, values: own }],
            { atomic: true },
          )
          if (written?.status === 'refused') return answerRefusal(written)
          context.workspace.forgetPeople()
        }
        await keepSettings(context, rest)
        return { status: 200, json: await readSettings(context) }
      },
    }),
  ]
}
