import { IconMail, IconMapPin, IconMessage, IconNote, IconPhone, IconSquareCheck, IconUsers } from '@atelier/ui/icons'

const icons: Readonly<Record<string, typeof IconNote>> = {
  call: IconPhone,
  visit: IconMapPin,
  meeting: IconUsers,
  email: IconMail,
  message: IconMessage,
  task: IconSquareCheck,
}

/** The picture of a kind of activity, by the key of its option. */
export const kindIcon = (key: string): typeof IconNote => icons[key] ?? IconNote
