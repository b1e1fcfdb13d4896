import type { EntityDocument, RuleDefinition } from '@atelier/definitions'
import { describe } from '@atelier/rules'
import { Menu, useLabel, useLanguage, useTexts } from '@atelier/ui'
import { IconAlertTriangle, IconAsterisk, IconBan, IconLock, IconPlus } from '@atelier/ui/icons'
import { useDraft } from '../draft/DraftContext.tsx'
import { useDraftModel } from '../draft/draft-model.ts'
import { entityKeyAt, type FieldPlace, fieldsAt } from '../edits/entity.ts'
import { addRule, type Effect, effectOf, effects, fieldsOf, rulesAt, ruleWith } from '../edits/entity-rules.ts'
import { newId } from '../edits/names.ts'
import { Section } from '../parts/Section.tsx'
import { checkAt } from '../rules/rule-site.ts'
import { ruleToText } from '../rules/rule-text.ts'
import { entityTexts } from './entity-texts.ts'

const icons = { require: IconAsterisk, readonly: IconLock, refuse: IconBan, warn: IconAlertTriangle } as const

/** The rules of an entity, or those about one of its fields, each as a sentence; a click opens one, the menu adds one. */
export function RulesSection({
  entity,
  place,
  field,
  onOpen,
}: {
  readonly entity: EntityDocument
  readonly place: FieldPlace
  /** Only rules about this field; a new one is about it. */
  readonly field?: string
  readonly onOpen: (id: string) => void
}) {
  const t = useTexts(entityTexts)
  const label = useLabel()
  const { put } = useDraft()
  const model = useDraftModel()
  const zh = useLanguage().startsWith('zh')
  const rules = rulesAt(entity, place).filter((rule) => field === undefined || fieldsOf(rule).includes(field))
  const nameOf = (key: string) => label(fieldsAt(entity, place).find((each) => each.key === key)?.label, key)
  const words = (rule: RuleDefinition, condition: unknown): string => {
    const at = { entity: entityKeyAt(entity, place), place: effectOf(rule) === 'refuse' ? 'refuse' : 'rule' } as const
    if (condition === undefined) return ''
    const { rule: checked } = checkAt(model, at, condition)
    return checked ? describe(checked, zh ? 'zh-CN' : 'en') : ruleToText(condition)
  }
  const add = (effect: Effect) => {
    const rule = ruleWith({ id: newId('rul'), when: true }, effect, field === undefined ? [] : [field], undefined)
    put(addRule(entity, place, rule))
    onOpen(rule.id)
  }
  return (
    <Section title={t('rulesTitle')}>
      {rules.length === 0 ? <p className="small quiet">{t('noRules')}</p> : null}
      {rules.map((rule) => {
        const effect = effectOf(rule)
        const Icon = icons[effect]
        const [when, unless] = [words(rule, rule.when === true ? undefined : rule.when), words(rule, rule.unless)]
        return (
          <button key={rule.id} type="button" className="gate-chip" onClick={() => onOpen(rule.id)}>
            <Icon size={14} stroke={1.5} aria-hidden="true" />
            <span>
              <span className="quiet">{t(`${effect}When`)}</span>{' '}
              {field === undefined
                ? fieldsOf(rule)
                    .map(nameOf)
                    .join(zh ? '、' : ', ')
                : null}{' '}
              {when === '' ? null : t('whenWords', { words: when })}{' '}
              {unless === '' ? null : t('unlessWords', { words: unless })}
            </span>
          </button>
        )
      })}
      <Menu returnFocus={false}>
        <Menu.Target>
          <button type="button" className="stage-add">
            <IconPlus size={14} stroke={1.5} aria-hidden="true" />
            {t('addRule')}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {effects.map((effect) => {
            const Icon = icons[effect]
            return (
              <Menu.Item
                key={effect}
                leftSection={<Icon size={16} stroke={1.5} aria-hidden="true" />}
                onClick={() => add(effect)}
              >
                {t(`${effect}When`)}
              </Menu.Item>
            )
          })}
        </Menu.Dropdown>
      </Menu>
    </Section>
  )
}
