import type { Document, PipelineDocument } from '@atelier/definitions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BuilderDesk, openBuilder } from './open-builder.ts'

/** What an admin of an engineering firm types and reads, in each language. */
const words = {
  'zh-CN': {
    newEntity: '新建业务对象',
    customer: '客户',
    project: '工程项目',
    search: '搜索字段类型',
    customerFields: ['客户简称', '联系电话', '邮箱', '客户级别单选', '所在地', '备注多行文本'],
    projectFields: [
      '合同金额',
      '预算金额',
      '开工日期',
      '竣工日期',
      '工期天数数字',
      '完成百分比',
      '工程类型单选',
      '建设单位',
      '施工地址',
      '图纸附件',
      '是否投标',
    ],
    structure: '大纲',
    entities: '业务对象',
    diagram: '关系图',
    joinFrom: '关联工程项目到…',
    owner: '负责人',
    stages: '阶段',
    gateAt: (stage: string, side: string) => `${stage}, ${side}: 关卡`,
    openStage: '进行中',
    newStage: '新建',
    wonStage: '赢单',
    entry: '进入前',
    exit: '离开前',
    required: /^必填/,
    ruleGate: /^规则/,
    onlyGate: /^仅限/,
    roles: '角色权限',
    newRole: '新建角色',
    role: '项目经理',
    everything: '工程项目的全部操作',
    readCustomer: '查看客户',
    forms: '表单',
    newForm: '新建表单',
    form: '立项单',
    ofEntity: '业务对象',
    report: '各阶段合同金额',
    whatToCount: '统计什么',
    addValue: '添加数值',
    name: '名称',
    saveMine: '存为我的报表',
    field: '字段',
    comparison: '比较',
    gateFields: '必须填好的字段',
    who: '谁可以推进',
    ownerPerson: '负责人',
    add: '添加',
    count: '记录数',
  },
  en: {
    newEntity: 'New entity',
    customer: 'Customer',
    project: 'Project',
    search: 'Search field types',
    customerFields: ['Short name', 'Office phone', 'E-mail', 'Level choice', 'City', 'Notes long text'],
    projectFields: [
      'Contract money',
      'Budget money',
      'Start date',
      'Completion date',
      'Days on site number',
      'Done percent',
      'Kind choice',
      'Client',
      'Site address',
      'Drawings file',
      'Tendered yes or no',
    ],
    structure: 'Outline',
    entities: 'Entities',
    diagram: 'Diagram',
    joinFrom: 'Join Project with…',
    owner: 'Owner',
    stages: 'Stages',
    gateAt: (stage: string, side: string) => `${stage}, ${side}: Gate`,
    openStage: 'In progress',
    newStage: 'New',
    wonStage: 'Won',
    entry: 'Before entering',
    exit: 'Before leaving',
    required: /^Required/,
    ruleGate: /^Rule/,
    onlyGate: /^Only/,
    roles: 'Roles',
    newRole: 'New role',
    role: 'Project manager',
    everything: 'Everything on Project',
    readCustomer: 'Read Customer',
    forms: 'Forms',
    newForm: 'New form',
    form: 'Kick-off',
    ofEntity: 'Entity',
    report: 'Contracts by stage',
    whatToCount: 'What to count',
    addValue: 'Add value',
    name: 'Name',
    saveMine: 'Save as mine',
    field: 'Field',
    comparison: 'Comparison',
    gateFields: 'Fields that must be filled',
    who: 'Who may make it',
    ownerPerson: 'the owner',
    add: 'Add',
    count: 'number of records',
  },
} as const

/** Clicks and fields typed into: what it costs an admin to get there. */
type Effort = { clicks: number }

