import { Notifications } from '@mantine/notifications'

/** Where toasts appear. What is said before it stands is shown when it does. */
export function Toasts() {
  return <Notifications position="bottom-center" autoClose={6000} limit={3} zIndex={400} />
}
