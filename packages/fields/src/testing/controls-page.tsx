import '@atelier/ui/styles.css'
import { DataContext, type FieldView, UiProvider } from '@atelier/ui'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { FieldType } from '../contract.ts'
import { fieldTypes } from '../registry.ts'
import { fieldUi } from '../ui/index.tsx'
import { exampleField } from './example-field.ts'

// A page with the control of every field type, for the browser test beside it.
const people = [
  { id: '019bd5a1-7c3e-7d2a-8f00-3b1d2c4e5f60', label: '王伟', hint: '华东' },
  { id: '019bd5a1-7c3e-7d2a-8f00-3b1d2c4e5f61', label: 'Wang Fang' },
]
const data = {
  searchReference: async (_entity: string, text: string) =>
    people.filter(({ label }) => label.toLowerCase().includes(text.toLowerCase())),
  upload: async (file: File) => ({ id: people[0]?.id ?? '', name: file.name, size: file.size, type: file.type }),
  fileUrl: (id: string) => `/api/files/${id}`,
  navigate: () => undefined,
  recordHref: (entity: string, id: string) => `/${entity}/${id}`,
}

function Control({ type }: { readonly type: FieldType }) {
  const [example] = type.examples
  const settings = exampleField(type, example ?? { definition: {}, values: [], refused: [] })
  const field: FieldView = {
    key: type.key,
    type: type.key,
    label: type.label,
    options: settings.options.map((option) => ({ ...option, color: 'amber' })),
    targets: settings.targets,
    currencies: settings.workspace.currencies,
    ...(type.key === 'lines' ? { fields: [{ key: 'quantity', type: 'number', label: 'Quantity' }] } : {}),
    ...(typeof settings.definition.result === 'string' ? { result: settings.definition.result } : {}),
    ...(type.key === 'file' ? { multiple: true } : {}),
  }
  const [value, setValue] = useState<unknown>(null)
  const { Input, Cell, FilterInput } = fieldUi(field)
  return (
    <section id={type.key}>
      <Input field={field} value={value} onChange={setValue} />
      <div className="shown">
        <Cell field={field} value={value} density="full" />
      </div>
      <code>{JSON.stringify(value)}</code>
      <details>
        <summary>{type.label.en} filter</summary>
        <FilterInput field={field} operator="is" value={undefined} onChange={() => undefined} />
      </details>
    </section>
  )
}

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <UiProvider>
      <DataContext value={data}>
        <main>
          <h1>Controls</h1>
          {fieldTypes.map((type: FieldType) => (
            <Control key={type.key} type={type} />
          ))}
        </main>
      </DataContext>
    </UiProvider>,
  )
}
