import type { Claim, Turns } from '../engine/turns.ts'
import type { Person, Subject } from '../parts/parts.ts'
import { type Place, takeSubjectRow, writeSubjectRow } from '../store/subjectRow.ts'
import { createPerson } from './person.ts'
import { type Account, createAccount } from './personCore.ts'
import { schedule } from './schedule.ts'

/**
 * The people and accounts of the outbox, by id and by identity key. Changes are kept in memory until
 * `save`, so that a pass over many events writes each row once; callers wrap it in a transaction.
 */
export class Subjects {
  readonly #sql: SqlStorage
  readonly #now: number
  readonly #turns: Turns | undefined
  readonly #loaded = new Map<number, Subject>()
  readonly #places = new Map<number, Place>()
  readonly #changed = new Set<number>()
  readonly #claims = new Map<number, Claim[]>()
  readonly #ids = new Map<Subject, number>()
  readonly #keys = new Map<string, number | undefined>()
  #nextId: number | undefined

  /** `turns` say who has to wait for whom, where events are folded. */
  constructor(sql: SqlStorage, now: number, turns?: Turns) {
    this.#sql = sql
    this.#turns = turns
    this.#now = now
  }

  byId(id: number): Subject | undefined {
    const loaded = this.#loaded.get(id)
    if (loaded) return loaded
    const row = takeSubjectRow(this.#sql, id, this.#now)
    if (!row) return undefined
    this.#places.set(id, row.place)
    return this.#keep(id, row.subject)
  }

  byKey(key: string): Subject | undefined {
    if (!this.#keys.has(key)) {
      const [row] = this.#sql
        .exec<{ subject: number }>('SELECT subject FROM identity WHERE key = ?', key)
        .toArray()
      this.#keys.set(key, row?.subject)
    }
    const id = this.#keys.get(key)
    const found = id === undefined ? undefined : this.byId(id)
    // One that was set aside leaves its number to the next one, who is not meant by this key yet.
    if (!found) this.#keys.set(key, undefined)
    return found
  }

  idOf(subject: Subject): number {
    const id = this.#ids.get(subject)
    if (id === undefined) throw new Error('subjects: not one of this store')
    return id
  }

  holds(subject: Subject): boolean {
    const id = this.#ids.get(subject)
    return id !== undefined && this.#loaded.get(id) === subject
  }

  person(key: string): Person | undefined {
    const found = this.byKey(key)
    return found?.kind === 'person' ? found : undefined
  }

  account(name: string, now: number): Account {
    const known = this.findAccount(name)
    if (known) return known
    const account = createAccount(name, now)
    this.#add(account)
    this.point(accountKey(name), account)
    return account
  }

  findAccount(name: string): Account | undefined {
    const found = this.byKey(accountKey(name))
    return found?.kind === 'account' ? found : undefined
  }

  createPerson(now: number): Person {
    const person = createPerson(now)
    this.#add(person)
    return person
  }

  /** From now on `key` means this subject. */
  point(key: string, subject: Subject): void {
    const before = this.byKey(key)
    if (before === subject) return
    if (before) {
      before.keys = before.keys.filter((each) => each !== key)
      if (before.kind === 'person') delete before.ranks?.[key]
      this.touch(before)
    }
    if (!subject.keys.includes(key)) subject.keys.push(key)
    this.#keys.set(key, this.idOf(subject))
    this.#sql.exec('INSERT OR REPLACE INTO identity VALUES (?, ?)', key, this.idOf(subject))
    this.touch(subject)
  }

  /** Marks a subject as changed, to be written by `save`. */
  touch(subject: Subject, claim?: Claim): void {
    const id = this.idOf(subject)
    this.#changed.add(id)
    if (claim) this.#claims.set(id, withClaim(this.#claims.get(id) ?? [], claim))
  }

  remove(subject: Subject): void {
    const id = this.idOf(subject)
    for (const key of subject.keys) {
      this.#sql.exec('DELETE FROM identity WHERE key = ?', key)
      this.#keys.set(key, undefined)
    }
    this.#sql.exec('DELETE FROM subject WHERE id = ?', id)
    this.#loaded.delete(id)
    this.#changed.delete(id)
    // Its number may be given to the next one, whose row does not exist yet.
    this.#places.delete(id)
  }

  /** Writes what changed, each with the priority and the time of its next step. */
  save(): void {
    for (const id of this.#changed) {
      const subject = this.#loaded.get(id)
      if (!subject) continue
      this.#takeTurn(subject, this.#claims.get(id) ?? [])
      const { waitingSince, ...next } = schedule(subject, this.#now)
      if (waitingSince === undefined) delete subject.waitingSince
      else subject.waitingSince = waitingSince
      const isDeferred = subject.turn === next.dueAt && next.dueAt > this.#now
      const turn = isDeferred ? next.dueAt : null
      const place = { ...next, waitingSince: waitingSince ?? null, turn }
      const before = this.#places.get(id)
      writeSubjectRow(this.#sql, { id, subject, place, ...(before && { before }) })
      this.#places.set(id, place)
    }
    this.#changed.clear()
    this.#claims.clear()
  }

  /**
   * Who begins to wait gets a place in line. One who was put off by somebody's flood gets the better one
   * that the next to speak of them has, and a believed word lends its own to whoever waits.
   */
  #takeTurn(subject: Subject, claims: readonly Claim[]): void {
    const waits = schedule(subject, this.#now).waitingSince !== undefined
    if (!waits) delete subject.turn
    if (!waits || !this.#turns) return
    let best = subject.waitingSince === undefined ? undefined : (subject.turn ?? this.#now)
    for (const claim of claims) {
      if (best !== undefined && best <= this.#now && !claim.isBelieved) continue
      const turn = this.#turns.take(claim, this.#now) ?? this.#now
      best = Math.min(turn, best ?? turn)
    }
    if (best === this.#now) delete subject.turn
    else if (best !== undefined) subject.turn = best
  }

  #add(subject: Subject): void {
    this.#nextId ??= this.#highestId() + 1
    this.#keep(this.#nextId++, subject)
    this.touch(subject)
  }

  #highestId(): number {
    const [row] = this.#sql
      .exec<{ id: number | null }>('SELECT MAX(id) AS id FROM subject')
      .toArray()
    return row?.id ?? 0
  }

  #keep(id: number, subject: Subject): Subject {
    this.#loaded.set(id, subject)
    this.#ids.set(subject, id)
    return subject
  }
}

/** One of each who asks. */
function withClaim(claims: Claim[], claim: Claim): Claim[] {
  const isKnown = claims.some(
    ({ source, group, isBelieved }) =>
      source === claim.source && group === claim.group && isBelieved === claim.isBelieved,
  )
  return isKnown ? claims : [...claims, claim]
}

/** Account names differ only by case on the site far more often than in the CRM. */
const accountKey = (name: string) => `g:${name.trim().toLowerCase()}`
