import { expect, it } from 'vitest'
import {
  LEDGER_DAYS,
  type Ledger,
  mergeLedgers,
  recordOnce,
  trimLedger,
} from '../../src/edge/outbox/person/ledger.ts'

const DAY = 86_400_000
const now = Date.UTC(2026, 0, 10)

it('knows an event again for a week', () => {
  const ledger: Ledger = {}
  expect(recordOnce(ledger, 'm-1', now)).toBe(true)
  expect(recordOnce(ledger, 'm-1', now + LEDGER_DAYS * DAY)).toBe(false)
})

it('forgets what is older', () => {
  const ledger: Ledger = {}
  recordOnce(ledger, 'm-1', now)
  trimLedger(ledger, now + (LEDGER_DAYS + 1) * DAY)
  expect(ledger).toEqual({})
})

it('tells 20,000 events of one person apart', { timeout: 30_000 }, () => {
  const ledger: Ledger = {}
  const repeated = Array.from({ length: 20_000 }, (_, i) =>
    recordOnce(ledger, `event-${i}`, now),
  ).filter((isNew) => !isNew)
  expect(repeated).toEqual([])
})

it('knows the events of both when two people turn out to be one', () => {
  const [into, from]: [Ledger, Ledger] = [{}, {}]
  recordOnce(into, 'm-1', now)
  recordOnce(from, 'm-2', now)
  mergeLedgers(into, from)
  expect([
    recordOnce(into, 'm-1', now),
    recordOnce(into, 'm-2', now),
    recordOnce(into, 'm-3', now),
  ]).toEqual([false, false, true])
})
