import { type SpawnOptions, spawn } from 'node:child_process'
import { chown, lstat, readdir, stat } from 'node:fs/promises'
import path from 'node:path'

/**
 * How the Postgres programs are run. Postgres refuses to run as root, so root runs it in a user namespace where it is
 * somebody else, or, where namespaces are forbidden, as an account without rights (with the one capability that lets
 * it reach below a closed home folder, when the machine grants it).
 */
export type Way =
  | { kind: 'plain' }
  | { kind: 'namespace' }
  | { kind: 'account'; uid: number; gid: number; capability: boolean }

const nobody = 65534
const inNamespace = ['--user', '--map-user=1000', '--map-group=1000', '--']
const asNobody = [
  `--reuid=${nobody}`,
  `--regid=${nobody}`,
  '--clear-groups',
  '--inh-caps=+dac_override',
  '--ambient-caps=+dac_override',
  '--',
]

/** The first way that works on this machine; `skip` leaves ways out (tests). */
export async function chooseWay(skip: readonly Way['kind'][] = []): Promise<Way> {
  if (process.getuid?.() !== 0) return { kind: 'plain' }
  if (!skip.includes('namespace') && (await succeeds('unshare', [...inNamespace, 'true']))) return { kind: 'namespace' }
  const capability = await succeeds('setpriv', [...asNobody, 'true'])
  return { kind: 'account', uid: nobody, gid: nobody, capability }
}

/** The command that runs `program` the given way, from the root folder and without a terminal's signals. */
export function commandOf(way: Way, program: string, args: readonly string[]): [string, string[], SpawnOptions] {
  const options: SpawnOptions = { cwd: path.parse(program).root, detached: true, windowsHide: true }
  if (way.kind === 'namespace') return ['unshare', [...inNamespace, program, ...args], options]
  if (way.kind === 'account') {
    return way.capability
      ? ['setpriv', [...asNobody, program, ...args], options]
      : [program, [...args], { ...options, uid: way.uid, gid: way.gid }]
  }
  return [program, [...args], options]
}

/** The user and group that must own the data folder for this way; nothing when the present user's own will do. */
export function ownerOf(way: Way): { uid: number; gid: number } | undefined {
  if (way.kind === 'account') return { uid: way.uid, gid: way.gid }
  if (way.kind === 'namespace') return { uid: 0, gid: process.getgid?.() ?? 0 }
  return undefined
}

/** Gives `folder` and everything in it to `owner`, when it is not theirs yet. */
export async function giveTo(folder: string, owner: { uid: number; gid: number }): Promise<void> {
  if ((await stat(folder)).uid === owner.uid) return
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    if ((await lstat(file)).isSymbolicLink()) continue
    await chown(file, owner.uid, owner.gid)
  }
  // The folder itself comes last: a change cut short is noticed and done again.
  await chown(folder, owner.uid, owner.gid)
}

/** Whether a program runs and ends with 0. */
export function succeeds(program: string, args: readonly string[], options: SpawnOptions = {}): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...options, stdio: 'ignore' })
    child.on('error', () => resolve(false))
    child.on('close', (code) => resolve(code === 0))
  })
}
