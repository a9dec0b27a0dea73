import { isInDoubt } from '../person/markInDoubt.ts'
import type { PersonCore } from '../person/personCore.ts'

interface Waiting {
  key: string
  /** A server or a signature stands behind it. */
  vouched?: true
}

/**
 * A higher word says the same as a page's event did: what it says counts, and it is done once. What is
 * on its way, or there already, stays.
 */
export function joinWaiting<Item extends Waiting>(
  items: readonly Item[],
  said: Item,
  { person, doubtKey }: { person: PersonCore; doubtKey: string },
): Item[] {
  const isJoined = ({ key, vouched }: Item) =>
    key === said.key && !vouched && !isInDoubt(person, doubtKey)
  return items.map((item) => (isJoined(item) ? said : item))
}
