/**
 * All that `deliver.js` may use of `sdk.js`. What it takes of modules that have a state comes from here
 * and from nowhere else, so that a page has one library although that comes in two files.
 */

export { analytics } from './analytics.ts'
export { importFile } from './capture/importForms.ts'
export { captureForm } from './capture/loadForms.ts'
export { ASKED } from './debugging.ts'
export { bodyOf } from './deliver/bodyOf.ts'
export { own, shared } from './deliver/own.ts'
export { request } from './deliver/request.ts'
export { createId } from './lib/createId.ts'
export { isAhead } from './lib/isAhead.ts'
export { navigationApi } from './lib/navigationApi.ts'
export { complete } from './record/complete.ts'
export type { Entry, StoredEntry } from './record/history.ts'
export { entryOf, historyPrefix, keep, kept, ROBOT } from './record/history.ts'
export type { Moment } from './record/moment.ts'
export { recall, thisMoment } from './record/moment.ts'
export type { Call } from './record/normalize.ts'
export { normalize, PARAMETERS } from './record/normalize.ts'
export { hostOf, isWithin } from './record/pageAddress.ts'
export { navigated } from './record/watchPages.ts'
export { edgeUrl, isOn, listOf, settings } from './settings.ts'
export { beginning, keepPerson } from './visitor/arrival.ts'
export {
  CONSENT_KEY,
  decision,
  isAboutPerson,
  isConsentGiven,
  mayStore,
  permits,
  recallDecision,
  setDecision,
} from './visitor/consent.ts'
export type { Person } from './visitor/person.ts'
export {
  isKnown,
  meet,
  person,
  recallPerson,
  savePerson,
  setCookie,
  setPerson,
  storePerson,
} from './visitor/person.ts'
export { keys, PREFIX, read, remove, write } from './visitor/storage.ts'
