import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { configure, drain, pass, person, send, setFaults, useCleanEdge } from '../harness.ts'
import { findOne, operator, refusal } from './console.ts'

useCleanEdge()

interface Line {
  event: string
  person?: string
  fields?: string[]
  status?: number
  [detail: string]: unknown
}

const lines: Line[] = []

beforeEach(() => {
  lines.length = 0
  for (const method of ['log', 'error', 'warn'] as const)
    vi.spyOn(console, method).mockImplementation((line) => lines.push(JSON.parse(String(line))))
})
afterEach(() => vi.restoreAllMocks())

const events = () => lines.map(({ event }) => event)

it('writes one line a call, with what came of it', async () => {
  await setFaults({
    rules: [
      refusal('No such luck', { body: 'person3' }),
      { match: { body: 'person4' }, answer: { status: 500 } },
    ],
  })
  await send(person(1), person(2, { city: 'x'.repeat(300) }), person(3), person(4))
  await drain()
  expect(events().sort()).toEqual([
    'call_delivered',
    'call_refused',
    'call_repaired',
    'call_retrying',
  ])
  expect(lines.find(({ event }) => event === 'call_repaired')).toMatchObject({
    purpose: 'contact',
    status: 201,
    fields: ['city'],
  })
})

it.each(['Jane Doe jane.doe@private.example +1 555 0100', 'cf_jane_doe_15550100', 'deal.Jane Doe'])(
  'does not name a trait that its sender made up: %s',
  async (trait) => {
    await send(person(1, { [trait]: 'x', city: 'x'.repeat(300) }))
    await drain()
    expect(JSON.stringify(lines)).not.toMatch(/jane/i)
    expect(lines.find(({ event }) => event === 'call_repaired')?.fields).toContain('city')
  },
)

it('calls a person by the same name on every line, which the console can tell', async () => {
  await send(person(1), person(2))
  await drain()
  await send(person(1, { city: 'Rome' }))
  await drain()
  const { id } = await findOne('person1')
  const pseudonym = (await operator.person(id))?.pseudonym
  expect(lines.filter(({ person }) => person === pseudonym)).toHaveLength(2)
  expect(new Set(lines.map(({ person }) => person)).size).toBe(2)
})

it('holds no personal data, whatever happens', async () => {
  await setFaults({
    rules: [
      refusal('person1@acme.example has a mobile 555 0100 that is taken', { path: '/upsert' }),
    ],
  })
  await send(person(1, { phone: '555 0100', city: 'Rome' }), {
    type: 'track',
    userId: 'u-1',
    event: 'Asked',
    properties: { question: 'who is person1@acme.example?' },
  })
  await pass(3_600_000)
  await operator.replay({ all: true })
  await drain()
  const { id } = await findOne('person1')
  await operator.pause()
  await operator.resume()
  await operator.forget(id)
  expect(events()).toEqual(
    expect.arrayContaining([
      'call_refused',
      'dead_letters_replayed',
      'delivery_paused',
      'delivery_resumed',
      'person_forgotten',
    ]),
  )
  expect(JSON.stringify(lines)).not.toMatch(/person1|acme|555.?0100|Rome|u-1|P1\b|demo-/)
})

it('says what it would have sent in a dry run', async () => {
  await configure({ DRY_RUN: '1' })
  await send(person(1))
  await drain()
  expect(events()).toEqual(['call_planned'])
})
