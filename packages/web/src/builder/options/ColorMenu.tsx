import { optionColor } from '@atelier/fields/ui'
import { Menu } from '@atelier/ui'

/** The colours offered, by the names that documents use. */
export const colorNames = [
  'blue', 'cyan', 'teal', 'green', 'lime', 'yellow', 'amber', 'orange', 'red', 'pink', 'purple', 'indigo', 'brown', 'gray',
] as const // biome-ignore format: a list

const shown = (color: string | undefined): string => optionColor(color)?.background ?? 'var(--sunken)'

/** The colour of an option, and a palette behind it. */
export function ColorMenu({
  color,
  label,
  onChange,
}: {
  readonly color: string | undefined
  readonly label: string
  readonly onChange: (color: string) => void
}) {
  return (
    <Menu>
      <Menu.Target>
        <button type="button" className="option-color" aria-label={label} style={{ background: shown(color) }} />
      </Menu.Target>
      <Menu.Dropdown className="option-colors">
        {colorNames.map((name) => (
          <Menu.Item key={name} aria-label={name} className="option-color-item" onClick={() => onChange(name)}>
            <i style={{ background: shown(name) }} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
