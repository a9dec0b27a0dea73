import { expect, it } from 'vitest'
import { calls, control, pass, person, send, useCleanEdge } from '../harness.ts'

useCleanEdge()

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const page = (path: string, at: number) => ({
  type: 'page',
  userId: 'u-1',
  timestamp: new Date(at).toISOString(),
  properties: { url: `https://www.acme.example${path}` },
})

const notes = async () =>
  (await control<{ notes: { description: string }[] }>('/simulator/records')).notes.map(
    ({ description }) => description,
  )

it('puts events that come hours late into the entry of their visit', async () => {
  const begin = Date.now()
  await send(person(1), page('/a', begin))
  await pass(2 * HOUR)
  await send(page('/b', begin + 10 * MINUTE))
  await pass(2 * HOUR)
  const [note, ...others] = await notes()
  expect(note).toMatch(/for 10 minutes[\s\S]*• \/a\n• \/b/)
  expect(others).toEqual([])
})

it('writes an entry anew for a visit that follows, and updates each just once', async () => {
  await send(person(1), page('/a', Date.now()))
  await pass(5 * MINUTE)
  await send(page('/b', Date.now()))
  await pass(HOUR)
  await send(page('/c', Date.now()))
  await pass(HOUR)
  expect(await notes()).toMatchObject([
    expect.stringMatching(/• \/a\n• \/b/),
    expect.stringMatching(/• \/c/),
  ])
  const written = (await calls()).map((call) => call.replace(/\d{5,}/, 'id'))
  expect(written).toEqual(['POST /contacts/upsert', 'POST /notes', 'PUT /notes/id', 'POST /notes'])
})
