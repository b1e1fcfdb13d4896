import type { FieldUi } from '@atelier/ui'
import { IconCalculator } from '@atelier/ui/icons'
import { computedUi, type UiOf } from '../../ui/computed.tsx'

/** A rollup looks like its result. */
const rollup = (uiOf: UiOf): FieldUi => ({ kind: 'number', Icon: IconCalculator, ...computedUi(uiOf) })
export default rollup
