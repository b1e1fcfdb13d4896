import { Person, useTexts } from '@atelier/ui'
import { stepTexts } from './step-texts.ts'
import { isFixed, namesToday, useDirectory } from './use-today.ts'
import './steps.css'

const mostShown = 5

/** Who people chosen by what they are would be today: by name, and for some who might start it. */
export function Today({ persons }: { readonly persons: readonly string[] }) {
  const t = useTexts(stepTexts)
  const directory = useDirectory()
  // Of the record’s own people nothing is to be found out.
  if (!directory || persons.every((person) => /^[$a-z]+$/.test(person))) return null
  const isByRecord = persons.some((person) => person.includes('field:') || person.includes('approver'))
  const somebody = [...directory.users.values()].filter((user) => user.active)
  return (
    <>
      <div className="field-label">{t('today')}</div>
      {persons.every(isFixed) ? (
        <Names names={namesToday(directory, persons)} />
      ) : (
        <dl className="today small">
          {somebody.slice(0, mostShown).map((user) => (
            <div key={user.id}>
              <dt className="quiet">{t('todayFor', { name: user.name })}</dt>
              <dd>
                <Names names={namesToday(directory, persons, user.id)} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {isByRecord ? <p className="small quiet">{t('todayRecord')}</p> : null}
    </>
  )
}

function Names({ names }: { readonly names: readonly string[] }) {
  const t = useTexts(stepTexts)
  if (names.length === 0) return <span className="warn">{t('todayNobody')}</span>
  return (
    <span className="flow-names small">
      {names.slice(0, mostShown).map((name) => (
        <Person key={name} name={name} />
      ))}
      {names.length > mostShown ? (
        <span className="quiet">{t('todayMore', { count: names.length - mostShown })}</span>
      ) : null}
    </span>
  )
}

/** The people meant, as a card shows them: their names today where these are sure, else what they are. */
export function PeopleOnCard({
  persons,
  words,
}: {
  readonly persons: readonly string[]
  readonly words: (person: string) => string
}) {
  const directory = useDirectory()
  return (
    <span className="flow-names">
      {persons.map((person) => {
        const names = directory && isFixed(person) ? namesToday(directory, [person]) : []
        return (
          <span key={person} className="flow-name">
            <span className="badge">{words(person)}</span>
            {names.slice(0, 2).map((name) => (
              <Person key={name} name={name} />
            ))}
            {names.length > 2 ? <span className="quiet small">+{names.length - 2}</span> : null}
          </span>
        )
      })}
    </span>
  )
}
