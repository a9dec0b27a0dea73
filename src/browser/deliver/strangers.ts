import { keep, readHistory, viewKeys } from '../record/history.ts'
import { conclude } from '../record/outcome.ts'
import { settings } from '../settings.ts'
import { isAboutPerson, permits } from '../visitor/consent.ts'
import { isKnown, meet, person, savePerson } from '../visitor/person.ts'
import { remove } from '../visitor/storage.ts'
import {
  dequeue,
  enqueue,
  finish,
  handedAt,
  handOver,
  isAhead,
  isLarge,
  queue,
  save,
} from './queue.ts'

/** Why an event of a stranger is not sent. */
export const KEPT = 'kept on the device until the visitor is known'

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
  const history = readHistory()
  const events = history.flatMap(([, event]) => event ?? [])
  // Who it is goes in the first request, and all that went before as well where it fits.
  enqueue(events, !isLarge([...events, ...queue]))
  handOver(events)
  handOver(queue.filter((event) => !handedAt.has(event) && permits(event.type)))
  if (!history[0]) return
  // On disk in one place or the other, whatever happens in between.
  save()
  for (const [key] of history) remove(key)
  person.earlier = undefined
  savePerson()
}

/**
 * What nobody can attach to a person stays on the device until they are known. An event about who
 * they are goes at once, and so does what the same form says.
 */
export const sortStrangers = (send: () => void): void => {
  if (isAhead()) return
  const isAtOnce = settings.anonymous === 'send' || isKnown()
  if (isAtOnce) release()
  let isWithPerson = false
  for (const event of queue) {
    if (handedAt.has(event) || !permits(event.type)) continue
    const { type, context } = event
    if (isAboutPerson(type)) isWithPerson = true
    if (isAboutPerson(type) || context?.['form'] || (isWithPerson && type === 'track'))
      handOver([event])
    else if (ROBOT.test(navigator.userAgent)) finish(event, 'dropped', 'a robot')
    else if (keep(event)) {
      dequeue(event)
      conclude(event, 'queued', KEPT)
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
  if (viewKeys().length >= BATCH_VIEWS) release()
}
