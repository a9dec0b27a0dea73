import { keep, readHistory, viewKeys } from '../record/history.ts'
import { settings } from '../settings.ts'
import { isAboutPerson, permits } from '../visitor/consent.ts'
import { isKnown, meet } from '../visitor/person.ts'
import { remove } from '../visitor/storage.ts'
import { enqueue, finish, handOver, isAhead, isHandedOver, isLarge, queue, save } from './queue.ts'

/** Why an event of a stranger is not sent. */
export const KEPT = 'kept until the visitor is known'

/** Robots that admit it; there is a telephone called Cubot. */
const ROBOT = /(^|[^u])bot|crawl|spider/i

/** With `data-anonymous="batch"` what waits is sent by then, or with so many views. */
const BATCH_MS = 20_000
const BATCH_VIEWS = 3

let timer: ReturnType<typeof setTimeout> | undefined

/** Hands over all that was kept, with what is in memory only. */
export const release = (): void => {
  clearTimeout(timer)
  timer = undefined
  meet()
  const [history, storedKeys] = readHistory()
  // Who it is goes in the first request, and all that went before as well where it fits.
  enqueue(history, !isLarge([...history, ...queue]))
  handOver(queue.filter(({ _event }) => permits(_event.type, _event.context)))
  if (!storedKeys[0]) return
  // On disk in one place or the other, whatever happens in between.
  save()
  for (const key of storedKeys) remove(key)
}

/**
 * What nobody can attach to a person stays on the device until they are known. An event about who
 * they are goes at once, and so does what the same form says.
 */
export const sortStrangers = (send: () => void): void => {
  if (isAhead()) return
  if (settings.anonymous === 'send' || isKnown()) release()
  let isWithPerson = false
  for (const item of queue) {
    const { type, context } = item._event
    if (isHandedOver(item) || !permits(type, context)) continue
    isWithPerson = isWithPerson || isAboutPerson(type)
    if (isAboutPerson(type) || context?.['form'] || (isWithPerson && type === 'track'))
      handOver([item])
    else if (ROBOT.test(navigator.userAgent)) finish(item, 'dropped', 'a robot')
    // A link in an e-mail of Freshsales says itself whose timeline the view is for.
    else if (type === 'page' && /fs_.id=/.test(`${context?.page?.search}`)) handOver([item])
    else if (keep(item)) {
      finish(item, 'queued', KEPT)
      if (settings.anonymous === 'batch') sendLater(send)
    }
  }
}

const sendLater = (send: () => void): void => {
  timer =
    timer ??
    setTimeout(() => {
      release()
      send()
    }, BATCH_MS)
  if (viewKeys()[BATCH_VIEWS - 1]) release()
}
