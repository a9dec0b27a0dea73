import { expect, it } from 'vitest'
import {
  LEDGER_DAYS,
  type Ledger,
  mergeLedgers,
  note,
  trimLedger,
} from '../../src/edge/outbox/person/ledger.ts'

const DAY = 86_400_000
const now = Date.UTC(2026, 0, 10)

it('knows an event again for a week', () => {
  const ledger: Ledger = {}
  expect(note(ledger, 'm-1', now)).toBe(true)
  expect(note(ledger, 'm-1', now + LEDGER_DAYS * DAY)).toBe(false)
})

it('forgets what is older', () => {
  const ledger: Ledger = {}
  note(ledger, 'm-1', now)
  trimLedger(ledger, now + (LEDGER_DAYS + 1) * DAY)
  expect(ledger).toEqual({})
})

it('tells 20,000 events of one person apart', () => {
  const ledger: Ledger = {}
  const repeated = Array.from({ length: 20_000 }, (_, i) => note(ledger, `event-${i}`, now)).filter(
    (isNew) => !isNew,
  )
  expect(repeated).toEqual([])
})

it('knows the events of both when two people turn out to be one', () => {
  const [into, from]: [Ledger, Ledger] = [{}, {}]
  note(into, 'm-1', now)
  note(from, 'm-2', now)
  mergeLedgers(into, from)
  expect([note(into, 'm-1', now), note(into, 'm-2', now), note(into, 'm-3', now)]).toEqual([
    false,
    false,
    true,
  ])
})
