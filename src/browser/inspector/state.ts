import type { Analytics } from '../api.ts'
import type { Section } from './panel.ts'

const EVERY_MS = 1_000

/** Of the history, as many as a line has room for. */
const SHOWN = 5

/** What is kept on the device, read again each second. */
export function showState(section: Section, analytics: Analytics): void {
  let shown = ''
  const show = (): void => {
    const state = stateOf(analytics)
    if (JSON.stringify(state) === shown) return
    shown = JSON.stringify(state)
    section.clear()
    for (const [name, value] of Object.entries(state)) section.line(`${name}: ${value}`)
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
    'waiting to be sent': `${waitingNow()} events`,
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

/** Events in the queues of all pages of this site. */
const waitingNow = (): number =>
  Object.keys(localStorage).filter((key) => key.startsWith('fse.q.')).length

/** What this site keeps of a stranger, the newest last. */
function historyNow(): string {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith('fse.h.'))
  const entries = keys.sort().map((key) => entryOf(`${localStorage.getItem(key)}`))
  return `${keys.length} events${entries.length > 0 ? `: ${entries.slice(-SHOWN).join(', ')}` : ''}`
}

/** A page by its path, anything else by its name; somebody may have edited it. */
function entryOf(text: string): string {
  try {
    const { event, type, path } = JSON.parse(text)
    return `${event ?? type ?? path}`
  } catch {
    return 'unreadable'
  }
}
