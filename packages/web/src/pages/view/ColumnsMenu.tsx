import {
  ActionIcon,
  Button,
  moved,
  NativeSelect,
  Popover,
  SegmentedControl,
  Select,
  Sortable,
  useLabel,
  useTexts,
} from '@atelier/ui'
import { IconColumns3, IconEyeOff } from '@atelier/ui/icons'
import { type EntityView, fieldOf, type ViewColumn } from '../../workspace/model.ts'
import { type Density, densities, useDensity } from './use-density.ts'
import { viewTexts } from './view-texts.ts'

export type ColumnsProps = {
  readonly entity: EntityView
  readonly columns: readonly ViewColumn[]
  readonly onChange: (columns: readonly ViewColumn[]) => void
  /** How many of them stay while the others scroll. */
  readonly frozen: number
  readonly onFreeze: (count: number) => void
}

/** Which columns are shown, and in which order. */
export function ColumnsMenu({ entity, columns, onChange, frozen, onFreeze }: ColumnsProps) {
  const t = useTexts(viewTexts)
  const label = useLabel()
  const [density, setDensity] = useDensity()
  const name = (key: string) => label(fieldOf(entity, key)?.label, key)
  const id = (column: ViewColumn) => column.field
  const rest = entity.fields.filter((field) => !columns.some((column) => column.field === field.key))
  return (
    <Popover position="bottom-end" width={260} trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="sm"
          className="only-wide"
          leftSection={<IconColumns3 size={16} stroke={1.5} />}
        >
          {t('columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <div className="columns-list">
          <Sortable
            items={columns}
            id={id}
            name={(column) => name(column.field)}
            onMove={(which, to) => onChange(moved(columns, id, which, to))}
            render={(column, handle) => (
              <div className="row columns-row">
                {handle}
                <span className="grow cut">{name(column.field)}</span>
                <ActionIcon
                  size="xs"
                  disabled={columns.length === 1}
                  aria-label={t('hide', { label: name(column.field) })}
                  onClick={() => onChange(columns.filter((each) => each !== column))}
                >
                  <IconEyeOff size={14} stroke={1.5} />
                </ActionIcon>
              </div>
            )}
          />
        </div>
        <Select
          aria-label={t('addColumn')}
          placeholder={t('addColumn')}
          searchable
          comboboxProps={{ withinPortal: false }}
          value={null}
          data={rest.map((field) => ({ value: field.key, label: label(field.label, field.key) }))}
          onChange={(key) => {
            if (key) onChange([...columns, { field: key }])
          }}
        />
        <NativeSelect
          mt={12}
          label={t('frozen')}
          value={String(Math.min(frozen, columns.length))}
          data={[0, 1, 2, 3, 4]
            .filter((count) => count <= columns.length)
            .map((count) => ({
              value: String(count),
              label: count === 0 ? t('frozenNone') : t('frozenUpTo', { label: name(columns[count - 1]?.field ?? '') }),
            }))}
          onChange={(event) => onFreeze(Number(event.currentTarget.value))}
        />
        <div className="columns-density">
          <span className="quiet small">{t('density')}</span>
          <SegmentedControl
            fullWidth
            aria-label={t('density')}
            value={density}
            onChange={(next) => setDensity(densities.find((each) => each === next) ?? 'normal')}
            data={densities.map((each: Density) => ({ value: each, label: t(each) }))}
          />
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
