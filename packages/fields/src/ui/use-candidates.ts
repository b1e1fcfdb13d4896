import { type InputProps, useData, useDebouncedValue } from '@atelier/ui'
import { useEffect, useState } from 'react'
import type { Linked } from './value.ts'

type Search = Pick<InputProps, 'record'> & {
  readonly targets: readonly string[]
  readonly field: string
  readonly text: string
  readonly active: boolean
}

type Found = { readonly items: readonly Linked[]; readonly state: 'searching' | 'found' | 'failed' }

/** The records that fit the text typed so far, of every entity that the field points at; asked for while `active`. */
export function useCandidates({ targets, field, text, record, active }: Search): Found {
  const data = useData()
  const [typed] = useDebouncedValue(text, 150)
  const [found, setFound] = useState<Found>({ items: [], state: 'searching' })
  const entities = targets.join(' ')
  useEffect(() => {
    if (!active) return
    let isCurrent = true
    setFound((last) => ({ ...last, state: 'searching' }))
    const names = entities.split(' ').filter(Boolean)
    const searches = names.map(async (entity) => {
      const items = await data.searchReference(entity, typed, { field, ...(record ? { record } : {}) })
      return names.length === 1 ? items : items.map((item) => ({ ...item, entity, hint: item.hint ?? entity }))
    })
    Promise.all(searches).then(
      (answers) => isCurrent && setFound({ items: answers.flat(), state: 'found' }),
      () => isCurrent && setFound({ items: [], state: 'failed' }),
    )
    return () => {
      isCurrent = false
    }
  }, [data, entities, field, typed, record, active])
  return found
}
