import { type Banner, PENDING } from './banner.ts'
import { answerOf, type Categories } from './usercentrics.ts'

interface Page {
  UC_UI?: {
    isInitialized?(): boolean
    isConsentRequired?(): boolean
    getServicesBaseInfo?(): { categorySlug?: string; consent?: { status?: boolean } }[]
  }
}

/** Version 2 of it, https://docs.usercentrics.com/#/browser-ui */
export const usercentrics2: Banner = {
  name: 'Usercentrics',
  events: '',
  read({ UC_UI }: Page) {
    if (!UC_UI?.getServicesBaseInfo) return undefined
    if (!UC_UI.isInitialized?.() || UC_UI.isConsentRequired?.()) return PENDING
    const states: Categories = {}
    for (const { categorySlug = '', consent } of UC_UI.getServicesBaseInfo())
      states[categorySlug] = states[categorySlug] !== false && !!consent?.status
    return answerOf(states, true)
  },
}
