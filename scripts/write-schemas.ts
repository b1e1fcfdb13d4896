import { writeFileSync } from 'node:fs'
import { documentKinds, schemaText } from '../packages/definitions/src/index.ts'

// Writes schemas/<kind>.schema.json anew: run after a change of a kind or of a field type's properties.
for (const kind of documentKinds) {
  writeFileSync(new URL(`../schemas/${kind}.schema.json`, import.meta.url), schemaText(kind))
}
