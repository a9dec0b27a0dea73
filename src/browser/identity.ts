import type { Attribution, Traits } from '../protocol/event.ts'
import { readCookie, widestDomain, writeCookie } from './lib/cookie.ts'
import { createId } from './lib/createId.ts'
import { keys, PREFIX, parse, read, remove, write } from './lib/storage.ts'
import type { Settings } from './options.ts'

/** Who the visitor is, as this browser remembers them. */
export interface Person extends Attribution {
  anonymousId: string
  userId?: string
  groupId?: string
  traits?: Traits
}

/**
 * The person lives in localStorage, and their ids also in a cookie that subdomains share and that
 * the edge may renew. Where the two disagree the cookie is right, since another subdomain wrote it.
 */
export function createIdentity(settings: Settings, mayStore: () => boolean) {
  let person: Person = { anonymousId: createId() }
  let domain: string | undefined

  const setCookie = (value: string, maxAge?: number): void => {
    domain ??= settings.cookieDomain ?? widestDomain(`${PREFIX}.probe`) ?? ''
    writeCookie(PREFIX, encodeURIComponent(value), domain, maxAge)
  }

  const save = (): void => {
    if (!mayStore()) return
    write(PREFIX, JSON.stringify(person))
    setCookie(`${person.anonymousId} ${person.userId ?? ''}`)
  }

  /** Reads each time, since another tab may have changed it. */
  const current = (): Person => {
    if (mayStore()) person = parse<Person>(read(PREFIX)) ?? person
    return person
  }

  return {
    current,
    change(changes: Partial<Person>): void {
      person = { ...current(), ...changes }
      save()
    },
    /** Begins to keep the person: cookie, storage and what memory holds so far become one. */
    keep(attribute: (known: Attribution) => Attribution): void {
      const { first, last } = current()
      const [, anonymousId, userId] =
        (mayStore() && /^(\S+) (.*)/.exec(decodeURIComponent(readCookie(PREFIX) ?? ''))) || []
      if (anonymousId && (anonymousId !== person.anonymousId || userId !== (person.userId ?? ''))) {
        person = {
          anonymousId,
          ...(userId && { userId }),
          ...(first && { first }),
          ...(last && { last }),
        }
      }
      Object.assign(person, attribute(person))
      save()
    },
    reset(): void {
      person = { anonymousId: createId() }
      save()
    },
    /** Removes every trace from the device but the `except`ed mark. */
    erase(except: string): void {
      for (const key of keys(PREFIX)) if (key !== except) remove(key)
      if (readCookie(PREFIX)) setCookie('', 0)
      person = { anonymousId: createId() }
    },
  }
}

export type Identity = ReturnType<typeof createIdentity>
