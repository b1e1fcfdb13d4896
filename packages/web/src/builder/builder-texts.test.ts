import { missingTexts } from '@atelier/ui'
import { describe, expect, it } from 'vitest'
import { approvalTexts } from './approvals/approval-texts.ts'
import { automationTexts } from './automations/automation-texts.ts'
import { builderTexts } from './builder-texts.ts'
import { entityTexts } from './entities/entity-texts.ts'
import { formDesignTexts } from './forms/form-texts.ts'
import { insightTexts } from './insight/insight-texts.ts'
import { navigationTexts } from './navigation/navigation-texts.ts'
import { optionTexts } from './options/option-texts.ts'
import { partTexts } from './parts/part-texts.ts'
import { pipelineTexts } from './pipelines/pipeline-texts.ts'
import { publishTexts } from './publish/publish-texts.ts'
import { roleTexts } from './roles/role-texts.ts'
import { ruleTexts } from './rules/rule-texts.ts'
import { stepTexts } from './steps/step-texts.ts'
import { translationTexts } from './translations/translation-texts.ts'
import { viewDesignTexts } from './views/view-design-texts.ts'
import { workspaceDesignTexts } from './workspace/workspace-design-texts.ts'

describe('the texts of the builder', () => {
  it.each(
    [
      approvalTexts,
      automationTexts,
      builderTexts,
      entityTexts,
      formDesignTexts,
      insightTexts,
      navigationTexts,
      optionTexts,
      partTexts,
      pipelineTexts,
      publishTexts,
      roleTexts,
      ruleTexts,
      stepTexts,
      translationTexts,
      viewDesignTexts,
      workspaceDesignTexts,
    ].map((texts) => [texts.area, texts] as const),
  )('exist in both languages: %s', (_, texts) => {
    expect(missingTexts(texts)).toEqual([])
  })
})
