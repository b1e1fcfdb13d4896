import { compileModel, type Document, type FormDocument, type Model } from '@atelier/definitions'
import type { FormEnv } from '../env.ts'

/** A small sales workspace for the examples in tests. */
const documents: readonly Document[] = [
  {
    kind: 'workspace',
    specVersion: 1,
    id: 'wsp_main',
    key: 'main',
    currency: 'CNY',
    currencies: ['CNY', 'USD', 'EUR'],
    zone: 'Asia/Shanghai',
    languages: ['en', 'zh-CN'],
  },
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_account',
    key: 'account',
    titleField: 'name',
    fields: [
      { id: 'fld_name', key: 'name', type: 'text', required: true },
      { id: 'fld_region', key: 'region', type: 'text' },
    ],
  },
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_deal',
    key: 'deal',
    label: { en: 'Deal', 'zh-CN': '商机' },
    titleField: 'name',
    fields: [
      { id: 'fld_note', key: 'note', type: 'longText' },
      { id: 'fld_amount', key: 'amount', type: 'money', currency: 'workspace' },
      { id: 'fld_rate', key: 'rate', type: 'percent', default: '0.5' },
      {
        id: 'fld_weighted',
        key: 'weighted',
        type: 'formula',
        result: 'money',
        formula: { '*': [{ var: 'amount' }, { var: 'rate' }] },
      },
      {
        id: 'fld_name',
        key: 'name',
        type: 'text',
        required: true,
        maxLength: 20,
        label: { en: 'Name', 'zh-CN': '名称' },
      },
      { id: 'fld_close', key: 'close', type: 'date', required: true, default: { dateAdd: [{ today: [] }, 30, 'day'] } },
      {
        id: 'fld_account',
        key: 'account',
        type: 'reference',
        target: 'account',
        fill: [{ id: 'fil_region', to: 'region', mode: 'ifEmpty', value: { var: 'account.region' } }],
      },
      { id: 'fld_region', key: 'region', type: 'text' },
      { id: 'fld_stage', key: 'stage', type: 'stage', pipelines: [{ pipeline: 'sales' }] },
      { id: 'fld_lost', key: 'lostReason', type: 'text' },
      { id: 'fld_competitor', key: 'competitor', type: 'text' },
      { id: 'fld_next', key: 'nextStep', type: 'text' },
      { id: 'fld_nextAt', key: 'nextStepAt', type: 'date' },
      {
        id: 'fld_items',
        key: 'items',
        type: 'lines',
        fields: [
          { id: 'fld_i_product', key: 'product', type: 'text', required: true },
          { id: 'fld_i_quantity', key: 'quantity', type: 'number', scale: 0, default: '1' },
          { id: 'fld_i_price', key: 'price', type: 'number', scale: 2 },
          {
            id: 'fld_i_total',
            key: 'total',
            type: 'formula',
            result: 'number',
            scale: 2,
            formula: { '*': [{ var: 'quantity' }, { var: 'price' }] },
          },
        ],
      },
      { id: 'fld_owner', key: 'owner', type: 'owner', required: true },
    ],
    rules: [
      {
        id: 'rul_next',
        when: { notEmpty: [{ var: 'nextStep' }] },
        require: ['nextStepAt'],
        message: { en: 'Say when', 'zh-CN': '请填写时间' },
      },
      {
        id: 'rul_won',
        when: { '==': [{ var: 'stage.outcome' }, 'won'] },
        readonly: ['amount'],
        message: { en: 'It is won', 'zh-CN': '已赢单' },
      },
      {
        id: 'rul_late',
        when: { '<': [{ var: 'close' }, { today: [] }] },
        warn: { en: 'That day has passed', 'zh-CN': '日期已过' },
        fields: ['close'],
      },
      { id: 'rul_north', when: { '==': [{ var: 'account.region' }, 'north'] }, require: ['note'] },
    ],
  },
  {
    kind: 'pipeline',
    specVersion: 1,
    id: 'pip_sales',
    key: 'sales',
    entity: 'deal',
    forward: 'any',
    backward: { allow: 'any' },
    stages: [
      { id: 'stg_new', key: 'new', outcome: 'open' },
      { id: 'stg_won', key: 'won', outcome: 'won' },
      { id: 'stg_lost', key: 'lost', outcome: 'lost' },
    ],
  },
]

/** A form with a section that shows for lost deals only. */
export const dealForm: FormDocument = {
  kind: 'form',
  specVersion: 1,
  id: 'frm_deal',
  key: 'dealMain',
  entity: 'deal',
  modes: ['create', 'edit'],
  pages: [
    {
      id: 'pag_1',
      items: [
        { id: 'itm_name', type: 'field', field: 'name' },
        { id: 'itm_amount', type: 'field', field: 'amount' },
        { id: 'itm_close', type: 'field', field: 'close' },
        { id: 'itm_next', type: 'field', field: 'nextStep' },
        { id: 'itm_nextAt', type: 'field', field: 'nextStepAt' },
        { id: 'itm_note', type: 'field', field: 'note' },
        { id: 'itm_items', type: 'field', field: 'items' },
        {
          id: 'itm_lost',
          type: 'section',
          visible: { '==': [{ var: 'stage.outcome' }, 'lost'] },
          items: [
            { id: 'itm_reason', type: 'field', field: 'lostReason', required: true },
            {
              id: 'itm_competitor',
              type: 'field',
              field: 'competitor',
              visible: { '==': [{ var: 'lostReason' }, 'competitor'] },
              whenHidden: 'clear',
            },
          ],
        },
      ],
    },
  ],
}

export const sampleModel: Model = compileModel([...documents, dealForm], { revision: 1 })

/** The drawn entity of the sample with this key; a test that names another is wrong. */
export function sampleEntity(key: string) {
  const found = sampleModel.entities.get(key)
  if (!found) throw new Error(`The sample has no entity ${key}`)
  return found
}

/** A new record on 22 November 2026, filled in by Wang. */
export const sampleEnv: FormEnv = {
  now: '2026-11-22T04:00:00.000Z',
  zone: 'Asia/Shanghai',
  names: {
    $user: { id: 'wang', roles: ['sales'], team: null },
    $workspace: { currency: 'CNY', zone: 'Asia/Shanghai', language: 'en' },
  },
}
