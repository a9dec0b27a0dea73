import { call, delivery, hold, isHolding, isWanted } from '../call.ts'
import { createId } from '../lib/createId.ts'
import { permits, recallDecision } from '../visitor/consent.ts'
import { recallPerson } from '../visitor/person.ts'
import { entryOf, keep } from './history.ts'
import type { Moment } from './moment.ts'

/** A link in an e-mail of Freshsales says itself whose timeline the view is for. */
const TIMELINE_LINK = /[?&]fs_.id=/

/**
 * Reports a page view. That of a stranger is only kept, without anything else of the library, or held
 * in memory where nothing may be kept yet.
 */
export const view = (moment: Moment): void => {
  if (!delivery) {
    // Another tab may know better.
    recallDecision()
    recallPerson()
    const isAllowed = permits('page')
    if (isAllowed === false) return
    if (!isHolding() && !isWanted() && !TIMELINE_LINK.test(moment.href)) {
      const messageId = createId(moment.time)
      if (!isAllowed || !keep(messageId, entryOf('page', [{}, {}], moment)))
        hold('page', [], undefined, moment, messageId)
      return
    }
  }
  call('page', [], moment)
}
