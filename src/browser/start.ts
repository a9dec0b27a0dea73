import { begin, delivery, hold, leave } from './call.ts'
import { captureForm } from './capture/loadForms.ts'
import { on } from './lib/on.ts'
import type { Options } from './options.ts'
import { watchPages } from './record/watchPages.ts'
import { configure, isOn, settings } from './settings.ts'
import { keepPerson } from './visitor/arrival.ts'
import { recallDecision } from './visitor/consent.ts'
import { meet, savePerson } from './visitor/person.ts'

const LATER_MS = 2_000

/** From then on others may know better than this page. */
let isSettled = false

/** Reads what the page chose and what is known of the visitor, and begins to watch, after the calls of a stub. */
export const start = (options: Options, calls: Parameters<typeof hold>[] = []): void => {
  configure(options)
  recallDecision()
  for (const one of calls) hold(...one)
  keepPerson()
  begin()
  // Cookies cost time that a page that is loading needs.
  setTimeout(settle, LATER_MS)
  // Intentionally no `unload` or `beforeunload`: they shut the page out of the back/forward cache.
  on('pagehide freeze', () => {
    // Before the last words: who is known by the cookie alone has something to say. In one listener:
    // after each the browser tells of requests that end with the page.
    settle()
    leave()
  })
  const { forms, pages } = settings
  if (isOn(forms)) captureForm(`${forms}`.replace(/^(true)?$/, 'form'))
  if (isOn(pages)) watchPages()
}

/** Brings the cookie and localStorage in step. */
const settle = (): void => {
  if (isSettled) return
  isSettled = true
  if (delivery) delivery._settle()
  else recallDecision()
  meet()
  savePerson()
  if (!delivery) begin()
}
