/**
 * All that `deliver.js` may use of `sdk.js`. What it takes of modules that have a state comes from here
 * and from nowhere else, so that a page has one library although that comes in two files.
 */

export { analytics } from './analytics.ts'
export { call } from './call.ts'
export {
  areFormsUsed,
  captures,
  caught,
  endCatching,
  FIELDS,
  isFormConsent,
  rawFields,
  widgets,
} from './capture/loadForms.ts'
export { bodyOf } from './deliver/bodyOf.ts'
export { own, shared } from './deliver/own.ts'
export { request } from './deliver/request.ts'
export { allowed, importFile } from './importFile.ts'
export { ASKED } from './isDebugging.ts'
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
export { hostOf, isWithin, pageAddress } from './record/pageAddress.ts'
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
} from './visitor/consent.ts'
export { decide, erase } from './visitor/decide.ts'
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
