import { describe, expect, test } from 'vitest'
import {
  applyRenames,
  checkDocuments,
  type Document,
  diffDocuments,
  findRenames,
  mergeDocuments,
  planChange,
} from '../../packages/definitions/src/index.ts'
import { salesWorkspace, withChange } from './corpus.ts'

const documents = salesWorkspace()

const find = (all: readonly Document[], kind: Document['kind'], key: string) =>
  all.find((document) => document.kind === kind && document.key === key)

/** Sentences of a plan in one language, title first. */
const said = (after: readonly Document[], language: 'en' | 'zh-CN') =>
  planChange(documents, after).sentences.flatMap((group) => [
    group.title[language],
    ...group.sentences.map((sentence) => sentence[language]),
  ])

describe('differences', () => {
  test('equal documents have none, whatever the order of their properties', () => {
    expect(diffDocuments(documents, documents)).toEqual([])
    const shuffled = documents.map((document) => Object.fromEntries(Object.entries(document).reverse()) as Document)
    expect(diffDocuments(documents, shuffled)).toEqual([])
  })

  test('a part is found by its id, property by property', () => {
    const changed = withChange(documents, 'entity', 'contact', (d) => ({
      ...d,
      fields: d.fields.map((field) =>
        field.key === 'phone' ? { ...field, required: true, label: { en: 'Phone' } } : field,
      ),
    }))
    expect(diffDocuments(documents, changed)).toMatchObject([
      {
        address: 'ent_contact/fld_phone',
        list: 'fields',
        change: 'changed',
        property: 'required',
        from: undefined,
        to: true,
      },
      {
        address: 'ent_contact/fld_phone',
        list: 'fields',
        change: 'changed',
        property: 'label/en',
        from: undefined,
        to: 'Phone',
      },
    ])
  })

  test('moving one part is one difference', () => {
    const changed = withChange(documents, 'entity', 'contact', (d) => {
      const [first, ...rest] = d.fields
      return { ...d, fields: first ? [...rest, first] : rest }
    })
    expect(diffDocuments(documents, changed)).toMatchObject([
      { address: 'ent_contact/fld_name', change: 'moved', after: 'ent_contact/fld_email' },
    ])
  })

  test('added and removed parts and documents', () => {
    const changed = documents
      .filter((document) => document.id !== 'tem_east')
      .map((document) =>
        document.id === 'ent_contact' && document.kind === 'entity'
          ? { ...document, fields: document.fields.slice(0, 3) }
          : document,
      )
    const added: Document = { kind: 'team', specVersion: 1, id: 'tem_west', key: 'west' }
    expect(
      diffDocuments(documents, [...changed, added])
        .map(({ address, change }) => `${change} ${address}`)
        .sort(),
    ).toEqual(['added tem_west', 'removed ent_contact/fld_email', 'removed tem_east'])
  })
})

describe('plans in sentences', () => {
  test('a field that a gate asks for', () => {
    const changed = withChange(documents, 'pipeline', 'salesStandard', (d) => ({
      ...d,
      stages: d.stages.map((stage) =>
        stage.key === 'proposal'
          ? { ...stage, entry: [{ id: 'gat_new', gate: 'fields' as const, fields: ['budget', 'closeDate'] }] }
          : stage,
      ),
    }))
    expect(said(changed, 'en')).toEqual([
      'Pipeline salesStandard',
      'Field budget becomes required to enter Proposal',
      'Field closeDate becomes required to enter Proposal',
    ])
    expect(said(changed, 'zh-CN')).toEqual([
      '销售流程 salesStandard',
      '字段 budget 在进入 方案与报价 时变为必填',
      '字段 closeDate 在进入 方案与报价 时变为必填',
    ])
  })

  test('fields, options, stages', () => {
    const changed = withChange(
      withChange(documents, 'entity', 'contact', (d) => ({
        ...d,
        label: { en: 'Person', 'zh-CN': '联系人' },
        fields: [
          ...d.fields.map((field) => (field.key === 'email' ? { ...field, required: true } : field)),
          { id: 'fld_role', key: 'role', type: 'text', label: { en: 'Role', 'zh-CN': '职务' } },
        ],
      })),
      'optionset',
      'region',
      (d) => ({
        ...d,
        options: d.options.map((option) =>
          option.key === 'east' ? { ...option, retired: true, replacedBy: 'west' } : option,
        ),
      }),
    )
    expect(said(changed, 'en')).toEqual([
      'Entity Person',
      'Entity Person: label (en) changes from "Contact" to "Person"',
      'Field email becomes required',
      'Field Role is added',
      'Option set region',
      'Option East is retired',
      'Option East: "replacedBy" is set to "west"',
    ])
    expect(said(changed, 'zh-CN')).toContain('新增字段 职务')
  })

  test('what to count: newly required, retired, dropped', () => {
    const changed = withChange(
      withChange(documents, 'entity', 'contact', (d) => ({
        ...d,
        fields: d.fields
          .filter((field) => field.key !== 'phone')
          .map((field) => (field.key === 'email' ? { ...field, required: true } : field)),
      })),
      'optionset',
      'region',
      (d) => ({
        ...d,
        options: d.options.map((option) =>
          option.key === 'east' ? { ...option, retired: true, replacedBy: 'west' } : option,
        ),
      }),
    )
    expect(planChange(documents, changed).impacts).toEqual([
      {
        code: 'retired_option_in_use',
        entity: 'account',
        field: 'region',
        value: 'east',
        replacedBy: 'west',
        filter: { '==': [{ var: 'region' }, 'east'] },
      },
      { code: 'field_dropped', entity: 'contact', field: 'phone', filter: { notEmpty: [{ var: 'phone' }] } },
      { code: 'required_empty', entity: 'contact', field: 'email', filter: { empty: [{ var: 'email' }] } },
      {
        code: 'retired_option_in_use',
        entity: 'lead',
        field: 'region',
        value: 'east',
        replacedBy: 'west',
        filter: { '==': [{ var: 'region' }, 'east'] },
      },
    ])
  })

  test('a field keeps its type', () => {
    const changed = withChange(documents, 'entity', 'contact', (d) => ({
      ...d,
      fields: d.fields.map((field) => (field.key === 'phone' ? { ...field, type: 'text' } : field)),
    }))
    expect(planChange(documents, changed).problems).toMatchObject([{ code: 'type_changed', path: '/fields/2/type' }])
  })
})

