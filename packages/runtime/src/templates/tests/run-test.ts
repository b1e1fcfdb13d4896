import type { TestDocument } from '@atelier/definitions'
import { settle } from '../../automation/index.ts'
import { act } from './acts.ts'
import { check } from './checks.ts'
import { setUp } from './given.ts'
import { makePeople, NotRunnable, type TestPlace, type World } from './world.ts'

export type { TestPlace } from './world.ts'

/** Where a test document and the workspace disagree. `place` is a pointer into the document. */
export type TestFailure = { readonly place: string; readonly expected: unknown; readonly found: unknown }

/**
 * Carries out a test document in a workspace made for it: sets the clock, makes the people, does what is given, then each step through HTTP
 * as the person it names, waiting for all that follows from it, and compares. Stops at the first step that disagrees, because what comes
 * after it means nothing; tells every disagreement of that step. None: the test holds.
 */
export async function runTest(place: TestPlace, document: TestDocument): Promise<readonly TestFailure[]> {
  const { installation, workspace } = place
  installation.clock.set(new Date(document.clock))
  let at = '/people'
  try {
    const people = await makePeople(place, document.people ?? [])
    const world: World = { ...place, people, named: new Map(), last: undefined }
    for (const [i, write] of (document.given ?? []).entries()) {
      at = `/given/${i}`
      await setUp(world, write)
    }
    await settle(workspace)
    for (const [i, step] of document.steps.entries()) {
      at = `/steps/${i}`
      await act(world, step)
      await settle(workspace)
      const failures: TestFailure[] = []
      for (const [j, then] of step.then.entries()) {
        const wrong = await check(world, step.by, then)
        if (wrong) failures.push({ place: `${at}/then/${j}`, expected: then, found: wrong.found })
      }
      if (failures.length > 0) return failures
    }
    return []
  } catch (error) {
    if (!(error instanceof NotRunnable)) throw error
    return [{ place: at, expected: 'a step that can be carried out', found: error.message }]
  }
}
