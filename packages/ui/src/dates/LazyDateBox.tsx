import { TextInput } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { DateBoxProps } from './DateBox.tsx'

const DateBox = lazy(() => import('./DateBox.tsx'))

/** The control for a day; the calendar's code is fetched when the first one is drawn, until then the value stands in its place. */
export function DateField(props: DateBoxProps) {
  return (
    <Suspense fallback={<TextInput {...props.control} autoFocus={false} value={props.value} readOnly />}>
      <DateBox {...props} />
    </Suspense>
  )
}
