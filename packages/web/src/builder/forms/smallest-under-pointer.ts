import { type CollisionDetection, closestCenter, pointerWithin } from '@dnd-kit/core'

/** Places lie inside one another on a form: the innermost under the pointer is meant; by keyboard the nearest. */
export const smallestUnderPointer: CollisionDetection = (given) => {
  const under = pointerWithin(given).filter(({ id }) => id !== given.active.id)
  if (under.length === 0) return given.pointerCoordinates ? [] : closestCenter(given)
  const size = (id: (typeof under)[number]['id']): number => {
    const rect = given.droppableRects.get(id)
    return rect ? rect.width * rect.height : Number.POSITIVE_INFINITY
  }
  return under.toSorted((one, other) => size(one.id) - size(other.id))
}
