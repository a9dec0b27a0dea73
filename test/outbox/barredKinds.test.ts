import { describe, expect, it } from 'vitest'
import {
  type Barred,
  barKind,
  barredUntil,
  callKindName,
  openKind,
  readBarredKinds,
  rightFor,
  tellMissingRights,
  tellWrongAddress,
  wasBarred,
} from '../../src/edge/outbox/engine/barredKinds.ts'
import { migrate } from '../../src/edge/outbox/store/migrate.ts'
import type { Call } from '../../src/freshsales/api/call.ts'
import { createStorage } from './createStorage.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const now = Date.UTC(2026, 0, 10, 9)

const call = (method: Call['method'], path: string, base?: 'track') =>
  ({ method, path, ...(base && { base }) }) as Call

describe('the kind of a call', () => {
  it.each([
    ['POST', '/contacts/upsert', 'POST /contacts', 'create contacts'],
    ['PUT', '/contacts/17?include=sales_accounts', 'PUT /contacts', 'update contacts'],
    ['GET', '/contacts/17/activities', 'GET /activities', 'read activities'],
    ['GET', '/lookup?q=ann@acme.example', 'GET /lookup', 'read what a search finds'],
    ['POST', '/sales_activities', 'POST /sales_activities', 'create activities'],
    ['POST', '/sales_accounts/upsert', 'POST /sales_accounts', 'create accounts'],
    ['DELETE', '/sales_notes/4', 'DELETE /sales_notes', 'delete sales notes'],
    ['PATCH', '/tasks', 'PATCH /tasks', 'PATCH tasks'],
    ['GET', '/', 'GET /', 'read '],
  ] as const)('is what one right covers: %s %s', (method, path, kind, right) => {
    expect(callKindName(call(method as Call['method'], path))).toBe(kind)
    expect(rightFor(kind)).toBe(right)
  })

  it('is one for all that the tracking API is told', () => {
    const kind = callKindName(call('POST', '/track/visitors/7', 'track'))
    expect(kind).toBe('POST tracking')
    expect(rightFor(kind)).toBe('create page views and events of the tracking API')
  })
})

function open() {
  const storage = createStorage()
  migrate(storage)
  const { sql } = storage
  return {
    sql,
    refuse: (subject: number, at = now, kind = 'POST /deals') =>
      barKind(sql, { kind, subject, status: 403, words: `No, ${subject}`, now: at }),
    until: (at: number, kind = 'POST /deals') => barredUntil(readBarredKinds(sql, at), kind, at),
  }
}

describe('a kind of call', () => {
  it('is barred once three different ones were refused in a row, and asked for every five minutes', () => {
    const { refuse, until } = open()
    expect([1, 2, 2, 1].map((subject) => refuse(subject))).toEqual([false, false, false, false])
    expect(until(now)).toBeUndefined()
    expect(refuse(3)).toBe(true)
    expect([until(now), until(now + 5 * MINUTE - 1)]).toEqual([now + 5 * MINUTE, now + 5 * MINUTE])
    expect(until(now + 5 * MINUTE)).toBeUndefined()
    expect(until(now, 'POST /notes')).toBeUndefined()
  })

  it.each(['POST /contacts', 'POST /leads'])('is asked for every minute: %s', (kind) => {
    const { refuse, until } = open()
    for (const subject of [1, 2, 3]) refuse(subject, now, kind)
    expect(until(now, kind)).toBe(now + MINUTE)
  })

  it('stays barred at the first refusal after that, and remembers since when', () => {
    const { sql, refuse } = open()
    for (const subject of [1, 2, 3]) refuse(subject)
    expect(refuse(4, now + HOUR)).toBe(true)
    expect(readBarredKinds(sql, now + HOUR)['POST /deals']).toEqual({
      status: 403,
      since: now,
      at: now + HOUR,
      until: now + HOUR + 5 * MINUTE,
      words: 'No, 4',
      subjects: [2, 3, 4],
    })
  })

  it('is open again once one goes well, and that alone', () => {
    const { sql, refuse } = open()
    refuse(1)
    refuse(1, now, 'POST /notes')
    expect(openKind(sql, 'POST /deals')).toMatchObject({ since: now, words: 'No, 1' })
    expect(openKind(sql, 'POST /deals')).toBeUndefined()
    expect(['POST /deals', 'POST /notes'].map((kind) => wasBarred(sql, kind))).toEqual([
      false,
      true,
    ])
  })

  it('is told of for two hours, and known to have been refused for ever', () => {
    const { sql, refuse } = open()
    refuse(1)
    expect(Object.keys(readBarredKinds(sql, now + 2 * HOUR - 1))).toEqual(['POST /deals'])
    expect(readBarredKinds(sql, now + 2 * HOUR)).toEqual({})
    expect(wasBarred(sql, 'POST /deals')).toBe(true)
  })
})

describe('what the operator reads', () => {
  const barred = (status: number, words = ''): Barred => ({
    status,
    words,
    since: now,
    at: now,
    subjects: [],
  })

  it('is nothing where nothing is refused', () => {
    expect(tellMissingRights({})).toBeUndefined()
    expect(tellWrongAddress({})).toBeUndefined()
    expect(tellMissingRights({ 'POST /deals': barred(404) })).toBeUndefined()
    expect(tellWrongAddress({ 'POST /deals': barred(403) })).toBeUndefined()
  })

  it('names each right that is missing, with the words of Freshsales', () => {
    const kinds = { 'POST /deals': barred(403, 'Access denied. '), 'PUT /contacts': barred(403) }
    expect(tellMissingRights(kinds)).toBe(
      'Freshsales does not let this user create deals: Access denied; update contacts. ' +
        'Give the user of FRESHSALES_API_KEY a role that may. Everything else goes on.',
    )
  })

  it('says that leads wait where no contact can be made', () => {
    const told = tellMissingRights({ 'POST /deals': barred(403), 'POST /leads': barred(403) })
    expect(told).toMatch(/New leads wait meanwhile\.$/)
  })

  it.each([
    ['ann@acme.example may not', '… may not'],
    ['User 12345 (a7) may not', 'User … (a7) may not'],
    ['x'.repeat(900), 'x'.repeat(200)],
  ])('holds nothing personal, and no more than it takes: %.30s', (words, told) => {
    expect(tellMissingRights({ 'POST /deals': barred(403, words) })).toContain(
      `create deals: ${told}. Give`,
    )
  })

  it('says which setting is wrong where the address knows no such thing', () => {
    expect(tellWrongAddress({ 'POST /deals': barred(403), 'POST /contacts': barred(404) })).toBe(
      'Freshsales answers 404 to POST /contacts: check FRESHSALES_DOMAIN. What is sent there waits meanwhile.',
    )
  })
})
