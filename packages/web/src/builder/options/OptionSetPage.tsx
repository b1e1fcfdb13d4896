import type { OptionSetDocument } from '@atelier/definitions'
import { useLabel, useTexts } from '@atelier/ui'
import { Link } from '@tanstack/react-router'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { ofKind } from '../draft/document.ts'
import { withProperties } from '../edits/lists.ts'
import { Frame } from '../frame/Frame.tsx'
import { servedOf } from '../parts/Change.tsx'
import { DeleteDocument } from '../parts/DeleteDocument.tsx'
import { KeyInput } from '../parts/KeyInput.tsx'
import { LabelInputs } from '../parts/LabelInputs.tsx'
import { NotFound } from '../parts/NotFound.tsx'
import { Section } from '../parts/Section.tsx'
import { OptionList } from './OptionList.tsx'
import { optionTexts } from './option-texts.ts'
import { usesOf } from './uses.ts'

/** One set of options: the options in the middle, on the right its name and who chooses from it. */
export function OptionSetPage({ set: key }: { readonly set: string }) {
  const { documents } = useDraft()
  const set = ofKind(documents, 'optionset').find((each) => each.key === key)
  return set ? <OneSet set={set} /> : <NotFound />
}

function OneSet({ set }: { readonly set: OptionSetDocument }) {
  const t = useTexts(optionTexts)
  const label = useLabel()
  const { go } = usePage()
  const { documents, inService, put } = useDraft()
  const served = servedOf(inService, set)
  const live = new Set(served?.kind === 'optionset' ? served.options.map((option) => option.id) : [])
  const uses = usesOf(documents, set.key)
  return (
    <Frame
      right={{
        title: <b>{t('set')}</b>,
        body: (
          <>
            <Section>
              <LabelInputs
                label={set.label}
                fallback={set.key}
                onChange={(text) => put(withProperties(set, { label: text }), `${set.id}/label`)}
              />
              <KeyInput
                value={set.key}
                taken={ofKind(documents, 'optionset').map((each) => each.key)}
                onChange={(next) => {
                  put({ ...set, key: next })
                  go(builderAddresses.optionSet(next), { replace: true })
                }}
              />
            </Section>
            <Section title={t('usedIn')} aside={<span className="quiet">{uses.length}</span>}>
              {uses.length === 0 ? <p className="small quiet">{t('notUsed')}</p> : null}
              <ul>
                {uses.map(({ entity, lines, field }) => (
                  <li key={`${entity.id} ${field.id}`}>
                    <Link
                      className="link"
                      to={
                        lines
                          ? builderAddresses.lines(entity.key, lines.id, field.id)
                          : builderAddresses.entity(entity.key, field.id)
                      }
                    >
                      {[entity, ...(lines ? [lines] : []), field]
                        .map((each) => label(each.label, each.key))
                        .join(' · ')}
                    </Link>
                  </li>
                ))}
              </ul>
            </Section>
            <DeleteDocument
              document={set}
              text={t(uses.length > 0 ? 'deleteUsedText' : 'deleteSetText')}
              to={builderAddresses.optionSets()}
              disabled={uses.length > 0}
            >
              {t('deleteSet')}
            </DeleteDocument>
          </>
        ),
      }}
    >
      <div className="builder-page">
        <div className="row builder-page-head">
          <h1>{label(set.label, set.key)}</h1>
          <span className="quiet small">{t('count', { count: set.options.length })}</span>
        </div>
        <div className="builder-sheet option-sheet">
          {set.options.length === 0 ? (
            <p className="field-list-empty">
              <b>{t('noOptions')}</b>
              <span className="quiet">{t('noOptionsText')}</span>
            </p>
          ) : null}
          <OptionList
            wide
            options={set.options}
            isServed={(option) => live.has(option.id)}
            onChange={(options, about) => put({ ...set, options }, about && `${set.id}/${about}`)}
          />
        </div>
      </div>
    </Frame>
  )
}
