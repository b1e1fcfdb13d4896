import type { FieldUi } from '@atelier/ui'
import { IconAbc } from '@atelier/ui/icons'
import { givenLater } from '../../ui/given-later.tsx'

const id: FieldUi = { kind: 'reference', Icon: IconAbc, ...givenLater }
export default id
