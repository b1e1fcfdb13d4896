import { Menu, useTexts } from '@atelier/ui'
import { IconAlertTriangle, IconCheck } from '@atelier/ui/icons'
import { usePage } from '../../app/use-page.ts'
import { addressOfProblem } from '../builder-addresses.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'

/** How many problems stand in the way of publishing; each leads to its place. */
export function ProblemsMenu() {
  const t = useTexts(builderTexts)
  const { problems, documents, plan } = useDraft()
  const { go } = usePage()
  if (problems.length === 0) {
    return plan ? (
      <span className="builder-problems good">
        <IconCheck size={14} aria-hidden="true" />
        <span className="builder-problems-text">{t('noProblems')}</span>
      </span>
    ) : null
  }
  return (
    <Menu width={360} position="bottom-end">
      <Menu.Target>
        <button type="button" className="builder-problems warn">
          <IconAlertTriangle size={14} aria-hidden="true" />
          {t('problems', { count: problems.length })}
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        {problems.map((problem) => {
          const to = addressOfProblem(problem, documents)
          return (
            <Menu.Item
              key={`${problem.document} ${problem.path} ${problem.code} ${problem.message}`}
              onClick={() => to && go(to)}
            >
              {problem.message}
              <span className="menu-why">
                {[problem.document, typeof problem.fix === 'string' ? problem.fix : ''].filter(Boolean).join(' · ')}
              </span>
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
