import { describe, expect, test } from 'vitest'
import type { Call } from '../../src/freshsales/api/call.ts'
import { createDeal, upsertContact } from '../../src/freshsales/api/request.ts'
import {
  learn,
  lostFields,
  nextCall,
  startBisection,
} from '../../src/freshsales/repair/bisection.ts'
import type { JsonObject } from '../../src/protocol/event.ts'

/** A CRM that refuses records with a bad field and adds the others to what it has. */
function deliver(call: Call, bad: readonly string[]) {
  let stored: JsonObject | undefined
  let calls = 1
  const made: string[] = []
  let state = startBisection(call)
  for (let next = state && nextCall(state); state && next; next = nextCall(state)) {
    calls += 1
    const record = flat(next.call.body ?? {})
    const isTaken = !bad.some((field) => field in record)
    if (isTaken) {
      stored = { ...stored, ...record }
      made.push(`${next.call.method} ${next.call.path}`)
    }
    state = learn(state, next.tried, { isTaken, id: 7 })
  }
  const lost = state ? lostFields(state, ['Nope']).map(({ field }) => field) : []
  return { stored, calls, lost, made }
}

function flat(body: JsonObject): JsonObject {
  const { unique_identifier: _, ...rest } = body
  const { custom_field, ...record } = Object.values(rest)[0] as JsonObject
  return { ...record, ...(custom_field as JsonObject | undefined) }
}

function contactOf(fields: number): JsonObject {
  const names = Array.from({ length: fields }, (_, at) => `field_${at}`)
  const half = Math.ceil(fields / 2)
  const valued = (some: string[]) => Object.fromEntries(some.map((name) => [name, name]))
  return {
    emails: 'ann@acme.example',
    ...valued(names.slice(0, half)),
    custom_field: valued(names.slice(half)),
  }
}

describe('the search for a bad field that the refusal does not name', () => {
  test('costs one bad field and six calls at most, whichever of sixteen it is', () => {
    for (let fields = 1; fields <= 16; fields++) {
      const contact = contactOf(fields)
      const call = upsertContact({ email: 'ann@acme.example', contact })
      for (let at = 0; at < fields; at++) {
        const bad = `field_${at}`
        const { stored, calls, lost } = deliver(call, [bad])
        const { [bad]: _, ...rest } = flat({ contact })
        expect(stored).toEqual(rest)
        expect(lost).toEqual([bad])
        expect(calls).toBeLessThanOrEqual(6)
      }
    }
  })

  test('costs a few neighbours of it in a record of forty', () => {
    const call = upsertContact({ email: 'ann@acme.example', contact: contactOf(40) })
    for (let at = 0; at < 40; at++) {
      const { calls, lost } = deliver(call, [`field_${at}`])
      expect(lost).toContain(`field_${at}`)
      expect(lost.length).toBeLessThanOrEqual(3)
      expect(calls).toBeLessThanOrEqual(6)
    }
  })

  test('brings the person in when several fields are bad', () => {
    const call = upsertContact({ email: 'ann@acme.example', contact: contactOf(12) })
    for (let one = 0; one < 12; one++)
      for (let other = one + 1; other < 12; other++) {
        const { stored, calls, lost } = deliver(call, [`field_${one}`, `field_${other}`])
        expect(stored).toMatchObject({ emails: 'ann@acme.example' })
        expect(calls).toBeLessThanOrEqual(7)
        expect(lost).toEqual(expect.arrayContaining([`field_${one}`, `field_${other}`]))
      }
  })

  test('makes a record once and adds to it by its id', () => {
    const deal = createDeal({ name: 'Pro', probability: 900, tags: ['web'], deal_type_id: 3 })
    const { made, lost } = deliver(deal, ['probability'])
    expect(lost).toEqual(['probability'])
    expect(made[0]).toBe('POST /deals')
    expect(made.slice(1).every((call) => call === 'PUT /deals/7')).toBe(true)
  })

  test('keeps an amount and its currency together', () => {
    const deal = createDeal({ name: 'Pro', amount: 5, currency_id: 99, probability: 50 })
    expect(deliver(deal, ['currency_id']).lost.sort()).toEqual(['amount', 'currency_id'])
  })

  test('tries no deal without an amount', () => {
    const deal = createDeal({ name: 'Pro', amount: 1e17, probability: 50 })
    const state = startBisection(deal)
    for (let next = state && nextCall(state), at = state; at && next; next = nextCall(at)) {
      expect(Object.keys(flat(next.call.body ?? {}))).toContain('amount')
      at = learn(at, next.tried, { isTaken: false })
    }
  })

  test('has nothing to try where nothing can be spared', () => {
    const call = upsertContact({ email: 'ann@acme.example', contact: {} })
    expect(startBisection(call)).toBeUndefined()
  })
})
