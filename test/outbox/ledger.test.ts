import { expect, it } from 'vitest'
import {
  LEDGER_DAYS,
  type Ledger,
  mergeLedgers,
  recordEffect,
  recordOnce,
  trimLedger,
} from '../../src/edge/outbox/person/ledger.ts'
import type { Provenance } from '../../src/freshsales/word.ts'

const DAY = 86_400_000
const now = Date.UTC(2026, 0, 10)

const message = (messageId: string, source = 'Website', by: Provenance = 'page') => ({
  messageId,
  source,
  by,
})

it('knows an event again for a week', () => {
  const ledger: Ledger = {}
  expect(recordOnce(ledger, message('m-1'), now)).toBe(true)
  expect(recordOnce(ledger, message('m-1'), now + LEDGER_DAYS * DAY)).toBe(false)
})

it.each([
  ['order-462', 'server', '00qk0i9v53hbh53c59'],
  ['order-1732', 'server', '9aka00w05747ulynqj'],
  ['order-77', 'signed', 'h9da7rebnax35k7a7b'],
  ['order-77', 'page', '~n26zv6h9'],
] as const)(
  'marks %s of a %s as every version did: what it marked is known again',
  (id, by, mark) => {
    const ledger: Ledger = {}
    recordOnce(ledger, message(id, 'Shop', by), now)
    expect(Object.values(ledger)).toEqual([mark])
  },
)

it('forgets what is older', () => {
  const ledger: Ledger = {}
  recordOnce(ledger, message('m-1'), now)
  trimLedger(ledger, now + (LEDGER_DAYS + 1) * DAY)
  expect(ledger).toEqual({})
})

it('tells 8,000 events of one person apart', { timeout: 30_000 }, () => {
  const ledger: Ledger = {}
  const repeated = Array.from({ length: 8_000 }, (_, i) =>
    recordOnce(ledger, message(`event-${i}`), now),
  ).filter((isNew) => !isNew)
  expect(repeated).toEqual([])
})

it('knows the events of both when two people turn out to be one', () => {
  const [into, from]: [Ledger, Ledger] = [{}, {}]
  recordOnce(into, message('m-1'), now)
  recordOnce(from, message('m-2'), now)
  mergeLedgers(into, from)
  expect([
    recordOnce(into, message('m-1'), now),
    recordOnce(into, message('m-2'), now),
    recordOnce(into, message('m-3'), now),
  ]).toEqual([false, false, true])
})

it('lets a higher word in after a lower one, and no lower or equal one after it', () => {
  const ledger: Ledger = {}
  expect(recordOnce(ledger, message('order-77'), now)).toBe(true)
  expect(recordOnce(ledger, message('order-77', 'Shop', 'server'), now)).toBe(true)
  expect(recordOnce(ledger, message('order-77', 'Shop', 'server'), now)).toBe(false)
  expect(recordOnce(ledger, message('order-77', 'Blog'), now)).toBe(false)
  expect(recordOnce(ledger, message('order-77', 'Blog', 'signed'), now)).toBe(false)
})

it('takes the same id from two sites for two events', () => {
  const ledger: Ledger = {}
  const sources = ['Shop', 'Blog', 'Shop']
  expect(sources.map((source) => recordOnce(ledger, message('1', source), now))).toEqual([
    true,
    true,
    false,
  ])
})

it('tells a server what an event of a page has caused', () => {
  const ledger: Ledger = {}
  const cause = (effect: string, by: Provenance) => recordEffect(ledger, { effect, by }, now)
  expect(cause('activity m-1', 'page')).toBe(true)
  expect([cause('activity m-1', 'server'), cause('activity m-2', 'server')]).toEqual([false, true])
})

it('takes no effect of a page for an event of a server, however its text was chosen', () => {
  const ledger: Ledger = {}
  recordEffect(ledger, { effect: 'order-77', by: 'page' }, now)
  const alike = message('effect\norder-77', 'Shop', 'server')
  expect(recordOnce(ledger, alike, now)).toBe(true)
})
