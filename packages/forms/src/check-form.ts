import type { FormDocument, FormItem, Model } from '@atelier/definitions'
import { modeOf, scopeOf } from '@atelier/definitions'
import { checkRule, type Problem } from '@atelier/rules'
import { nameOf } from './words.ts'

/**
 * What is wrong with a form: names that mean nothing, rules that do not check, and places that would loosen what the entity asks
 * for. A form may ask for more and let less be written, never the other way.
 */
export function checkForm(model: Model, form: FormDocument): readonly Problem[] {
  const entity = model.entities.get(form.entity)
  if (!entity) {
    const message = { en: `There is no entity “${form.entity}”.`, 'zh-CN': `没有业务对象“${form.entity}”。` }
    return [{ code: 'unknown_entity', path: '/entity', message }]
  }
  const rule = (json: unknown, path: string): readonly Problem[] => {
    if (json === undefined || typeof json === 'boolean') return []
    const scope = scopeOf(model, form.entity, 'rule')
    return checkRule(json, { scope, expects: { kind: 'boolean' }, mode: modeOf('rule'), path }).problems ?? []
  }
  const visit = (item: FormItem, path: string): readonly Problem[] => [
    ...rule(item.visible, `${path}/visible`),
    ...rule(item.required, `${path}/required`),
    ...rule(item.readonly, `${path}/readonly`),
    ...own(item, path),
    ...(item.type === 'section' ? item.items.flatMap((each, index) => visit(each, `${path}/items/${index}`)) : []),
  ]
  const own = (item: FormItem, path: string): readonly Problem[] => {
    if (item.type === 'relatedList' && !entity.relations.has(item.relation)) {
      const message = { en: `There is no relation “${item.relation}”.`, 'zh-CN': `没有关联“${item.relation}”。` }
      return [{ code: 'unknown_field', path: `${path}/relation`, message }]
    }
    if (item.type !== 'field') return []
    const field = entity.fields.get(item.field)
    if (!field) {
      const message = { en: `There is no field “${item.field}”.`, 'zh-CN': `没有字段“${item.field}”。` }
      return [{ code: 'unknown_field', path: `${path}/field`, field: item.field, message }]
    }
    const name = nameOf(field)
    const problems: Problem[] = []
    const loosens = (property: string, en: string, zh: string) =>
      problems.push({
        code: 'form_loosens',
        path: `${path}/${property}`,
        field: field.key,
        message: { en: `${name.en} ${en}`, 'zh-CN': `${name['zh-CN']}${zh}` },
      })
    if (field.definition.required === true && item.required === false)
      loosens(
        'required',
        'is required by its entity; a form cannot make it optional.',
        '在业务对象中为必填，表单不能改为选填。',
      )
    if ((field.definition.readonly === true || field.type.source !== 'input') && item.readonly === false)
      loosens('readonly', 'cannot be written; a form cannot change that.', '不可填写，表单不能放开。')
    if (field.definition.required === true && item.visible !== undefined && item.whenHidden === 'clear')
      loosens(
        'whenHidden',
        'is required by its entity; it cannot be emptied when hidden.',
        '在业务对象中为必填，隐藏时不能清空。',
      )
    return problems
  }
  return [
    ...rule(form.when, '/when'),
    ...form.pages.flatMap((page, index) => [
      ...rule(page.visible, `/pages/${index}/visible`),
      ...page.items.flatMap((item, at) => visit(item, `/pages/${index}/items/${at}`)),
    ]),
  ]
}
