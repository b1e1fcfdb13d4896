import type { Field } from '@atelier/definitions'
import type { Problem, RecordData } from '@atelier/rules'
import type { Batch } from './batch.ts'
import { refuse } from './draft.ts'
import { fieldProblem } from './problems.ts'
import { loadRecords } from './related.ts'

/** Refuses files that a field newly takes up though they are larger than it allows (`maxSize`, in bytes) or of another kind (`accept`). */
export async function refuseFiles(batch: Batch): Promise<void> {
  const limited = batch.references.filter(
    ({ draft, reference: { field } }) =>
      draft.problems.length === 0 &&
      field.type.group === 'file' &&
      (field.definition.maxSize !== undefined || field.definition.accept !== undefined),
  )
  if (limited.length === 0) return
  const wanted = limited.flatMap(({ reference }) => idsIn(reference.row[reference.field.key]))
  const files = await loadRecords(batch.context, batch.session, 'file', wanted, [], false)
  for (const { draft, reference } of limited) {
    const before = reference.row === draft.after ? idsIn(draft.before?.[reference.field.key]) : []
    for (const id of idsIn(reference.row[reference.field.key])) {
      const file = files.get(id)
      // What a field holds already stays, though the field has become stricter since.
      if (file === undefined || before.includes(id)) continue
      for (const problem of problemsOf(reference.field, file))
        refuse(draft, 'invalid', { ...problem, path: `${reference.place}/${reference.field.key}` })
    }
  }
}

const idsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []

function problemsOf(field: Field, file: RecordData): readonly Problem[] {
  const { maxSize, accept } = field.definition
  const name = String(file['name'] ?? '')
  const problems: Problem[] = []
  if (maxSize !== undefined && Number(file['size']) > maxSize)
    problems.push(
      fieldProblem(
        'out_of_range',
        field,
        (label) => ({
          en: `${label.en}: "${name}" is larger than ${maxSize} bytes.`,
          'zh-CN': `${label['zh-CN']}:“${name}”超过 ${maxSize} 字节。`,
        }),
        { params: { maximum: maxSize, size: Number(file['size']) } },
      ),
    )
  if (
    accept !== undefined &&
    !accept.some((kind) => isKind(kind.trim().toLowerCase(), name, String(file['type'] ?? '')))
  )
    problems.push(
      fieldProblem(
        'wrong_type',
        field,
        (label) => ({
          en: `${label.en}: "${name}" is not one of ${accept.join(', ')}.`,
          'zh-CN': `${label['zh-CN']}:“${name}”不属于 ${accept.join('、')}。`,
        }),
        { params: { accept: [...accept] } },
      ),
    )
  return problems
}

/** Kinds as pages name them: `.pdf`, `image/*`, `application/pdf`. */
function isKind(kind: string, name: string, type: string): boolean {
  if (kind.startsWith('.')) return name.toLowerCase().endsWith(kind)
  if (kind.endsWith('/*')) return type.toLowerCase().startsWith(kind.slice(0, -1))
  return kind === '*' || kind === type.toLowerCase()
}
