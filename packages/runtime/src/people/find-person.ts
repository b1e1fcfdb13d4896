import type { Workspace } from '../workspace/workspace.ts'

/** The id of the person with this address in a workspace, letter case aside. */
export async function findPerson({ directory }: Workspace, email: string): Promise<string | undefined> {
  const { users } = await directory()
  return [...users.values()].find((person) => person.email?.toLowerCase() === email.toLowerCase())?.id
}
