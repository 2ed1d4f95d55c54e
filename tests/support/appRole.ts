/** The role that servers under test work as; whoever prepares a cluster makes it. */
export const appRole = { name: 'parley_app', password: 'of the tests' }

/** The same database, reached as that role. */
export function asApp(ownerUrl: string): string {
  const url = new URL(ownerUrl)
  url.username = appRole.name
  url.password = appRole.password
  return url.href
}
