import { addresses } from './addresses.ts'
import { client } from './client.ts'

/** Ends the session and leaves for the sign-in page, with nothing of what was loaded. */
export function signOut(): void {
  window.localStorage.removeItem('atelier.signedIn')
  void client.signOut().then(() => window.location.assign(addresses.signIn()))
}
