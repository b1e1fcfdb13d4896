import { type FieldView, Person } from '@atelier/ui'
import { type Linked, targetsOf } from './value.ts'

/** A linked record's name; `people` are shown with their disc. */
export function LinkedName({ item, people }: { readonly item: Linked; readonly people: boolean }) {
  return people ? <Person name={item.label} /> : <span className="cut">{item.label}</span>
}

/** Whether a field points at people. */
export const isPeople = (field: FieldView): boolean => targetsOf(field).join() === 'user'
