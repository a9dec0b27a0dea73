import { createId } from '../lib/createId.ts'
import { settings } from '../settings.ts'
import { PREFIX } from '../visitor/storage.ts'

/** What waits to be sent stands under names that begin so. */
export const shared = (): string => `${PREFIX}.q.${settings.writeKey}.`

let name = ''

/** One page's share of the common storage, under a name that no other page has. */
export const own = (): string => {
  name = name || createId()
  return shared() + name
}
