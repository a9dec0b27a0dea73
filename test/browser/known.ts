import type { Analytics } from '../../src/browser/index.ts'
import { openPage, wait } from './page.ts'

/** Long enough that a page that loads is not held up by cookies any more. */
export const SETTLED_MS = 3_000

/** A page that has been open for a while. */
export const open = async (visit = {}): Promise<Analytics> => {
  const analytics = await openPage(visit)
  await wait(SETTLED_MS)
  return analytics
}

/** The same, of somebody who has introduced themselves. */
export const known = async (): Promise<Analytics> => {
  const analytics = await open()
  await analytics.identify('U1', { email: 'ann@acme.example', plan: 'pro' })
  await analytics.group('G1')
  return analytics
}
