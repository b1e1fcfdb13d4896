import { Badge, type FieldView, StageGlyph, useLabel } from '@atelier/ui'
import { optionColor } from './option-color.ts'

/** An option as a chip in the admin's colour, or a stage with its glyph. */
export function OptionName({ field, name }: { readonly field: FieldView; readonly name: string }) {
  const read = useLabel()
  const stage = field.stages?.find((each) => each.key === name)
  if (stage) {
    return (
      <span className="stage-name">
        <StageGlyph position={stage.position} total={stage.total} outcome={stage.outcome} />
        <span className="cut">{read(stage.label, name)}</span>
      </span>
    )
  }
  const option = field.options?.find((each) => each.key === name)
  const color = optionColor(option?.color)
  const text = read(option?.label, name)
  if (!color) return <Badge>{text}</Badge>
  return (
    <span className="badge" style={{ background: color.background, borderColor: color.background, color: color.text }}>
      {text}
    </span>
  )
}
