import type { RecordJson } from '@atelier/api'
import { fieldUi } from '@atelier/fields/ui'
import { useLabel } from '@atelier/ui'
import { FieldCell } from '../../fields/Field.tsx'
import { mostTelling } from '../../fields/registry.ts'
import { isEmpty } from '../../fields/values.ts'
import { type EntityView, type FieldView, isSystemField } from '../../workspace/model.ts'

const tells = (field: FieldView) => fieldUi(field).telling
/** Whom it is about, how much, how likely, when, whose. */
const isMain = (field: FieldView) => (tells(field) ?? Number.POSITIVE_INFINITY) <= 5

/** The few fields that say most: who for, how much, how likely, when, whose; and what comes next. */
function keyFields(entity: EntityView): readonly FieldView[] {
  const own = entity.fields.filter((field) => !isSystemField(field.key) && field.key !== entity.title)
  const found = mostTelling(own).filter((field) => isMain(field))
  const rest = own.filter((field) => !found.includes(field) && tells(field) !== undefined && !isMain(field))
  return [...found, ...rest].slice(0, Math.max(3, found.length))
}

/** The key fields of a record in one line. */
export function RecordKeys({ entity, record }: { readonly entity: EntityView; readonly record: RecordJson }) {
  const label = useLabel()
  return (
    <dl className="record-keys">
      {keyFields(entity).map((field) => (
        <div key={field.key}>
          <dt>{label(field.label, field.key)}</dt>
          <dd>
            {isEmpty(record[field.key]) ? (
              <span className="faint">—</span>
            ) : (
              <FieldCell field={field} value={record[field.key]} density="full" />
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
