import { interpret } from '../../src/freshsales/interpret/interpret.ts'
import type { InterpretSettings } from '../../src/freshsales/settings.ts'
import { SERVER } from '../../src/freshsales/word.ts'
import type { Event } from '../../src/protocol/event.ts'
import { admit } from '../freshsales/vectors/admit.ts'
import { readCases } from '../freshsales/vectors/suite.ts'

/** How long it takes to say what one event means: `node test/bench/interpret.ts`. The goal is 20 µs in the median. */

const SETTINGS: InterpretSettings = { generation: 'modern', actions: new Map(), timeline: 'note' }

/** Long enough for the engine to compile what it will run. */
const WARM_UP_ROUNDS = 200
const ROUNDS = 300

/** Microseconds for each event, sorted. */
export function measureInterpret(events: readonly Event[]): number[] {
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) {
    for (const event of events) interpret(event, SETTINGS, SERVER)
  }
  const times = events.map((event) => {
    const start = performance.now()
    for (let round = 0; round < ROUNDS; round += 1) interpret(event, SETTINGS, SERVER)
    return ((performance.now() - start) * 1000) / ROUNDS
  })
  return times.sort((a, b) => a - b)
}

if (import.meta.main) {
  const events = readCases().flatMap(({ event }) => {
    const admitted = admit(event)
    return 'event' in admitted ? [admitted.event] : []
  })
  const times = measureInterpret(events)
  const at = (share: number) => times[Math.floor((times.length - 1) * share)]?.toFixed(1)
  console.table([
    { events: events.length, 'median µs': at(0.5), 'p95 µs': at(0.95), 'slowest µs': at(1) },
  ])
}
