import type { Strangers } from '../../visitors/strangers.ts'
import type { DeliveryDeps } from '../engine/createDeliveryDeps.ts'
import { foldInbox } from '../engine/foldInbox.ts'
import { findPeople } from './findPeople.ts'
import type { Reply } from './operations.ts'

/** No name and no address, which would stay there as an id. */
const ANONYMOUS_ID = /^[^\s@]{1,256}$/

/** Folded at most for one question: a hundred requests each. */
const FOLDS = 10

interface Asking {
  delivery: DeliveryDeps
  strangers: Strangers
  exclusively(run: () => Promise<void>): Promise<void>
}

/** People of the outbox; where there is none, a stranger of that anonymous id, wherever they are kept. */
export async function findAnybody(
  text: string,
  { delivery, strangers, exclusively }: Asking,
): Promise<Reply<'findPeople'>> {
  const { storage, config, turns, now } = delivery
  const found = findPeople(storage.sql, text)
  const id = text.trim()
  if (found.subjects.length > 0 || !ANONYMOUS_ID.test(id)) return found
  await exclusively(async () => {
    await strangers.fetch(id)
    const settings = { ...config, generation: config.domain.generation }
    const folding = { settings, turns, now: now() }
    for (let times = 0; times < FOLDS && foldInbox(storage, folding); times++);
  })
  return findPeople(storage.sql, text)
}
