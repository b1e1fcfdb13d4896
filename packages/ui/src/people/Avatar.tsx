/** The letters that stand for a name: the last Chinese character, or the first letters of the first and last word. */
export function initials(name: string): string {
  const trimmed = name.trim()
  const last = [...trimmed].at(-1) ?? ''
  if (/\p{Script=Han}/u.test(last)) return last
  const words = trimmed.split(/\s+/)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '')
  return letters.join('').toUpperCase()
}

export type AvatarProps = { readonly name: string; readonly size?: 20 | 24 | 32 | undefined }

/** A person as a small disc with initials. The name is not announced: it stands beside it, or use `Person`. */
export function Avatar({ name, size = 20 }: AvatarProps) {
  return (
    <span className={`avatar avatar-${size}`} title={name} aria-hidden="true">
      {initials(name)}
    </span>
  )
}

/** A person: disc and name. */
export function Person({ name, size = 20 }: AvatarProps) {
  return (
    <span className="person">
      <Avatar name={name} size={size} />
      <span className="cut">{name}</span>
    </span>
  )
}
