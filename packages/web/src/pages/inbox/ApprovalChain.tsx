import { Avatar, Badge, RelativeTime, useTexts } from '@atelier/ui'
import { useMe } from '../../workspace/WorkspaceContext.tsx'
import { stateTone, useStateText } from './approval-state.ts'
import { inboxTexts } from './inbox-texts.ts'
import type { WholeApproval } from './read-inbox.ts'

/** Who started it, who has decided with which opinion, whose turn it is, who comes next. */
export function ApprovalChain({ request }: { readonly request: WholeApproval }) {
  const t = useTexts(inboxTexts)
  const stateText = useStateText()
  const me = useMe()
  return (
    <section>
      <h3 className="approval-title">{t('chain')}</h3>
      <ol className="chain">
        <li>
          <Avatar name={request.starter?.label ?? ''} size={24} />
          <div className="grow">
            <div className="row">
              <span className="strong">{request.starter?.label}</span>
              <Badge>{t('submitted')}</Badge>
              <span className="grow" />
              <span className="faint small">
                <RelativeTime value={request.startedAt} />
              </span>
            </div>
          </div>
        </li>
        {request.steps.map((step, at) => {
          const state = step.state
          // A step without a name of its own is called by its place.
          const name = step.label === step.id ? t('step', { at: at + 1 }) : step.label
          return step.people.length === 0 ? (
            <li key={step.id} className="is-waiting">
              <Avatar name="?" size={24} />
              <div className="grow row">
                <span>{name}</span>
                <Badge>{stateText(state)}</Badge>
              </div>
            </li>
          ) : (
            step.people.map((person) => (
              <li key={`${step.id} ${person.id}`} className={state === 'waiting' ? 'is-waiting' : ''}>
                <Avatar name={person.label} size={24} />
                <div className="grow">
                  <div className="row">
                    <span className="strong">{person.label}</span>
                    <span className="quiet cut">{name}</span>
                    <Badge tone={stateTone(person.state)}>
                      {person.state === 'open' && person.id === me.id && request.mayDecide
                        ? t('yourTurn')
                        : stateText(person.state)}
                    </Badge>
                    <span className="grow" />
                    {person.at ? (
                      <span className="faint small">
                        <RelativeTime value={person.at} />
                      </span>
                    ) : null}
                  </div>
                  {person.comment ? <p className="chain-comment">{person.comment}</p> : null}
                  {(step.mode === 'any' || step.mode === 'claim') &&
                  person.state === 'open' &&
                  step.people.length > 1 ? (
                    <p className="faint small">{t('modeAny')}</p>
                  ) : null}
                </div>
              </li>
            ))
          )
        })}
      </ol>
    </section>
  )
}
