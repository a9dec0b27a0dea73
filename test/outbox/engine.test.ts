import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { isFull } from '../shop/effort.ts'
import { createCrm } from './engine/crm.ts'
import { createEngine, type Fate } from './engine/engine.ts'
import { type Deed, eventOf, story, tell } from './engine/story.ts'

/** The log of deliveries says nothing here. */
vi.spyOn(console, 'log').mockImplementation(() => undefined)

const fates = fc.array(
  fc.constantFrom<Fate>('answered', 'answered', 'failed', 'lost', 'throttled', 'crash'),
  { maxLength: 30 },
)

/** The order of arrival, how events share a request, which requests come twice, and how long it is until the next. */
const arrival = fc.record({
  order: fc.infiniteStream(fc.nat()),
  sizes: fc.infiniteStream(fc.integer({ min: 1, max: 5 })),
  repeats: fc.infiniteStream(fc.boolean()),
  pauses: fc.infiniteStream(fc.constantFrom(0, 0, 500, 3_000, 60_000)),
})

it('brings the CRM to what happened, whatever the order, the repeats and the failures', async () => {
  await fc.assert(
    fc.asyncProperty(story, arrival, fates, async (deeds, how, luck) => {
      const crm = createCrm()
      const engine = createEngine(crm, luck)
      for (const request of requestsOf(deeds, how, engine.now() - 60_000)) {
        engine.append(request)
        await engine.pass(how.pauses.next().value ?? 0)
      }
      await engine.rest()
      expect(engine.deadLetters()).toEqual([])
      expect(crm.state()).toEqual(tell(deeds))
    }),
    { numRuns: isFull ? 10_000 : 1_500 },
  )
}, 300_000)

type Arrival = typeof arrival extends fc.Arbitrary<infer Value> ? Value : never

function requestsOf(deeds: readonly Deed[], how: Arrival, startsAt: number): object[][] {
  const events = deeds
    .map((deed, index) => ({
      event: eventOf(deed, index, startsAt),
      place: how.order.next().value,
    }))
    .sort((a, b) => (a.place ?? 0) - (b.place ?? 0))
    .map(({ event }) => event)
  const requests: object[][] = []
  while (events.length > 0) {
    const request = events.splice(0, how.sizes.next().value ?? 1)
    requests.push(request)
    if (how.repeats.next().value) requests.push(request)
  }
  return requests
}
