import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isWaiting,
  markDelivered,
  mergeStamped,
  type StampedFields,
  stamp,
  waitingValues,
} from '../../src/edge/outbox/person/stamped.ts'

const writes = fc.array(
  fc.record({
    name: fc.constantFrom('city', 'plan'),
    value: fc.oneof(
      fc.constantFrom('a', 'b', null),
      fc.array(fc.integer({ max: 2 }), { maxLength: 2 }),
    ),
    at: fc.integer({ min: 0, max: 5 }),
  }),
)

/** The naive model: of all writes to a field, the last of those with the highest time. */
function latest(all: { name: string; value: unknown; at: number }[]) {
  const model: { [name: string]: unknown } = {}
  for (const name of new Set(all.map((write) => write.name))) {
    const mine = all.filter((write) => write.name === name)
    const newest = Math.max(...mine.map((write) => write.at))
    model[name] = mine.findLast((write) => write.at === newest)?.value
  }
  return model
}

describe('stamped fields', () => {
  it('keep the last value by event time, whatever the order of arrival', () => {
    fc.assert(
      fc.property(writes, (all) => {
        const fields: StampedFields = {}
        for (const { name, value, at } of all) stamp(fields, name, value, { at, by: 'server' })
        expect(waitingValues(fields)).toEqual(latest(all))
      }),
      { numRuns: 10_000 },
    )
  })

  it('give the same result when two people turn out to be one', () => {
    fc.assert(
      fc.property(writes, writes, (ours, theirs) => {
        const [into, from]: StampedFields[] = [{}, {}]
        for (const { name, value, at } of ours) stamp(into ?? {}, name, value, { at, by: 'server' })
        for (const { name, value, at } of theirs)
          stamp(from ?? {}, name, value, { at, by: 'server' })
        mergeStamped(into ?? {}, from ?? {})
        expect(waitingValues(into ?? {})).toEqual(latest([...theirs, ...ours]))
      }),
      { numRuns: 2_000 },
    )
  })

  it('have nothing to send for a value that Freshsales has', () => {
    const fields: StampedFields = {}
    stamp(fields, 'city', 'Rome', { at: 1, by: 'server' })
    markDelivered(fields, { city: 'Rome' })
    stamp(fields, 'city', 'Rome', { at: 2, by: 'server' })
    expect(isWaiting(fields)).toBe(false)
  })

  it('keep a value waiting that changed while its call was out', () => {
    const fields: StampedFields = {}
    stamp(fields, 'city', 'Rome', { at: 1, by: 'server' })
    stamp(fields, 'city', 'Turin', { at: 2, by: 'server' })
    markDelivered(fields, { city: 'Rome' })
    expect(waitingValues(fields)).toEqual({ city: 'Turin' })
  })
})
