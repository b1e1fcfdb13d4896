import { newId } from '../kernel/new-id.ts'
import { systemReader } from './directory.ts'
import type { Context, Via, Workspace } from './workspace.ts'

/** A context in which the system itself acts: set-up, commands, jobs. */
export function systemContext(workspace: Workspace, via: Via = 'system', request: string = newId()): Context {
  const generation = workspace.current()
  const { language, zone } = generation.model.workspace
  return {
    workspace,
    generation,
    reader: systemReader(language ?? 'en', zone),
    via,
    request,
    now: workspace.clock.now(),
    language: language === 'en' ? 'en' : 'zh-CN',
  }
}
