import type { Analytics } from '../api.ts'
import { BANNERS, readBanner } from '../consent/banners/banners.ts'
import type { Options } from '../options.ts'
import type { Section } from './panel.ts'

const EVERY_MS = 1_000

/** A visitor takes their time; a banner that is not there yet by then will hardly come. */
const PATIENCE_MS = 10_000

/** Of the history, as many as a line has room for. */
const SHOWN = 5

/** What is kept on the device, read again each second. */
export function showState(section: Section, analytics: Analytics, settings: Options): void {
  const startedAt = performance.now()
  let shown = ''
  const show = (): void => {
    const banner = settings.consent === 'auto' ? bannerNow() : undefined
    const state = { ...stateOf(analytics), ...(banner && { 'consent banner': banner.text }) }
    const isLate = banner?.isSilent && performance.now() - startedAt >= PATIENCE_MS
    if (JSON.stringify([state, isLate]) === shown) return
    shown = JSON.stringify([state, isLate])
    section.clear()
    for (const [name, value] of Object.entries(state)) section.line(`${name}: ${value}`)
    if (isLate) section.line(SILENT, 'waiting')
  }
  show()
  setInterval(show, EVERY_MS)
}

function stateOf(analytics: Analytics): Record<string, string> {
  const { anonymousId, userId = 'none', traits } = analytics.user()
  return {
    'anonymous id': anonymousId,
    'user id': userId,
    traits: JSON.stringify(traits),
    consent: consentNow(),
    'waiting to be sent': countOf(waitingNow()),
    'kept until they are known': historyNow(),
  }
}

function consentNow(): string {
  const decided = localStorage.getItem('fse.consent')
  if (decided) return decided
  const { globalPrivacyControl } = navigator as { globalPrivacyControl?: boolean }
  if (globalPrivacyControl) return 'refused by Global Privacy Control, unless the page ignores it'
  return 'not decided'
}

const SILENT =
  'No answer of a consent banner for ten seconds: everything stays in memory, nothing is sent or stored, until there is one. See docs/consent.md'

/** What the page's banner says; it is asked here as well, since nothing else may know more than it. */
function bannerNow(): { text: string; isSilent: boolean } {
  const answer = readBanner(() => {})
  if (!answer) {
    const names = [...new Set(BANNERS.map(({ name }) => name))].join(', ')
    return { text: `none found of ${names}`, isSilent: true }
  }
  const { name, model, isDecided, analytics, marketing } = answer
  if (model === 'opt-in' && !isDecided) return { text: `${name}, not answered`, isSilent: true }
  const allowed = [analytics && 'analytics', marketing && 'marketing'].filter(Boolean).join(' and ')
  const by = isDecided ? 'decided' : 'nothing need be asked here'
  return { text: `${name} (${model}, ${by}): ${allowed || 'nothing'}`, isSilent: false }
}

/** Events in the queues of all pages of this site. */
const waitingNow = (): number =>
  Object.keys(localStorage).filter((key) => key.startsWith('fse.q.')).length

/** What this site keeps of a stranger, the newest last. */
function historyNow(): string {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith('fse.h.'))
  const entries = keys.sort().map((key) => entryOf(`${localStorage.getItem(key)}`))
  return `${countOf(keys.length)}${entries.length > 0 ? `: ${entries.slice(-SHOWN).join(', ')}` : ''}`
}

const countOf = (events: number): string => `${events} ${events === 1 ? 'event' : 'events'}`

/** A page by its path, anything else by its name; somebody may have edited it. */
function entryOf(text: string): string {
  try {
    const { event, type, path } = JSON.parse(text)
    return `${event ?? type ?? path}`
  } catch {
    return 'unreadable'
  }
}
