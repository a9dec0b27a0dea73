import { compareRanks, higherOf, type Provenance } from '../../../freshsales/word.ts'
import { provenanceOfKey } from '../../collect/admission.ts'
import type { Person } from '../parts/parts.ts'
import { mergeLedgers } from './ledger.ts'
import { mergePeople } from './person.ts'
import { isNew, keyRank, reportProblem } from './personCore.ts'
import type { Subjects } from './subjects.ts'

/** What an event says of who it is about. */
export interface Identity {
  /** Trimmed, lower-cased, valid. */
  email?: string
  userId?: string
  anonymousId?: string
  /** An `identify` may change what is known of a person; another event only finds them. */
  introduces: boolean
  /** Whose word it is: a lower one moves no key that a higher one has set. */
  provenance: Provenance
}

/** The person of an event. */
export interface Found {
  person: Person
  /** Has the userId of the event and an address that the event may not change: perhaps the same person. */
  lookalike?: Person
}

/**
 * The person an event is about: by e-mail before userId before anonymousId. Someone anonymous
 * becomes the person they introduce themselves as; two people who both have an address stay two,
 * and a shared browser follows whoever introduced themselves last.
 */
export function findPerson(identity: Identity, subjects: Subjects, now: number): Found {
  const { email, userId, anonymousId } = identity
  const byEmail = email ? subjects.person(`e:${email}`) : undefined
  const byUser = userId ? subjects.person(`u:${userId}`) : undefined
  const byAnonymous = anonymousId ? subjects.person(`a:${anonymousId}`) : undefined
  const found = choose({ byEmail, byUser, byAnonymous }, identity)
  const person = found ?? subjects.createPerson(now)

  for (const other of [byUser, byAnonymous])
    if (other && other !== person && isNobodyElse(other, identity)) absorb(person, other, subjects)
  pointKeys(person, identity, subjects)
  nameThem(person, identity)
  const holder = userId ? subjects.person(`u:${userId}`) : undefined
  return holder && holder !== person && holder.email && email
    ? { person, lookalike: holder }
    : { person }
}

/** `alias`: what was known under `previousId` belongs to `userId` from now on. */
export function aliasPerson(
  previousId: string,
  identity: Identity,
  subjects: Subjects,
  now: number,
): Found {
  const by = provenanceOfKey('previousId', identity.provenance)
  const userKey = `u:${previousId}`
  const key = subjects.person(userKey) ? userKey : `a:${previousId}`
  const previous = subjects.person(key)
  const { person } = findPerson(identity, subjects, now)
  if (previous && previous !== person && !mayMove(previous, key, by)) {
    reportProblem(person, { field: 'previousId', reason: NOT_JOINED, value: previousId })
    return { person }
  }
  if (!previous || previous === person || !subjects.holds(previous)) {
    point(userKey, { person, by }, subjects)
    return { person }
  }
  const [stays, goes] = previous.email && !person.email ? [previous, person] : [person, previous]
  if (goes.email) reportTwo(stays, goes)
  else absorb(stays, goes, subjects)
  point(userKey, { person: stays, by }, subjects)
  return { person: stays }
}

const NOT_JOINED = 'not joined: a server has said whose this id is, and a page may not change it'

function reportTwo(one: Person, other: Person): void {
  const reason = 'not merged: each has an address; merge them in Freshsales if they are one person'
  reportProblem(one, { field: 'previousId', reason, value: other.email ?? null })
  reportProblem(other, { field: 'previousId', reason, value: one.email ?? null })
}

/** Who is known by each identity that the event names. */
export interface Candidates {
  byEmail?: Person | undefined
  byUser?: Person | undefined
  byAnonymous?: Person | undefined
}

/** Who of them it is; undefined: someone new. Pure. */
export function choose({ byEmail, byUser, byAnonymous }: Candidates, identity: Identity) {
  const { email, userId } = identity
  const free = byAnonymous && (!byAnonymous.userId || !userId || byAnonymous.userId === userId)
  if (!email) return byUser ?? (free || !userId ? byAnonymous : undefined)
  if (byEmail) return byEmail
  if (byUser && (!byUser.email || mayChangeAddress(byUser, identity))) return byUser
  return free && !byAnonymous?.email ? byAnonymous : undefined
}

/**
 * The same user with another address: the address changed. Only an identify that is vouched for may
 * say so, for anyone can send a userId that is not theirs; and only where the id leads to the person
 * on no lower word, and the address stands there on no higher one.
 */
function mayChangeAddress(person: Person, { userId, introduces, provenance }: Identity): boolean {
  return (
    introduces &&
    provenance !== 'page' &&
    compareRanks(keyRank(person, `u:${userId}`), provenance) >= 0 &&
    compareRanks(keyRank(person, `e:${person.email}`), provenance) <= 0
  )
}

function isNobodyElse(other: Person, { userId }: Identity): boolean {
  return !other.email && (!other.userId || other.userId === userId)
}

function nameThem(person: Person, { email, userId, introduces, provenance }: Identity): void {
  if (email && !person.email) person.email = email
  else if (email && introduces && person.email !== email && !isOlderAddress(person, email)) {
    if (person.contactId) person.emailMoved = true
    else reportReplaced(person, email)
    person.email = email
  }
  if (!userId || !person.keys.includes(`u:${userId}`)) return
  const before = keyRank(person, `u:${person.userId}`)
  if (!person.userId || (introduces && compareRanks(before, provenance) <= 0))
    person.userId = userId
}

/** Said before the one that the person goes by now. */
function isOlderAddress(person: Person, email: string): boolean {
  const key = `e:${email}`
  return person.keys.indexOf(key) < person.keys.indexOf(`e:${person.email}`)
}

function reportReplaced(person: Person, address: string): void {
  const reason = `replaced by ${address} before it was in the CRM: both came with the same user id`
  reportProblem(person, { field: 'emails', reason, value: person.email ?? null })
}

function pointKeys(person: Person, identity: Identity, subjects: Subjects): void {
  const { email, userId, anonymousId, introduces, provenance } = identity
  if (email) take(`e:${email}`, provenance)
  if (userId) take(`u:${userId}`, provenanceOfKey('userId', provenance))
  if (anonymousId) take(`a:${anonymousId}`, provenanceOfKey('anonymousId', provenance))

  function take(key: string, by: Provenance) {
    const before = subjects.person(key)
    if (before && before !== person) {
      if (!introduces || !mayMove(before, key, by)) return
      // Events sent again find the new person: what has been folded for the old one stays known.
      mergeLedgers(person.seen, before.seen)
    }
    point(key, { person, by }, subjects)
  }
}

/** A userId that leads to a contact stays there whatever a page says; a browser may change hands. */
function mayMove(holder: Person, key: string, by: Provenance): boolean {
  if (by === 'page' && key.startsWith('u:') && !isNew(holder)) return false
  return compareRanks(keyRank(holder, key), by) <= 0
}

function point(
  key: string,
  { person, by }: { person: Person; by: Provenance },
  subjects: Subjects,
): void {
  const rank = person.keys.includes(key) ? higherOf(keyRank(person, key), by) : by
  subjects.point(key, person)
  if (person.ranks?.[key] !== rank) person.ranks = { ...person.ranks, [key]: rank }
}

/** One person stays, under the keys of both. */
export function absorb(into: Person, from: Person, subjects: Subjects): void {
  mergePeople(into, from)
  const keys = from.keys.map((key) => ({ key, by: keyRank(from, key) }))
  subjects.remove(from)
  for (const { key, by } of keys) point(key, { person: into, by }, subjects)
}
