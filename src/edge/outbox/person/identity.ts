import type { Person } from '../parts/parts.ts'
import { mergeLedgers } from './ledger.ts'
import { mergePeople } from './mergePeople.ts'
import { isNew } from './personCore.ts'
import type { Subjects } from './subjects.ts'

/** What an event says of who it is about. */
export interface Identity {
  /** Trimmed, lower-cased, valid. */
  email?: string
  userId?: string
  anonymousId?: string
  /** An `identify` may change what is known of a person; another event only finds them. */
  introduces: boolean
  /** A server or a signature vouches for it: only then may it move a contact to another address. */
  believed: boolean
}

/**
 * The person an event is about: by e-mail before userId before anonymousId. Someone anonymous
 * becomes the person they introduce themselves as; two people who both have an address stay two,
 * and a shared browser follows whoever introduced themselves last.
 */
export function findPerson(identity: Identity, subjects: Subjects, now: number): Person {
  const { email, userId, anonymousId } = identity
  const byEmail = email ? subjects.person(`e:${email}`) : undefined
  const byUser = userId ? subjects.person(`u:${userId}`) : undefined
  const byAnonymous = anonymousId ? subjects.person(`a:${anonymousId}`) : undefined
  const found = choose({ byEmail, byUser, byAnonymous }, identity)
  const person = found ?? subjects.createPerson(now)

  for (const other of [byUser, byAnonymous])
    if (other && other !== person && isNobodyElse(other, identity)) absorb(person, other, subjects)
  nameThem(person, identity)
  pointKeys(person, identity, { byUser, byAnonymous }, subjects)
  return person
}

/** `alias`: what was known under `previousId` belongs to `userId` from now on. */
export function aliasPerson(
  previousId: string,
  identity: Identity,
  subjects: Subjects,
  now: number,
) {
  const previous = subjects.person(`u:${previousId}`) ?? subjects.person(`a:${previousId}`)
  const person = findPerson(identity, subjects, now)
  if (!previous || previous === person) {
    subjects.point(`u:${previousId}`, person)
    return person
  }
  const [stays, goes] = previous.email && !person.email ? [previous, person] : [person, previous]
  if (!goes.email) absorb(stays, goes, subjects)
  subjects.point(`u:${previousId}`, stays)
  return stays
}

/** Who is known by each identity that the event names. */
export interface Candidates {
  byEmail?: Person | undefined
  byUser?: Person | undefined
  byAnonymous?: Person | undefined
}

/** Who of them it is; undefined: someone new. Pure. */
export function choose({ byEmail, byUser, byAnonymous }: Candidates, identity: Identity) {
  const { email, userId, introduces, believed } = identity
  const free = byAnonymous && (!byAnonymous.userId || !userId || byAnonymous.userId === userId)
  if (!email) return byUser ?? (free || !userId ? byAnonymous : undefined)
  if (byEmail) return byEmail
  // The same user with another address: the address changed. Only an identify may say so, and for a
  // contact in the CRM only one that is vouched for: anyone can send a userId that is not theirs.
  if (byUser && (!byUser.email || (introduces && (believed || isNew(byUser))))) return byUser
  return free && !byAnonymous?.email ? byAnonymous : undefined
}

function isNobodyElse(other: Person, { userId }: Identity): boolean {
  return !other.email && (!other.userId || other.userId === userId)
}

function nameThem(person: Person, { email, userId, introduces }: Identity): void {
  if (email && !person.email) person.email = email
  else if (email && introduces && person.email !== email && !person.keys.includes(`e:${email}`)) {
    person.email = email
    if (person.contactId) person.emailMoved = true
  }
  if (userId && (!person.userId || introduces)) person.userId = userId
}

function pointKeys(
  person: Person,
  { email, userId, anonymousId, introduces }: Identity,
  { byUser, byAnonymous }: Candidates,
  subjects: Subjects,
): void {
  if (email) subjects.point(`e:${email}`, person)
  if (userId && (introduces || !byUser || isGone(byUser, subjects))) take(`u:${userId}`, byUser)
  if (anonymousId && (introduces || !byAnonymous || isGone(byAnonymous, subjects)))
    take(`a:${anonymousId}`, byAnonymous)

  function take(key: string, before: Person | undefined) {
    // Events sent again find the new person: what has been folded for the old one stays known.
    if (before && before !== person && !isGone(before, subjects))
      mergeLedgers(person.seen, before.seen)
    subjects.point(key, person)
  }
}

const isGone = (person: Person, subjects: Subjects) => !subjects.holds(person)

/** One person stays, under the keys of both. */
export function absorb(into: Person, from: Person, subjects: Subjects): void {
  mergePeople(into, from)
  const keys = [...from.keys]
  subjects.remove(from)
  for (const key of keys) subjects.point(key, into)
}
