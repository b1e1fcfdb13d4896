import type { Problem } from '@atelier/rules'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import type { JsonSchema } from './route.ts'

const ajv = new Ajv2020({ allErrors: true, strict: false, logger: false })
const compiled = new WeakMap<JsonSchema, ValidateFunction>()

function worded(error: ErrorObject): Problem {
  const path = error.instancePath
  const last = path.split('/').at(-1) ?? ''
  switch (error.keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = String(error.params['additionalProperty'] ?? error.params['unevaluatedProperty'])
      return {
        code: 'unknown_property',
        path: `${path}/${name}`,
        message: { en: `There is no property "${name}" here.`, 'zh-CN': `此处没有属性“${name}”。` },
        params: { name },
      }
    }
    case 'required': {
      const name = String(error.params['missingProperty'])
      return {
        code: 'required',
        path: `${path}/${name}`,
        message: { en: `"${name}" is needed.`, 'zh-CN': `缺少“${name}”。` },
        params: { name },
      }
    }
    case 'type':
      return {
        code: 'wrong_type',
        path,
        message: {
          en: `${last === '' ? 'The body' : `"${last}"`} must be of type ${String(error.params['type'])}.`,
          'zh-CN': `${last === '' ? '请求体' : `“${last}”`}的类型应为 ${String(error.params['type'])}。`,
        },
      }
    case 'maxItems':
      return {
        code: 'too_large',
        path,
        message: {
          en: `"${last}" may hold at most ${error.params['limit']} entries.`,
          'zh-CN': `“${last}”最多 ${error.params['limit']} 项。`,
        },
        params: { limit: error.params['limit'] },
      }
    default:
      return {
        code: error.keyword === 'enum' || error.keyword === 'const' ? 'unknown_option' : 'out_of_range',
        path,
        message: { en: `"${last}" ${error.message ?? 'is not accepted'}.`, 'zh-CN': `“${last}”的值不被接受。` },
        params: { ...error.params },
      }
  }
}

/** Problems of a JSON body against the schema its route declares; empty when it fits. Schemas are compiled at first use. */
export function checkBody(schema: JsonSchema, body: unknown): readonly Problem[] {
  let validate = compiled.get(schema)
  if (!validate) {
    validate = ajv.compile(schema)
    compiled.set(schema, validate)
  }
  if (validate(body)) return []
  return (validate.errors ?? [])
    .filter((error) => error.keyword !== 'if' && error.keyword !== 'anyOf' && error.keyword !== 'oneOf')
    .map(worded)
}
