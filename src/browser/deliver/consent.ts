import type { Consent } from '../../protocol/event.ts'
import {
  CONSENT_KEY,
  decide,
  decision,
  erase,
  isConsentGiven,
  keepPerson,
  PREFIX,
  permits,
  person,
  recallDecision,
  recallPerson,
  savePerson,
} from '../core.ts'
import { on } from '../lib/on.ts'
import { stringify } from '../lib/parse.ts'
import { changePerson } from './changePerson.ts'
import { flush } from './flush.ts'
import { followLink } from './followLink.ts'
import { finish, queue } from './queue.ts'
import { forgetHistory } from './release.ts'

export const consent = (granted: boolean | Consent): void => {
  decide(granted)
  followDecision()
}

/** Keeps and sends what is allowed now; drops and erases what is not. */
const followDecision = (): void => {
  const before = person.anonymousId
  if (isConsentGiven()) {
    keepPerson()
    followLink()
  }
  for (const item of queue) {
    const { _event } = item
    const { type, context } = _event
    if (context) context.consent = context.consent ?? (decision as Consent)
    // Who is known from earlier pages could not be looked up until now.
    if (_event.anonymousId === before) _event.anonymousId = person.anonymousId as string
    if (!permits(type, context)) finish(item, 'dropped', 'no consent')
  }
  if (isConsentGiven()) {
    // Who they are is what the marketing purpose is about.
    if (!permits('identify'))
      changePerson({ userId: undefined, groupId: undefined, traits: undefined, known: undefined })
    if (!permits('page')) forgetHistory()
    savePerson()
  } else erase()
  flush()
}

/** The visitor may have decided elsewhere. */
export const catchUp = (): void => {
  const before = stringify(decision)
  recallDecision()
  if (stringify(decision) !== before) followDecision()
}

/** Keeps what other tabs know in step with this page. */
export const followTabs = (): void => {
  on<PageTransitionEvent>('pageshow', ({ persisted }) => {
    if (persisted) {
      recallPerson()
      catchUp()
    }
  })
  on<StorageEvent>('storage', ({ key }) => {
    if (key === PREFIX) recallPerson()
    if (key === CONSENT_KEY) catchUp()
  })
  catchUp()
}
