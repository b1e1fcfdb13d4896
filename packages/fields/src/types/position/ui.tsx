import type { FieldUi } from '@atelier/ui'
import { IconAbc } from '@atelier/ui/icons'
import { givenLater } from '../../ui/given-later.tsx'

const position: FieldUi = { kind: 'number', Icon: IconAbc, ...givenLater }
export default position