describe.each(['zh-CN', 'en'] as const)('an engineering firm builds its CRM from nothing, in %s', (language) => {
  const w = words[language]
  const effort: Effort = { clicks: 0 }
  let desk: BuilderDesk
  beforeAll(async () => {
    desk = await openBuilder([], language)
  })
  afterAll(() => desk?.close())

  const fieldNames = () => desk.page.locator('.field-row-name').allTextContents()
  const click = async (what: ReturnType<BuilderDesk['button']>) => {
    effort.clicks++
    await what.click()
  }
  const go = (area: string) =>
    click(desk.page.getByRole('navigation').getByRole('link', { name: area, exact: true }).first())
  const option = (name: string) => click(desk.page.getByRole('option', { name, exact: true }))

  it('fields are named one after another, and Enter gives each the type its name speaks of', async () => {
    const { page, open } = desk
    await open('/builder')
    await page.getByLabel(w.newEntity).fill(w.customer)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: w.customer, level: 1 }).waitFor()
    for (const name of w.customerFields) {
      await page.getByLabel(w.search).fill(name)
      await page.keyboard.press('Enter')
    }
    await expect.poll(fieldNames).toHaveLength(7)
    await click(page.getByText(w.structure, { exact: true }))
    await go(w.entities)
    await page.getByLabel(w.newEntity).fill(w.project)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: w.project, level: 1 }).waitFor()
    for (const name of w.projectFields) {
      await page.getByLabel(w.search).fill(name)
      await page.keyboard.press('Enter')
    }
    await click(desk.button(w.owner))
    await expect.poll(fieldNames).toHaveLength(13)
    await desk.saved()
  })

  it('the relation is drawn in the diagram, from one card to the other', async () => {
    const { page, button } = desk
    await click(page.getByText(w.structure, { exact: true }))
    await go(w.entities)
    await click(page.getByText(w.diagram, { exact: true }))
    const knot = await button(w.joinFrom).boundingBox()
    const card = await page.locator('.diagram-card').filter({ hasText: w.customerFields[1] }).boundingBox()
    if (!knot || !card) throw new Error('Nothing to draw')
    await page.mouse.move(knot.x + knot.width / 2, knot.y + knot.height / 2)
    await page.mouse.down()
    await page.mouse.move(card.x + 60, card.y + 80, { steps: 8 })
    await page.locator('.diagram-card.is-target').waitFor()
    await page.mouse.up()
    effort.clicks++
    await page.locator('.diagram-field.is-relation').getByText(w.customer, { exact: true }).waitFor()
    expect(await page.locator('.diagram-line').count()).toBe(1)
  })

  it('a pipeline gets three gates', async () => {
    const { page, button } = desk
    await click(button(language === 'en' ? `Open ${w.project}` : `打开${w.project}`))
    await click(button(w.stages))
    const gate = async (stage: string, side: string, kind: RegExp) => {
      await click(button(w.gateAt(stage, side)))
      await click(page.getByRole('menuitem', { name: kind }))
    }
    await gate(w.openStage, w.entry, w.required)
    await option(w.projectFields[0])
    await option(w.projectFields[2])
    await page.keyboard.press('Escape')
    await gate(w.newStage, w.exit, w.ruleGate)
    await click(page.getByRole('combobox', { name: w.field }))
    await option(w.projectFields[8])
    await page.getByLabel(w.comparison).selectOption('notEmpty')
    effort.clicks++
    await gate(w.wonStage, w.entry, w.onlyGate)
    await click(page.getByRole('combobox', { name: w.who }))
    await option(w.ownerPerson)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('.stage-columns .gate-chip').count()).toBe(3)
    await desk.saved()
  })

  it('a role and a form follow', async () => {
    const { page } = desk
    await go(w.roles)
    await page.getByLabel(w.newRole).fill(w.role)
    await page.keyboard.press('Enter')
    await page.getByLabel(w.everything).selectOption('team')
    await page.getByLabel(w.readCustomer).selectOption('all')
    effort.clicks += 2
    await go(w.forms)
    await page.getByLabel(w.newForm).fill(w.form)
    await page.getByLabel(w.ofEntity, { exact: true }).selectOption({ label: w.project })
    effort.clicks++
    await page.getByLabel(w.newForm).press('Enter')
    await page.getByRole('heading', { name: w.form, level: 1 }).waitFor()
    await desk.saved()
  })

  it('it is published, and holds what was drawn', async () => {
    const { app, publish } = desk
    await publish()
    effort.clicks += 2
    const { documents } = (await app.admin.get<{ readonly documents: readonly Document[] }>('/definitions')).body
    const typesOf = (label: string) =>
      documents
        .flatMap((document) =>
          document.kind === 'entity' && Object.values(document.label ?? {}).includes(label) ? document.fields : [],
        )
        .map((field) => field.type)
    expect(typesOf(w.customer)).toEqual(['text', 'text', 'phone', 'email', 'choice', 'text', 'longText'])
    expect(typesOf(w.project)).toEqual([
      ...['text', 'money', 'money', 'date', 'date', 'number', 'percent', 'choice', 'text', 'text', 'file', 'boolean'],
      ...['owner', 'reference', 'stage'],
    ])
    const stages = documents.flatMap((document) => (document.kind === 'pipeline' ? document.stages : []))
    const gates = stages.flatMap((stage) => [...(stage.entry ?? []), ...(stage.exit ?? [])]).map((gate) => gate.gate)
    expect(gates.toSorted()).toEqual(['fields', 'rule', 'who'])
  })

  it('a report counts what the app then holds', async () => {
    const { app, page, button, open } = desk
    const entity =
      (await app.admin.get<{ readonly pipelines: readonly PipelineDocument[] }>('/workspace')).body.pipelines[0]
        ?.entity ?? ''
    expect((await app.admin.post(`/records/${entity}`, { name: 'A7' })).status).toBe(201)
    await open('/reports/new')
    await page.getByLabel(w.whatToCount).selectOption(entity)
    await page.getByLabel(w.name, { exact: true }).fill(w.report)
    await click(button(w.saveMine))
    effort.clicks++
    await page.getByRole('heading', { name: w.report }).waitFor()
    await page.getByText('1', { exact: true }).first().waitFor()
  })

  it('took few clicks, and nothing went wrong unseen', () => {
    expect(effort.clicks).toBeLessThanOrEqual(32)
    expect(desk.complaints).toEqual([])
  })
})
