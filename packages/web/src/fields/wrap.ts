import { type InputProps, useLabel } from '@atelier/ui'

/** The properties that every control shares: label, help and problem in a form, only a name in a cell. */
export function useControl({ field, variant = 'form', problem, required, disabled, autoFocus }: InputProps) {
  const read = useLabel()
  const name = read(field.label, field.key)
  const shared = {
    disabled: disabled === true,
    autoFocus: autoFocus === true,
    error: problem ?? null,
    ...(autoFocus ? { 'data-autofocus': true } : {}),
  }
  if (variant === 'cell') return { ...shared, 'aria-label': name }
  const help = read(field.help)
  return {
    ...shared,
    label: name,
    withAsterisk: required ?? field.required ?? false,
    ...(help === '' ? {} : { description: help }),
  }
}
