import {
  compileModel,
  type Document,
  type Entity,
  type Field,
  type FormDocument,
  type Model,
} from '@atelier/definitions'
import { type FormEnv, type Layout, layoutOf } from '@atelier/forms'

/** Types in turn, as forms mix them; each tenth text shows only while the choice before it says so, each twentieth number is worked out. */
const types = ['text', 'number', 'choice', 'boolean', 'text', 'money', 'longText', 'percent', 'text', 'email'] as const

const label = (en: string) => ({ en, 'zh-CN': en })

const isComputed = (index: number): boolean => index % 20 === 11
const isConditional = (index: number): boolean => index % 20 === 4

/** Which value a shown field hangs on. */
export const chosenKey = (index: number): string => `f${index - 2}`
/** What a computed field doubles. */
export const doubledKey = (index: number): string => `f${index - 10}`

type FieldDefinition = Extract<Document, { kind: 'entity' }>['fields'][number]

function fieldAt(index: number): FieldDefinition {
  const head = { id: `fld_${index}`, key: `f${index}`, label: label(`Field ${index}`) }
  const type = types[index % types.length] ?? 'text'
  if (isComputed(index))
    return { ...head, type: 'formula', result: 'number', scale: 2, formula: { '*': [{ var: doubledKey(index) }, 2] } }
  if (type === 'number') return { ...head, type, scale: 2 }
  if (type === 'money') return { ...head, type, currency: 'workspace' }
  if (type !== 'choice') return { ...head, type, required: index % 25 === 0 }
  const options = ['low', 'middle', 'high'].map((key) => ({ id: `opt_${key}`, key, label: label(key) }))
  return { ...head, type, options }
}

/** A form of so many fields in sections of forty, as a workspace would have it. */
export function bigForm(fields: number): {
  readonly model: Model
  readonly entity: Entity
  readonly layout: Layout
  readonly env: FormEnv
} {
  const indexes = Array.from({ length: fields }, (_, index) => index)
  const form: FormDocument = {
    kind: 'form',
    specVersion: 1,
    id: 'frm_big',
    key: 'big',
    entity: 'big',
    pages: [
      {
        id: 'pag_1',
        items: Array.from({ length: Math.ceil(fields / 40) }, (_, section) => ({
          id: `itm_section_${section}`,
          type: 'section' as const,
          label: label(`Section ${section + 1}`),
          items: indexes.slice(section * 40, section * 40 + 40).map((index) => ({
            id: `itm_${index}`,
            type: 'field' as const,
            field: `f${index}`,
            ...(isConditional(index)
              ? { visible: { '!=': [{ var: chosenKey(index) }, 'high'] }, whenHidden: 'keep' as const }
              : {}),
          })),
        })),
      },
    ],
  }
  const model = compileModel(
    [
      {
        kind: 'workspace',
        specVersion: 1,
        id: 'wsp_main',
        key: 'main',
        currency: 'CNY',
        currencies: ['CNY'],
        zone: 'UTC',
        languages: ['en', 'zh-CN'],
      },
      {
        kind: 'entity',
        specVersion: 1,
        id: 'ent_big',
        key: 'big',
        label: label('Big'),
        titleField: 'f0',
        fields: indexes.map(fieldAt),
      },
      form,
    ],
    { revision: 1 },
  )
  const entity = model.entities.get('big')
  if (!entity) throw new Error('The model lacks its entity')
  return {
    model,
    entity,
    layout: layoutOf(entity, form, 'create'),
    env: {
      now: '2026-11-22T08:00:00Z',
      zone: 'UTC',
      names: { $user: { id: 'u1', label: 'Ann' }, $workspace: { currency: 'CNY', zone: 'UTC', language: 'en' } },
    },
  }
}

/** How a hand would write the same: what hangs on what, known beforehand. */
export const hangsOn = (field: Field): 'choice' | 'number' | 'nothing' => {
  const index = Number(field.key.slice(1))
  return isConditional(index) ? 'choice' : isComputed(index) ? 'number' : 'nothing'
}
