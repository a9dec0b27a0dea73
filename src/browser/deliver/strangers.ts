import {
  type Call,
  type Entry,
  entryOf,
  isAboutPerson,
  isAhead,
  isKnown,
  keep,
  kept,
  type Moment,
  permits,
  ROBOT,
  settings,
} from '../core.ts'
import { keepRoom, viewsOf } from './keepRoom.ts'
import { finish, handOver, type Item, isHandedOver, queue } from './queue.ts'
import { release } from './release.ts'

/** Why an event of a stranger is not sent. */
export const KEPT = 'kept until the visitor is known'

/** With `data-anonymous="batch"` what waits is sent by then, or with so many views. */
const BATCH_MS = 20_000
const BATCH_VIEWS = 3

let timer: ReturnType<typeof setTimeout> | undefined

const keepItem = ({ _event, _call, _moment }: Item): unknown => {
  const { type, messageId } = _event
  // Views are known by having no type.
  const whole = { type: type === 'page' ? undefined : type, whole: _event } as Entry
  return keep(messageId, _call ? entryOf(type, _call as Call, _moment as Moment) : whole)
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
    else if (keepItem(item)) {
      finish(item, 'queued', KEPT)
      keepRoom()
      sendLater(send)
    }
  }
}

/** With `data-anonymous="batch"`. */
export const sendLater = (send: () => void): void => {
  const views = viewsOf(kept())
  if (settings.anonymous !== 'batch' || !kept()[0]) return
  timer =
    timer ??
    setTimeout(() => {
      releaseBatch()
      send()
    }, BATCH_MS)
  if (views[BATCH_VIEWS - 1]) releaseBatch()
}

const releaseBatch = (): void => {
  clearTimeout(timer)
  timer = undefined
  release()
}
