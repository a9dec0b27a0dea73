import { RefusedError } from '../../../freshsales/api/errors.ts'
import { updateContact, upsertContact } from '../../../freshsales/api/request.ts'
import { repair } from '../../../freshsales/repair/repair.ts'
import { isObject } from '../../../protocol/json.ts'
import { KEY_QUESTION } from '../../account/checkKeys.ts'
import { isDone, recordIn } from '../../recordingClient.ts'
import type { Question } from '../question.ts'

/** `Token <key>`, as two clients write it, instead of `Token token=<key>`. */
function withPlainToken(request: Request): Request {
  const { headers } = request
  headers.set('authorization', (headers.get('authorization') ?? '').replace('token=', ''))
  return request
}

const keys: Question = {
  title: 'How is an API key read?',
  calls: 2,
  async ask(session) {
    const { status, body = 'no JSON' } = await session.sendAsStranger(KEY_QUESTION)
    return [
      {
        what: 'status for a wrong key',
        found: status,
        simulator: 401,
        setting: ['behaviour.badKeyStatus', 401, 403],
      },
      {
        what: 'body for a wrong key',
        found: body,
        simulator: { login: 'failed', message: null },
      },
      {
        what: '"Token <key>" will do',
        found: isDone(await session.send(KEY_QUESTION, withPlainToken)),
        simulator: false,
        setting: ['behaviour.plainTokenAccepted', true, false],
      },
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

/** Words that a refusal in this language can hardly do without. */
const LANGUAGES: { readonly [language: string]: RegExp } = {
  en: /\b(?:the|is|not|too|must)\b/i,
  de: /\b(?:ist|hat|nicht|der|die|zu)\b/i,
  pt: /não|\bcomprimento\b|\bmuito\b/i,
  fr: /n'|\b(?:est|pas|trop)\b/i,
  es: /\b(?:no|es|tiene|demasiado)\b/i,
}

/** The edge repairs a refused record by these words. */
const wording: Question = {
  title: 'In which words is a field refused?',
  calls: 5,
  async ask(session) {
    const mobile_number = session.mobileNumber()
    await session.makeContact({ mobile_number })
    const { id } = await session.makeContact()
    const first_name = 'x'.repeat(TOO_MANY_CHARACTERS)
    const call = updateContact(Number(id), { mobile_number, first_name })
    const text = (await session.send(call)).words.join('; ')
    const languages = Object.entries(LANGUAGES)
    const [language = 'unknown'] = languages.find(([, sign]) => sign.test(text)) ?? []
    return [
      {
        what: 'language',
        found: language,
        simulator: 'en',
        setting: ['language', ...Object.keys(LANGUAGES)],
      },
      {
        what: 'a field is called by its',
        found: SPELLINGS.find(([, sign]) => sign.test(text))?.[0] ?? 'label',
        simulator: 'label',
        setting: ['behaviour.fieldsInRefusals'],
      },
    ]
  },
}

/** Recorded refusals in English mix `MobileNumber` and `first_name`, which counts as labels. */
const SPELLINGS: readonly [spelling: string, sign: RegExp][] = [
  ['name', /mobile_number/],
  ['camel', /FirstName/],
  ['english', /First name/],
]

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
export const answerQuestions: readonly Question[] = [keys, refusal, wording, quotaHeaders]
