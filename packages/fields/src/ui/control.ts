import { type InputProps, useLabel } from '@atelier/ui'

type Control = Pick<InputProps, 'field' | 'variant' | 'problem' | 'required' | 'disabled' | 'autoFocus'>

/** The properties that every control shares: label, help and problem in a form, a name for those who do not see it in a cell. */
export function useControl({ field, variant = 'form', problem, required, disabled, autoFocus }: Control) {
  const read = useLabel()
  const name = read(field.label, field.key)
  const help = read(field.help)
  const shared = {
    disabled: disabled === true,
    autoFocus: autoFocus === true,
    error: problem ?? null,
    ...(autoFocus ? { 'data-autofocus': true } : {}),
  }
  if (variant === 'cell') return { ...shared, 'aria-label': name }
  return {
    ...shared,
    label: name,
    withAsterisk: required ?? field.required ?? false,
    ...(help === '' ? {} : { description: help }),
  }
}
