import type { FieldUi } from '@atelier/ui'
import { IconMathFunction } from '@atelier/ui/icons'
import { computedUi, type UiOf } from '../../ui/computed.tsx'

/** A formula looks like its result. */
const formula = (uiOf: UiOf): FieldUi => ({ kind: 'text', Icon: IconMathFunction, ...computedUi(uiOf) })
export default formula
