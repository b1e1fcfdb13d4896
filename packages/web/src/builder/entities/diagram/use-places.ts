import type { EntityDocument } from '@atelier/definitions'
import { useLocalStorage } from '@atelier/ui'
import { useMemo } from 'react'
import { useWorkspace } from '../../../workspace/WorkspaceContext.tsx'
import { layoutCards, type Place, type Places } from './layout.ts'

/** Where the cards stand: as they were moved on this device, the others where the layout puts them. */
export function usePlaces(entities: readonly EntityDocument[]) {
  const workspace = useWorkspace().key
  const [moved, setMoved] = useLocalStorage<Places>({
    key: `atelier.diagram.${workspace}`,
    defaultValue: {},
    getInitialValueInEffect: false,
  })
  const laid = useMemo(() => layoutCards(entities), [entities])
  const places = useMemo(() => ({ ...laid, ...moved }), [laid, moved])
  return {
    places,
    isMoved: Object.keys(moved).length > 0,
    place: (id: string, { x, y }: Place) => {
      const snapped = { x: Math.max(0, Math.round(x / 8) * 8), y: Math.max(0, Math.round(y / 8) * 8) }
      setMoved((now) => ({ ...now, [id]: snapped }))
    },
    arrange: () => setMoved({}),
  }
}
