import { expect, it } from 'vitest'
import { isFull } from '../../shop/effort.ts'
import { person, records, send, setAccount, setFaults, useCleanEdge } from '../harness.ts'
import { callLog, deadLetters, HOUR, passTogether, show } from './account.ts'

useCleanEdge()

/** Segment's published example of a destination: at the first attempt it takes this share of the events. */
const ACCEPTED = 0.9336

const people = isFull ? 2_000 : 200

it(`delivers all, or says why not, where ${ACCEPTED * 100} % are accepted`, {
  timeout: 300_000,
}, async ({ task }) => {
  await setAccount({ hourlyCalls: 100_000 })
  const rest = 1 - ACCEPTED
  const refusal = { errors: { code: 400, message: ['Not this one'] } }
  await setFaults({
    rules: [
      { probability: rest / 2, answer: { status: 500 } },
      { probability: rest / 2, answer: { status: 400, body: refusal } },
    ],
  })
  for (let first = 0; first < people; first += 100)
    await send(...Array.from({ length: 100 }, (_, index) => person(first + index)))
  await passTogether(24 * HOUR)
  const [{ contacts }, letters, calls] = await Promise.all([records(), deadLetters(), callLog()])
  const delivered = new Set(contacts.map(({ email }) => email))
  const failed = calls.filter(({ status }) => (status ?? 0) >= 400).length
  const silent = Array.from({ length: people }, (_, number) => `person${number}@acme.example`)
    .filter((email) => !delivered.has(email))
    .filter((email) => !letters.some(({ reason, record }) => reason && record.includes(email)))
  show(
    task,
    `${people} leads, ${failed} of ${calls.length} calls failed; ${delivered.size} delivered, ` +
      `${letters.length} dead letters with a reason, ${silent.length} missing ` +
      `(${(((delivered.size + letters.length) / people) * 100).toFixed(2)} %)`,
  )
  expect(silent).toEqual([])
  expect(delivered.size + letters.length).toBe(people)
})
