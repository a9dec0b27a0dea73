import type { Consent } from '../../protocol/event.ts'
import { analytics, importFile, settings } from '../core.ts'
import type { Options } from '../options.ts'

/** The module that `consent.js` is. */
export interface ConsentModule {
  start(consent: (granted: Consent) => void, settings: Options): void
}

/** Where `consent.js` comes from, and what a browser checks it against: the build puts the hash of the file here. */
let get = (): Promise<ConsentModule> => importFile('consent', 'sha256-CONSENT')

export const importConsentBy = (other: typeof get): void => {
  get = other
}

/** Lets the banner of the page decide. What knows banners is a file of its own; without it, all stays in memory. */
export const followBanner = (): void => {
  if (settings.consent !== 'auto') return
  get()
    .then(({ start }) => start(analytics.consent, settings))
    .catch(() => 0)
}
