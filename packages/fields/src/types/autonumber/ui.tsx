import type { FieldUi } from '@atelier/ui'
import { IconListNumbers } from '@atelier/ui/icons'
import { givenLater } from '../../ui/given-later.tsx'

const autonumber: FieldUi = { kind: 'text', Icon: IconListNumbers, ...givenLater }
export default autonumber
