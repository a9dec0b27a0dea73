import { expect, it } from 'vitest'
import { createChance } from '../../shop/chance.ts'
import { isFull } from '../../shop/effort.ts'
import { send, setAccount, setFaults, useCleanEdge } from '../harness.ts'
import { callLog, HOUR, type LoggedCall, passTogether, SECOND, show } from './account.ts'

useCleanEdge()

/** RudderStack's own test of order has 50 users with 40 jobs each. */
const [people, values] = isFull ? [50, 40] : [25, 8]

/** What Freshsales may answer to the next call about a person, as often as it stands here. */
const REPLIES = [200, 200, 200, 200, 500, 500, 400, 429, 503]

it(`keeps each person's order: ${people} people × ${values} values, scripted replies`, {
  timeout: 300_000,
}, async ({ task }) => {
  const chance = createChance(3)
  await setAccount({ hourlyCalls: 100_000 })
  const rules = Array.from({ length: people }, (_, person) => ({
    match: { path: 'contacts', body: markOf(person) },
    answer: { headers: { 'Retry-After': '1' } },
    script: Array.from({ length: values }, () => REPLIES[chance.below(REPLIES.length)]),
  }))
  await setFaults({ rules })
  for (let value = 0; value < values; value++) {
    const events = Array.from({ length: people }, (_, person) => ({
      type: 'identify',
      userId: `user-${person}`,
      traits: { email: emailOf(person), jobTitle: `value ${value}${markOf(person)}` },
    }))
    await send(...chance.shuffled(events))
    await passTogether(chance.below(20) * SECOND)
  }
  await passTogether(6 * HOUR)
  const calls = await callLog()
  const everyone = Array.from({ length: people }, (_, person) => person)
  const sent = everyone.map((person) => valuesOf(calls, person))
  const inversions = everyone.flatMap((person) =>
    findInversions(valuesOf(calls.filter(isTaken), person)),
  )
  show(
    task,
    `${people * values} events in ${calls.length} calls, ` +
      `${calls.filter(({ status }) => (status ?? 0) >= 400).length} of them failed; ` +
      `${inversions.length} inversions or repeats`,
  )
  expect(inversions).toEqual([])
  // Freshsales may have refused a value for good; but everyone's last one was put before it.
  expect(sent.map((each) => each.at(-1))).toEqual(everyone.map(() => values - 1))
})

const emailOf = (person: number) => `person${person}@order.example`

/** Ends every value: the calls to a contact that is known name no address. */
const markOf = (person: number) => ` of ${person}.`

const isTaken = ({ status }: LoggedCall) => status !== null && status < 300

/** The values of a person in the order of the calls. */
function valuesOf(calls: readonly LoggedCall[], person: number): number[] {
  return calls
    .flatMap(({ body }) => body?.contact?.job_title ?? [])
    .filter((value) => value.endsWith(markOf(person)))
    .map((value) => Number(/\d+/.exec(value)))
}

function findInversions(values: readonly number[]): string[] {
  return values.flatMap((value, index) => {
    const before = values[index - 1] ?? -1
    return before >= value ? [`${before} before ${value}`] : []
  })
}
