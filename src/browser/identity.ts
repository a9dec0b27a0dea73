import type { Touch, Traits } from '../protocol/event.ts'
import { mayStore } from './consent.ts'
import { domainsOf, readCookie, writeCookie } from './lib/cookie.ts'
import { createId } from './lib/createId.ts'
import { keys, PREFIX, readJson, remove, write } from './lib/storage.ts'
import { settings } from './settings.ts'

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
  const domains = cookieDomain == null ? domainsOf(location.hostname) : [cookieDomain]
  settings.cookieDomain = domains.find((domain) => writeCookie(PREFIX, value, domain))
}

/** The time makes it a new value, by which the browser's consent to the domain is recognised. */
export const saveCookie = (): void => {
  if (mayStore())
    setCookie(encodeURIComponent(`${person.anonymousId} ${person.userId ?? ''} ${Date.now()}`))
}

export const savePerson = (): void => write(PREFIX, JSON.stringify(person))

export const changePerson = (changes: Person, known = person): void => {
  person = { ...known, ...changes }
  savePerson()
  saveCookie()
}

/** Takes up what is stored. Where cookie and localStorage disagree the cookie is right: another subdomain wrote it. */
export const recallPerson = (): void => {
  const known = readJson<Person>(PREFIX) || person
  const { first, last } = known
  const [anonymousId, userId] = decodeURIComponent((mayStore() && readCookie(PREFIX)) || '').split(
    ' ',
  )
  person = known
  if (anonymousId)
    person = {
      ...(anonymousId === known.anonymousId ? known : { first, last }),
      anonymousId,
      userId,
    }
  person.anonymousId ??= createId()
}

export const forgetPerson = (): void => changePerson({ anonymousId: createId() }, {})

/** Removes every trace from the device but the `except`ed mark. */
export const erase = (except: string): void => {
  for (const key of keys(PREFIX)) if (key !== except) remove(key)
  setCookie('')
  person = { anonymousId: createId() }
}