describe('renames', () => {
  const rename = (after: readonly Document[]) => {
    const renamed = applyRenames(documents, after)
    return { renamed, problems: checkDocuments(renamed) }
  }

  test('of a field rewrite paths, rules, texts and locks everywhere', () => {
    const after = withChange(documents, 'entity', 'opportunity', (d) => ({
      ...d,
      fields: d.fields.map((field) => (field.key === 'amount' ? { ...field, key: 'value' } : field)),
    }))
    expect(findRenames(documents, after)).toEqual([
      { kind: 'field', address: 'ent_opportunity/fld_amount', entity: 'opportunity', from: 'amount', to: 'value' },
    ])
    const { renamed, problems } = rename(after)
    expect(problems).toEqual([])
    const formula = find(renamed, 'entity', 'opportunity')
    expect(JSON.stringify(formula)).toContain('{"*":[{"var":"value"},{"var":"probability"}]}')
    expect(JSON.stringify(find(renamed, 'entity', 'account'))).toContain(
      '"over":"opportunities","aggregate":"sum","field":"value"',
    )
    expect(JSON.stringify(find(renamed, 'message', 'stale'))).toContain('{{name}} ')
    expect(find(renamed, 'automation', 'bigDeal')).toMatchObject({ trigger: { field: 'value' } })
    expect(JSON.stringify(find(renamed, 'automation', 'bigDeal'))).toContain('{"var":"value.base"}')
    expect(JSON.stringify(find(renamed, 'report', 'wholeChain'))).toContain('opportunities.value')
    expect(find(renamed, 'view', 'myPipeline')).toMatchObject({ board: { sum: 'value' } })
  })

  test('of an entity rewrite targets, its lines and paths with a target', () => {
    const after = withChange(documents, 'entity', 'opportunity', (d) => ({ ...d, key: 'deal' }))
    const { renamed, problems } = rename(after)
    expect(problems).toEqual([])
    expect(find(renamed, 'pipeline', 'salesStandard')).toMatchObject({ entity: 'deal' })
    expect(find(renamed, 'report', 'timeInStage')).toMatchObject({ entity: 'deal.stageHistory' })
    expect(find(renamed, 'entity', 'activity')).toMatchObject({
      fields: expect.arrayContaining([
        expect.objectContaining({ targets: ['lead', 'account', 'contact', 'deal', 'quote'] }),
      ]),
    })
  })

  test('of the other side of a reference rewrite the paths through it', () => {
    const after = withChange(documents, 'entity', 'opportunity', (d) => ({
      ...d,
      fields: d.fields.map((field) => (field.key === 'account' ? { ...field, reverse: { key: 'deals' } } : field)),
    }))
    const { renamed, problems } = rename(after)
    expect(problems).toEqual([])
    expect(JSON.stringify(find(renamed, 'role', 'presales'))).toContain('{"some":[{"var":"deals"},{"canRead":[]}]}')
  })

  test('of a stage and an option rewrite the literals they are compared with', () => {
    const after = withChange(
      withChange(documents, 'pipeline', 'salesStandard', (d) => ({
        ...d,
        stages: d.stages.map((stage) => (stage.key === 'poc' ? { ...stage, key: 'trial' } : stage)),
      })),
      'optionset',
      'opportunityKind',
      (d) => ({
        ...d,
        options: d.options.map((option) => (option.key === 'renewal' ? { ...option, key: 'again' } : option)),
      }),
    )
    const { renamed, problems } = rename(after)
    expect(problems).toEqual([])
    expect(find(renamed, 'automation', 'presalesHandoff')).toMatchObject({ trigger: { stage: ['trial'] } })
    expect(JSON.stringify(find(renamed, 'entity', 'opportunity'))).toContain('{"==":[{"var":"kind"},"again"]}')
  })

  test('of a role and an approval', () => {
    const after = withChange(
      withChange(documents, 'role', 'salesManager', (d) => ({ ...d, key: 'lead' })),
      'approval',
      'quoteDiscount',
      (d) => ({ ...d, key: 'discount' }),
    )
    const { renamed, problems } = rename(after)
    expect(problems).toEqual([])
    expect(JSON.stringify(find(renamed, 'navigation', 'navigation'))).toContain('{"hasRole":["lead"]}')
    expect(JSON.stringify(find(renamed, 'pipeline', 'salesStandard'))).toContain('{"approvalState":["discount"]}')
    expect(JSON.stringify(find(renamed, 'automation', 'bigDeal'))).toContain('role:lead@team(owner)')
  })

  test('none leaves the documents as they are', () => {
    expect(applyRenames(documents, documents)).toBe(documents)
  })
})

