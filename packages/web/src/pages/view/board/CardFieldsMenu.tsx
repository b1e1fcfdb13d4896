import { Button, Checkbox, Popover, useLabel, useTexts } from '@atelier/ui'
import { IconColumns3 } from '@atelier/ui/icons'
import { usePage } from '../../../app/use-page.ts'
import { isLong } from '../../../fields/registry.ts'
import type { EntityView } from '../../../workspace/model.ts'
import type { BoardShape } from './board-shape.ts'
import { boardTexts } from './board-texts.ts'

/** Which fields the cards show, in the order in which they were chosen. */
export function CardFieldsMenu({ entity, shape }: { readonly entity: EntityView; readonly shape: BoardShape }) {
  const t = useTexts(boardTexts)
  const label = useLabel()
  const { setQuery } = usePage()
  const shown = shape.cardFields
  const fields = entity.fields.filter(
    (field) => !isLong(field) && field.key !== entity.title && field !== entity.stage && field !== shape.by,
  )
  const toggle = (key: string) => {
    const next = shown.includes(key) ? shown.filter((each) => each !== key) : [...shown, key]
    setQuery({ cards: next.join(',') }, { replace: true })
  }
  return (
    <Popover position="bottom-end" width={240} trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="sm"
          className="only-wide"
          leftSection={<IconColumns3 size={16} stroke={1.5} />}
        >
          {t('cardFields')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="card-fields">
        {fields.map((field) => (
          <Checkbox
            key={field.key}
            label={label(field.label, field.key)}
            checked={shown.includes(field.key)}
            onChange={() => toggle(field.key)}
          />
        ))}
      </Popover.Dropdown>
    </Popover>
  )
}
