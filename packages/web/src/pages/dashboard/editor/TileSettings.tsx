import type { DashboardTile } from '@atelier/definitions'
import { AnchoredPanel, Button, Checkbox, Textarea, TextInput, useLabel, useTexts } from '@atelier/ui'
import { IconTrash } from '@atelier/ui/icons'
import type { Step } from '../layout.ts'
import { arrangeTexts } from './arrange-texts.ts'

const steps: readonly Step[] = ['left', 'right', 'up', 'down', 'wider', 'narrower', 'taller', 'shorter']

export type TileSettingsProps = {
  readonly tile: DashboardTile
  readonly name: string
  readonly anchor: HTMLElement
  readonly onChange: (tile: DashboardTile) => void
  readonly onStep: (step: Step) => void
  readonly onRemove: () => void
  readonly onClose: () => void
}

/** All about one tile without dragging: its title, its place, and whether clicks go out of it and into it. */
export function TileSettings({ tile, name, anchor, onChange, onStep, onRemove, onClose }: TileSettingsProps) {
  const t = useTexts(arrangeTexts)
  const say = useLabel()
  const { emits, listens, label, ...plain } = tile
  const own = { ...(label === undefined ? {} : { label }) }
  const hears = tile.tile === 'report' || tile.tile === 'view'
  const isOff = (given: Readonly<Record<string, string>> | readonly string[] | undefined) =>
    given !== undefined && Object.keys(given).length === 0
  return (
    <AnchoredPanel anchor={anchor} label={t('settings', { name })} width={300} onClose={onClose}>
      <div className="tile-settings">
        <TextInput
          label={t('title')}
          placeholder={name}
          maxLength={200}
          value={say(label)}
          onChange={(event) => {
            const text = event.currentTarget.value
            const { label: _, ...rest } = tile
            onChange(text === '' ? rest : { ...rest, label: text })
          }}
        />
        {tile.tile === 'text' ? (
          <Textarea
            label={t('words')}
            autosize
            minRows={2}
            maxLength={4000}
            value={say(tile.text)}
            onChange={(event) => onChange({ ...tile, text: event.currentTarget.value })}
          />
        ) : null}
        <fieldset>
          <legend>{t('place')}</legend>
          <div className="tile-steps">
            {steps.map((step) => (
              <Button key={step} size="xs" onClick={() => onStep(step)}>
                {t(step)}
              </Button>
            ))}
          </div>
        </fieldset>
        {tile.tile === 'report' ? (
          <Checkbox
            label={t('emits')}
            checked={!isOff(emits)}
            onChange={(event) =>
              onChange({
                ...plain,
                ...own,
                ...(listens === undefined ? {} : { listens }),
                ...(event.currentTarget.checked ? {} : { emits: {} }),
              })
            }
          />
        ) : null}
        {hears ? (
          <Checkbox
            label={t('listens')}
            checked={!isOff(listens)}
            onChange={(event) =>
              onChange({
                ...plain,
                ...own,
                ...(emits === undefined ? {} : { emits }),
                ...(event.currentTarget.checked ? {} : { listens: [] }),
              })
            }
          />
        ) : null}
        <Button
          variant="subtle"
          color="red"
          leftSection={<IconTrash size={14} stroke={1.5} />}
          onClick={() => {
            onClose()
            onRemove()
          }}
        >
          {t('remove')}
        </Button>
      </div>
    </AnchoredPanel>
  )
}
