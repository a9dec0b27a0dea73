import { type Answer, answer, type Banner, PENDING } from './banner.ts'

interface Details {
  consent?: { required?: boolean; type?: 'EXPLICIT' | 'IMPLICIT' }
  categories?: { [slug: string]: { state?: string } }
}

interface Page {
  __ucCmp?: { getConsentDetails(): Promise<Details> }
  /** Version 2. */
  UC_UI?: {
    isInitialized?(): boolean
    isConsentRequired?(): boolean
    getServicesBaseInfo?(): { categorySlug?: string; consent?: { status?: boolean } }[]
  }
}

/** The first of these that a site has; by default there are `functional` and `marketing`. */
const ANALYTICS = ['statistics', 'analytics', 'functional']

let known: Answer | undefined

/** Whether all of a category is allowed. */
type States = { [slug: string]: boolean }

const answerOf = (states: States, isDecided: boolean): Answer =>
  answer(
    isDecided ? 'opt-in' : 'none',
    isDecided,
    states[ANALYTICS.find((slug) => slug in states) ?? ''],
    states['marketing'],
  )

const readDetails = ({ consent = {}, categories = {} }: Details): Answer => {
  const { required, type } = consent
  const isAsked = required ?? type !== 'EXPLICIT'
  if (isAsked) return PENDING
  const states = Object.entries(categories).map(([slug, { state }]) => [
    slug,
    state === 'ALL_ACCEPTED',
  ])
  return answerOf(Object.fromEntries(states), type !== 'IMPLICIT')
}

const readServices = (ui: NonNullable<Page['UC_UI']>): Answer => {
  if (!ui.isInitialized?.() || ui.isConsentRequired?.()) return PENDING
  const states: States = {}
  for (const { categorySlug = '', consent } of ui.getServicesBaseInfo?.() ?? [])
    states[categorySlug] = states[categorySlug] !== false && !!consent?.status
  return answerOf(states, true)
}

/** https://usercentrics.com/docs/web/features/api/ */
export const usercentrics: Banner = {
  name: 'Usercentrics',
  events: 'UC_UI_INITIALIZED UC_UI_CMP_EVENT UC_CONSENT',
  read({ __ucCmp, UC_UI }: Page, hear) {
    if (!__ucCmp?.getConsentDetails) return UC_UI?.getServicesBaseInfo && readServices(UC_UI)
    __ucCmp.getConsentDetails().then(
      (details) => {
        const before = JSON.stringify(known)
        known = readDetails(details ?? {})
        if (JSON.stringify(known) !== before) hear()
      },
      () => {},
    )
    return known ?? PENDING
  },
}
