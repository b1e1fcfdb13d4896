let open = false
const listeners = new Set<() => void>()

export const tourIsOpen = (): boolean => open

export function subscribeTour(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Opens the tour, or leaves it. */
export function setTour(next: boolean): void {
  open = next
  for (const listener of listeners) listener()
}
