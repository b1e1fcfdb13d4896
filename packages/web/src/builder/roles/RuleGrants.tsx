import type { EntityDocument, GrantDefinition, RoleDocument } from '@atelier/definitions'
import { ActionIcon, Button, Checkbox, useTexts } from '@atelier/ui'
import { IconPlus, IconX } from '@atelier/ui/icons'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { addRuleGrant, editGrant, removeGrant, ruleGrants, toggleAction } from '../edits/grants.ts'
import { newId } from '../edits/names.ts'
import { actions } from '../edits/role.ts'
import { RuleBuilder } from '../rules/RuleBuilder.tsx'
import { roleTexts } from './role-texts.ts'

/** Rights on the records that meet a condition, besides those of the matrix. */
export function RuleGrants({ role, entity }: { readonly role: RoleDocument; readonly entity: EntityDocument }) {
  const t = useTexts(roleTexts)
  const b = useTexts(builderTexts)
  const { put } = useDraft()
  const ruleOf = (grant: GrantDefinition): unknown =>
    typeof grant.scope === 'object' && 'rule' in grant.scope ? grant.scope.rule : true
  return (
    <div className="rule-grants">
      <h3>{t('byRule')}</h3>
      {ruleGrants(role, entity.key).map((grant) => (
        <div key={grant.id} className="rule-grant">
          <div className="row">
            {actions.map((action) => (
              <Checkbox
                key={action}
                label={t(action)}
                checked={grant.actions.includes(action)}
                disabled={grant.actions.length === 1 && grant.actions.includes(action)}
                onChange={() => put(toggleAction(role, grant.id, action))}
              />
            ))}
            <span className="grow" />
            <ActionIcon size="sm" aria-label={b('remove')} onClick={() => put(removeGrant(role, grant.id))}>
              <IconX size={14} stroke={1.5} />
            </ActionIcon>
          </div>
          <RuleBuilder
            label={t('byRuleWhen')}
            site={{ entity: entity.key, place: 'grant' }}
            rule={ruleOf(grant)}
            onChange={(rule) =>
              put(editGrant(role, grant.id, { scope: { rule: rule ?? true } }), `${role.id}/${grant.id}`)
            }
          />
        </div>
      ))}
      <Button
        size="sm"
        variant="subtle"
        leftSection={<IconPlus size={14} stroke={1.5} />}
        onClick={() => put(addRuleGrant(role, entity.key, newId('grt')))}
      >
        {t('addByRule')}
      </Button>
    </div>
  )
}
