import type { FieldUi } from '@atelier/ui'
import { ReadOnly } from './ReadOnly.tsx'
import { TextCell, TextFilter } from './TextParts.tsx'

/** What a value is drawn with that the engine gives when the record is made: as text, written by nobody. */
export const givenLater: Pick<FieldUi, 'Cell' | 'Input' | 'FilterInput'> = {
  Cell: TextCell,
  Input: (props) => (
    <ReadOnly props={props} note="givenLater">
      <TextCell field={props.field} value={props.value} />
    </ReadOnly>
  ),
  FilterInput: TextFilter,
}
