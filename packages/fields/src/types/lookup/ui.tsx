import type { FieldUi } from '@atelier/ui'
import { IconEye } from '@atelier/ui/icons'
import { computedUi, type UiOf } from '../../ui/computed.tsx'

/** A lookup looks like its result. */
const lookup = (uiOf: UiOf): FieldUi => ({ kind: 'text', Icon: IconEye, ...computedUi(uiOf) })
export default lookup
