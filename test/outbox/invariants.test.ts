import { describe, expect, it, vi } from 'vitest'
import type { Env } from '../../src/edge/env.ts'
import type { DeliveryDeps } from '../../src/edge/outbox/engine/createDeliveryDeps.ts'
import { forgetRecord } from '../../src/edge/outbox/engine/forgetRecord.ts'
import {
  brokenInvariants,
  checkDueTimes,
  checkOneContact,
  mayLeave,
  mayTidyUp,
} from '../../src/edge/outbox/engine/invariants.ts'
import type { CallAttempt } from '../../src/edge/outbox/engine/makeCall.ts'
import { readConditions } from '../../src/edge/outbox/operator/conditions.ts'
import type { Person } from '../../src/edge/outbox/parts/parts.ts'
import { Subjects } from '../../src/edge/outbox/person/subjects.ts'
import { migrate } from '../../src/edge/outbox/store/migrate.ts'
import { parseConfig } from '../../src/edge/settings/config.ts'
import { createStorage } from './createStorage.ts'

const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)

const NOW = Date.UTC(2026, 0, 10, 9)
const HOUR = 3_600_000
const parsed = parseConfig({
  FRESHSALES_DOMAIN: 'acme',
  FRESHSALES_API_KEY: 'key',
  WRITE_KEYS: '{"key":"Website"}',
  HOURLY_CALLS: '100',
  MINUTE_CALLS: '10',
} as unknown as Env)
if (!parsed.ok) throw new Error(parsed.reason)
const config = parsed.value

function open(change: (person: Person) => void = () => undefined) {
  const storage = createStorage()
  migrate(storage)
  const subjects = new Subjects(storage.sql, NOW)
  const person = subjects.createPerson(NOW)
  subjects.point('e:ann@acme.example', person)
  person.email = 'ann@acme.example'
  change(person)
  subjects.save()
  const id = subjects.idOf(person)
  const deps = { storage, config, tidyUps: new Map(), now: () => NOW } as unknown as DeliveryDeps
  return { storage, sql: storage.sql, deps, id, person }
}

const note = { method: 'POST', path: '/notes', body: {} } as const

function attempt(id: number, step: Partial<CallAttempt['step']>, calls = 0): CallAttempt {
  return {
    id,
    step: { do: 'call', call: note, purpose: { kind: 'entry' }, problems: [], ...step },
    budget: { spent: { [Math.floor(NOW / 10_000)]: calls } },
  }
}

const names = (sql: ReturnType<typeof open>['sql']) => Object.keys(brokenInvariants(sql))

describe('what always holds', () => {
  it('lets a call leave that is marked, and says nothing', () => {
    const { deps, id, sql } = open((person) => {
      person.unsure = ['entry:1']
    })
    expect(mayLeave(deps, attempt(id, { doubtKey: 'entry:1' }, 9))).toBe(true)
    const upsert = { ...note, path: '/contacts/upsert' } as const
    expect(mayLeave(deps, attempt(id, { call: upsert }))).toBe(true)
    expect(names(sql)).toEqual([])
  })

  it.each([
    ['is not marked', { doubtKey: 'entry:1' }, 0, 'call-marked'],
    ['has nothing to be marked by', {}, 0, 'call-marked'],
    ['is one too many', { doubtKey: 'entry:0' }, 10, 'budget-kept'],
  ])('holds back a call that %s, and its person with it', (_, step, calls, name) => {
    const { deps, id, sql } = open((person) => {
      person.unsure = ['entry:0']
    })
    expect(mayLeave(deps, attempt(id, step, calls))).toBe(false)
    expect(brokenInvariants(sql)).toEqual({ [name]: { times: 1, at: NOW } })
    expect(new Subjects(sql, NOW).byId(id)?.retryAt).toBe(NOW + HOUR)
    expect(log).toHaveBeenCalledWith(JSON.stringify({ event: 'invariant_broken', name, times: 1 }))
  })

  it('tells of a row and a ledger that grow without end, and delivers all the same', () => {
    const { deps, id, sql } = open((person) => {
      person.unsure = ['entry:1']
    })
    // Behind the back of what writes rows, which cuts them.
    const seen = JSON.stringify({ 20000: 'x'.repeat(300_000) })
    sql.exec(`UPDATE subject SET state = json_set(state, '$.seen', json(?))`, seen)
    expect(mayLeave(deps, attempt(id, { doubtKey: 'entry:1' }))).toBe(true)
    expect(names(sql)).toEqual(['row-bounded', 'ledger-bounded'])
  })

  it('has whoever would wait for ever looked at again', () => {
    const { storage, sql, id } = open()
    sql.exec('UPDATE subject SET priority = 1, due_at = ?', NOW + 1_000 * HOUR)
    checkDueTimes(storage, NOW)
    expect(sql.exec('SELECT id, due_at FROM subject').toArray()).toEqual([{ id, due_at: NOW }])
    expect(names(sql)).toEqual(['due-in-time'])
    checkDueTimes(storage, NOW)
    expect(brokenInvariants(sql)['due-in-time']?.times).toBe(1)
  })

  it('notices a second contact of somebody who has one, and no first one', () => {
    const { sql, person } = open()
    const made = { subject: person, status: 201, kind: 'contact', now: NOW }
    checkOneContact(sql, made)
    expect(names(sql)).toEqual([])
    person.contactId = 7
    checkOneContact(sql, { ...made, status: 200 })
    expect(names(sql)).toEqual([])
    checkOneContact(sql, made)
    expect(names(sql)).toEqual(['one-contact'])
  })

  it('alerts, and says when it is over', () => {
    const { deps, id, sql } = open()
    mayLeave(deps, attempt(id, {}))
    const condition = (now: number) =>
      readConditions(sql, config, now).find(({ name }) => name === 'invariant_broken')
    expect(condition(NOW)).toMatchObject({ isMet: true, changesAt: NOW + HOUR })
    expect(condition(NOW)?.begun).toContain('call-marked')
    expect(condition(NOW + HOUR)?.isMet).toBe(false)
  })
})

describe('a subject that needs no call', () => {
  it('is tidied up often, and waits an hour where it comes again and again', () => {
    const { deps, id, sql } = open()
    const times = Array.from({ length: 200 }, () => mayTidyUp(deps, id)).indexOf(false)
    expect(times).toBe(100)
    expect(brokenInvariants(sql).progress).toEqual({ times: 100, at: NOW })
    expect(new Subjects(sql, NOW).byId(id)?.retryAt).toBe(NOW + HOUR)
  })

  it('is not one whose record is gone while its address moved', () => {
    const { person } = open((one) => Object.assign(one, { contactId: 7, emailMoved: true }))
    forgetRecord(person)
    expect(person).not.toHaveProperty('emailMoved')
  })
})
