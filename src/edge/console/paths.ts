import type { OperationName } from '../outbox/operator/operations.ts'
import type { QuestionName } from './questions.ts'

interface Path {
  method: 'GET' | 'POST'
  /** Below `/console/api/`. */
  path: string
}

/** Reading is GET, and what changes something is POST. So is a search: an address belongs in no URL. */
export const PATHS: { readonly [name in OperationName]: Path } = {
  overview: { method: 'GET', path: 'overview' },
  deliveries: { method: 'GET', path: 'deliveries' },
  waiting: { method: 'GET', path: 'waiting' },
  deadLetters: { method: 'GET', path: 'dead-letters' },
  replay: { method: 'POST', path: 'dead-letters/replay' },
  deleteLetters: { method: 'POST', path: 'dead-letters/delete' },
  findPeople: { method: 'POST', path: 'people/search' },
  person: { method: 'GET', path: 'person' },
  release: { method: 'POST', path: 'person/release' },
  forget: { method: 'POST', path: 'person/forget' },
  neverAgain: { method: 'GET', path: 'never-again' },
  addNeverAgain: { method: 'POST', path: 'never-again/add' },
  removeNeverAgain: { method: 'POST', path: 'never-again/remove' },
  exportPage: { method: 'GET', path: 'export/page' },
  forms: { method: 'GET', path: 'forms' },
  removeForm: { method: 'POST', path: 'forms/remove' },
  digest: { method: 'GET', path: 'digest' },
  pause: { method: 'POST', path: 'pause' },
  resume: { method: 'POST', path: 'resume' },
  tryNow: { method: 'POST', path: 'try-now' },
  testMessage: { method: 'POST', path: 'test-message' },
  // Not on the page: for the day when everything else has failed.
  restore: { method: 'POST', path: 'restore' },
}

/** What the Worker itself answers, also while the outbox cannot start for want of a setting. */
export const QUESTION_PATHS: { readonly [name in QuestionName]: Path } = {
  setup: { method: 'GET', path: 'setup' },
  version: { method: 'GET', path: 'version' },
}