describe('merge', () => {
  const relabel = (label: string) =>
    withChange(documents, 'entity', 'contact', (d) => ({ ...d, label: { en: label, 'zh-CN': '联系人' } }))
  const addField = (id: string, key: string) =>
    withChange(documents, 'entity', 'contact', (d) => ({ ...d, fields: [...d.fields, { id, key, type: 'text' }] }))

  test('of one side alone is that side', () => {
    const ours = relabel('Person')
    expect(diffDocuments(mergeDocuments(documents, ours, documents).merged, ours)).toEqual([])
    expect(diffDocuments(mergeDocuments(documents, documents, ours).merged, ours)).toEqual([])
  })

  test('takes what both added, ours and theirs', () => {
    const { merged, conflicts } = mergeDocuments(documents, addField('fld_a', 'a'), addField('fld_b', 'b'))
    expect(conflicts).toEqual([])
    expect(find(merged, 'entity', 'contact')).toMatchObject({
      fields: expect.arrayContaining([expect.objectContaining({ key: 'a' }), expect.objectContaining({ key: 'b' })]),
    })
  })

  test('names a property that both changed with its three values', () => {
    const { conflicts } = mergeDocuments(documents, relabel('Person'), relabel('People'))
    expect(conflicts).toEqual([
      { address: 'ent_contact', property: 'label/en', base: 'Contact', ours: 'Person', theirs: 'People' },
    ])
  })

  test('lists of texts merge as sets, the fields of a gate as one value', () => {
    const targets = (change: (targets: readonly string[]) => readonly string[]) =>
      withChange(documents, 'entity', 'activity', (d) => ({
        ...d,
        fields: d.fields.map((field) =>
          field.key === 'about' ? { ...field, targets: change(field.targets ?? []) } : field,
        ),
      }))
    const { merged, conflicts } = mergeDocuments(
      documents,
      targets((list) => [...list, 'campaign']),
      targets((list) => list.slice(1)),
    )
    expect(conflicts).toEqual([])
    expect(find(merged, 'entity', 'activity')).toMatchObject({
      fields: expect.arrayContaining([
        expect.objectContaining({ targets: ['account', 'contact', 'opportunity', 'quote', 'campaign'] }),
      ]),
    })
    const gate = (fields: readonly string[]) =>
      withChange(documents, 'pipeline', 'salesStandard', (d) => ({
        ...d,
        stages: d.stages.map((stage) =>
          stage.key === 'won'
            ? { ...stage, entry: [{ id: 'gat_w', gate: 'fields' as const, fields }, ...(stage.entry ?? []).slice(1)] }
            : stage,
        ),
      }))
    expect(mergeDocuments(documents, gate(['amount']), gate(['winReason', 'amount', 'need'])).conflicts).toMatchObject([
      { address: 'pip_sales/gat_w', property: 'fields', ours: ['amount'] },
    ])
  })

  test('a local removal stays removed; a change to what they removed is a conflict', () => {
    const without = withChange(documents, 'entity', 'contact', (d) => ({
      ...d,
      fields: d.fields.filter((field) => field.key !== 'phone'),
    }))
    const changed = withChange(documents, 'entity', 'contact', (d) => ({
      ...d,
      fields: d.fields.map((field) => (field.key === 'phone' ? { ...field, required: true } : field)),
    }))
    const ours = mergeDocuments(documents, without, changed)
    expect(ours.conflicts).toEqual([])
    expect(JSON.stringify(find(ours.merged, 'entity', 'contact'))).not.toContain('fld_phone')
    expect(mergeDocuments(documents, changed, without).conflicts).toMatchObject([
      { address: 'ent_contact/fld_phone', property: '', theirs: undefined },
    ])
  })

  test('a move on one side stands beside an addition on the other', () => {
    const moved = withChange(documents, 'entity', 'contact', (d) => ({ ...d, fields: [...d.fields].reverse() }))
    const { merged, conflicts } = mergeDocuments(documents, moved, addField('fld_a', 'a'))
    expect(conflicts).toEqual([])
    const contact = find(merged, 'entity', 'contact')
    expect(contact?.kind === 'entity' && contact.fields.map((field) => field.key)).toEqual([
      'email',
      'a',
      'phone',
      'account',
      'name',
    ])
  })
})
