import { showToast, useTexts } from '@atelier/ui'
import { useQueryClient } from '@tanstack/react-query'
import { client } from '../../app/client.ts'
import { asList, asReference } from '../../fields/values.ts'
import { refetchEntity } from '../../records/cache.ts'
import { undoLast } from '../../records/use-write.ts'
import { fieldOf, isWritable } from '../../workspace/model.ts'
import type { RelatedList } from './RelatedTab.tsx'
import { pageTexts } from './record-page-texts.ts'

/** Puts records into a related list and takes them out of it, by the field that points back. Undefined where one may not. */
export function useLink(list: RelatedList) {
  const t = useTexts(pageTexts)
  const queries = useQueryClient()
  const [back, me] = Object.entries(list.preset)[0] ?? []
  const field = back === undefined ? undefined : fieldOf(list.to, back)
  const mine = asReference(asList(me)[0] ?? me)?.id
  if (back === undefined || !field || mine === undefined || !isWritable(field) || !list.to.may.has('update')) return
  const many = Array.isArray(me)
  const write = async (id: string, change: (ids: readonly string[]) => readonly string[], words: string) => {
    const found = many ? await client.records.get(list.to.key, id, back) : undefined
    if (found && !found.ok) return showToast(found.title, { tone: 'bad' })
    const ids = asList(found?.value[back]).flatMap((each) => asReference(each)?.id ?? [])
    const next = change(ids)
    const answer = await client.records.update(list.to.key, id, { [back]: many ? next : (next[0] ?? null) })
    const again = () => refetchEntity(queries, list.to.key)
    again()
    if (!answer.ok) return showToast(answer.problems.map((each) => each.message).join(' '), { tone: 'bad' })
    showToast(words, { onUndo: () => void undoLast(list.to.key, id).then(again) })
  }
  return {
    link: (id: string, title: string) => write(id, (ids) => [...(many ? ids : []), mine], t('linked', { title })),
    /** A list whose records cannot do without this one gives none away. */
    unlink: field.required
      ? undefined
      : (id: string, title: string) =>
          write(id, (ids) => ids.filter((each) => each !== mine), t('unlinked', { title })),
  }
}
