import type { Command } from '../command.ts'
import { doctor } from './doctor.ts'
import { start } from './start.ts'

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [start, doctor]
