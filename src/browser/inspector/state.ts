import type { Analytics } from '../api.ts'
import type { Section } from './panel.ts'

const EVERY_MS = 1_000

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
