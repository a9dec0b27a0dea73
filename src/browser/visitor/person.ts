import type { Touch, Traits } from '../../protocol/event.ts'
import { attempt } from '../lib/attempt.ts'
import { createId } from '../lib/createId.ts'
import { parse, stringify } from '../lib/parse.ts'
import { settings } from '../settings.ts'
import { mayStore } from './consent.ts'
import { domainsOf, PREFIX, read, readCookie, write, writeCookie } from './storage.ts'
import { touchOf } from './touchOf.ts'

/** Characters of the cookie, which travels with every request to the site. */
const MOST_OF_COOKIE = 300
const SHORT_CHARACTERS = 120

/** Who the visitor is, as this browser remembers them. */
export interface Person {
  anonymousId?: string | undefined
  userId?: string | undefined
  groupId?: string | undefined
  traits?: Traits | undefined
  first?: Touch | undefined
  last?: Touch | undefined
  /** They gave an address in this browser. */
  known?: unknown
  /** Page views of a stranger for which there was no room. */
  earlier?: number | undefined
  /** The widest domain for which the browser takes the cookie. */
  domain?: string | undefined
}

/**
 * The person lives in localStorage, and their ids and first touch also in a cookie that subdomains
 * share and that the edge may renew.
 */
export let person: Person = {}

/** Whether the cookie has been asked. */
let isMet = false

/** The edge can know them: by a `userId`, or by an address. Everybody else is a stranger. */
export const isKnown = (): unknown => person.userId || person.known

/** The widest domain that works is found by trying, and kept. */
export const setCookie = (value: string): void => {
  const { cookieDomain } = settings
  const domain = cookieDomain ?? person.domain
  const domains = domain == null ? domainsOf(location.hostname) : [domain]
  const taken = domains.find((domain) => attempt(() => writeCookie(value, domain)))
  if (value) person.domain = taken
}

/** The time makes it a new value, by which the browser's consent to the domain is recognised. */
const saveCookie = (): void => {
  if (!mayStore()) return
  const { anonymousId, userId, known, first } = person
  const landing = `${first?.landing}`
  // Where it is too long the campaign is worth more than the path.
  const short = landing.replace(/(\w\/)[^?]*/, '$1')
  const from = `${first?.referrer}`.split('/', 3).join('/')
  const values = [landing, short, short.slice(0, SHORT_CHARACTERS), ''].map((href) =>
    encodeURIComponent(
      [anonymousId, userId, Date.now(), known && 1, Date.parse(`${first?.at}`), from, href].join(
        '\n',
      ),
    ),
  )
  setCookie(values.find((value) => !value[MOST_OF_COOKIE]) ?? `${values[3]}`)
}

/** In localStorage alone. */
export const storePerson = (): unknown => write(PREFIX, stringify(person))

export const savePerson = (): void => {
  saveCookie()
  storePerson()
}

export const setPerson = (other: Person): void => {
  person = other
}

/** Takes up what is stored. */
export const recallPerson = (): void => {
  person = { ...(parse<Person>(read(PREFIX)) ?? person) }
  person.anonymousId = `${person.anonymousId ?? createId()}`
  if (isMet) meetAgain()
}

/**
 * Takes up the cookie. Where it and localStorage disagree the cookie is right: another subdomain
 * wrote it.
 */
export const meetAgain = (cookie = attempt(() => mayStore() && readCookie())): void => {
  isMet = true
  const [id, userId, , known, at, referrer = '', landing] =
    attempt(() => decodeURIComponent(cookie || '').split('\n')) ?? []
  const { first, last, domain } = person
  if (id && id !== person.anonymousId) person = { first, last, domain, anonymousId: id }
  if (userId) person.userId = userId
  if (known) person.known = 1
  const time = Number(at)
  if (landing && !(Date.parse(`${first?.at}`) <= time))
    person.first = attempt(() => touchOf({ href: landing, referrer, time })[0]) ?? first
}

/** Before anything is told about a person the cookie is asked, which takes time that a page that is loading needs. */
export const meet = (): void => {
  if (!isMet) meetAgain()
}
