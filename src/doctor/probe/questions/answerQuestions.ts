import { RefusedError } from '../../../freshsales/api/errors.ts'
import {
  trackEvent,
  trackPageView,
  trackVisitor,
  upsertContact,
} from '../../../freshsales/api/request.ts'
import { repair } from '../../../freshsales/repair/repair.ts'
import { isObject } from '../../../protocol/json.ts'
import { KEY_QUESTION } from '../../account/checkKeys.ts'
import { isDone, recordIn } from '../../recordingClient.ts'
import { LAST_NAME } from '../probeSession.ts'
import { CannotAsk, type Fact, type Question } from '../question.ts'

/** A status of a path that is not there. */
const NOT_FOUND = 404

const tracking: Question = {
  title: 'Is the tracking API there?',
  calls: 7,
  async ask(session) {
    if (!session.hasAppToken) throw new CannotAsk('FRESHSALES_APP_TOKEN is not set')
    const email = session.email()
    const visitor = trackVisitor(email, { 'Last name': LAST_NAME, Email: email, fs_contact: true })
    const identified = await session.send(visitor)
    const served: Fact = {
      what: 'it is there',
      found: identified.status !== NOT_FOUND,
      simulator: true,
      setting: ['tracking', true, false],
    }
    if (!served.found) return [served]
    const event = await session.send(trackEvent(email, { name: 'Doctor', properties: {} }))
    const page = await session.send(trackPageView(email, { url: 'https://example.com/doctor' }))
    const stranger = await session.sendAsStranger(visitor)
    // An upsert finds the contact at once, where a search would lag; a new one says there was none.
    const { status } = await session.claim(email)
    return [
      served,
      { what: 'status of a visitor', found: identified.status, simulator: 200 },
      { what: 'status of an event', found: event.status, simulator: 200 },
      { what: 'status of a page view', found: page.status, simulator: 200 },
      { what: 'status with a wrong app token', found: stranger.status, simulator: 401 },
      {
        what: 'a visitor with an e-mail is a contact at once',
        found: isDone(identified) && status === 200,
        simulator: true,
      },
    ]
  },
}

const rejectedKey: Question = {
  title: 'How is a wrong API key turned away?',
  calls: 1,
  async ask(session) {
    const { status, body = 'no JSON' } = await session.sendAsStranger(KEY_QUESTION)
    return [
      {
        what: 'status',
        found: status,
        simulator: 401,
        setting: ['behaviour.badKeyStatus', 401, 403],
      },
      { what: 'body', found: body, simulator: { login: 'failed', message: null } },
    ]
  },
}

/** Longer than any text that a name may have, shorter than what a request may be. */
const TOO_MANY_CHARACTERS = 20_000

const refusal: Question = {
  title: 'How is a record refused?',
  calls: 4,
  async ask(session) {
    const badEmail = await session.send(upsertContact({ email: 'doctor@', contact: {} }))
    const { code = null, message = null } = recordIn(badEmail, 'errors')
    const email = session.email()
    const first_name = 'x'.repeat(TOO_MANY_CHARACTERS)
    const call = upsertContact({ email, contact: { ...session.contact, first_name } })
    const { status, error } = await session.send(call)
    const fixed = error instanceof RefusedError ? repair(call, error) : undefined
    return [
      { what: 'status of a bad e-mail', found: badEmail.status, simulator: 400 },
      {
        what: 'form of the message',
        found: Array.isArray(message)
          ? 'list'
          : isObject(message)
            ? 'object'
            : typeof message === 'string'
              ? 'text'
              : 'none',
        simulator: 'list',
        setting: ['behaviour.errorMessages', 'list', 'text'],
      },
      { what: 'errors.code', found: code, simulator: 400 },
      { what: 'status of a too long name', found: status, simulator: 400 },
      {
        what: 'the edge understands it and can cut the name',
        found: fixed !== undefined,
        simulator: true,
      },
    ]
  },
}

const KNOWN = ['x-ratelimit-limit', 'x-ratelimit-remaining']

const quotaHeaders: Question = {
  title: 'What do the headers say of the quota?',
  calls: 1,
  async ask(session) {
    const { headers } = await session.send(KEY_QUESTION)
    const others = [...headers].filter(
      ([name]) => /rate-?limit|quota|retry-after/i.test(name) && !KNOWN.includes(name),
    )
    return [
      {
        what: 'X-RateLimit-Limit and -Remaining',
        found: KNOWN.every((name) => headers.has(name)),
        simulator: true,
        setting: ['rateLimitHeaders', true, false],
      },
      // With its value: the form of X-RateLimit-Reset is what nobody knows.
      {
        what: 'further headers',
        found: others.map(([name, value]) => `${name}: ${value}`),
        simulator: [],
      },
    ]
  },
}

/** What the account answers, whatever the record. */
export const answerQuestions: readonly Question[] = [tracking, rejectedKey, refusal, quotaHeaders]
