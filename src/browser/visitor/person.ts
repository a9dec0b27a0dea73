import type { Touch, Traits } from '../../protocol/event.ts'
import { attempt } from '../lib/attempt.ts'
import { createId } from '../lib/createId.ts'
import { parse } from '../lib/parse.ts'
import { settings } from '../settings.ts'
import { CONSENT_KEY, mayStore } from './consent.ts'
import { domainsOf, readCookie, writeCookie } from './cookie.ts'
import { keys, PREFIX, read, remove, write } from './storage.ts'

/** Who the visitor is, as this browser remembers them. */
export interface Person {
  anonymousId?: string | undefined
  userId?: string | undefined
  groupId?: string | undefined
  traits?: Traits | undefined
  first?: Touch | undefined
  last?: Touch | undefined
}

/**
 * The person lives in localStorage, and their ids also in a cookie that subdomains share and that
 * the edge may renew.
 */
export let person: Person = {}

/** The widest domain that works is found by trying, and kept. */
const setCookie = (value: string): void => {
  const { cookieDomain } = settings
  const domains = cookieDomain == null ? domainsOf(location.hostname.split('.')) : [cookieDomain]
  const taken = domains.find((domain) => attempt(() => writeCookie(value, domain)))
  settings.cookieDomain ??= taken
}

/** The time makes it a new value, by which the browser's consent to the domain is recognised. */
export const saveCookie = (): void => {
  const { anonymousId, userId } = person
  if (mayStore()) setCookie(encodeURIComponent([anonymousId, userId, Date.now()].join('\n')))
}

export const savePerson = (): void => write(PREFIX, JSON.stringify(person))

export const changePerson = (changes: Person, known = person): void => {
  person = { ...known, ...changes }
  savePerson()
  saveCookie()
}

/** Takes up what is stored. Where cookie and localStorage disagree the cookie is right: another subdomain wrote it. */
export const recallPerson = (): void => {
  person = parse<Person>(read(PREFIX)) ?? person
  const { first, last, anonymousId = createId() } = person
  const ids = attempt(() => decodeURIComponent((mayStore() && readCookie()) || '').split('\n'))
  const [id, userId] = ids ?? []
  person = {
    ...(id && id !== anonymousId ? { first, last } : person),
    anonymousId: id || anonymousId,
  }
  if (userId) person.userId = userId
}

export const forgetPerson = (): void => changePerson({ anonymousId: createId() }, {})

/** Removes every trace from the device but the mark of the decision. */
export const erase = (): void => {
  for (const key of keys(PREFIX)) if (key !== CONSENT_KEY) remove(key)
  setCookie('')
  person = { anonymousId: createId() }
}
