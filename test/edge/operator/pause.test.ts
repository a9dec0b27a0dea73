import { abortAllDurableObjects } from 'cloudflare:test'
import { expect, it } from 'vitest'
import { calls, drain, pass, person, records, rows, send, useCleanEdge } from '../harness.ts'
import { operator } from './console.ts'

useCleanEdge()

const DAY = 86_400_000

it('holds back every call while delivery is paused, and goes on accepting', async () => {
  await operator.pause()
  const response = await send(person(1))
  expect(response.status).toBe(200)
  await pass(DAY)
  expect(await calls()).toEqual([])
  const { delivery, backlog } = await operator.overview()
  expect(delivery.state).toBe('paused')
  expect(backlog.newContacts.count).toBe(1)
})

it('delivers what came meanwhile once it is resumed', async () => {
  await operator.pause()
  await send(person(1), person(2))
  await drain()
  await operator.resume()
  await drain()
  expect((await records()).contacts).toHaveLength(2)
  expect((await operator.overview()).delivery).toEqual({ state: 'flowing' })
})

it('stays paused when the outbox starts again', async () => {
  await operator.pause()
  await send(person(1))
  await drain()
  await abortAllDurableObjects()
  await send(person(2))
  await pass(DAY)
  expect(await calls()).toEqual([])
  await operator.resume()
  await drain()
  expect((await records()).contacts).toHaveLength(2)
})

it('remembers when it was paused first, however often it is told', async () => {
  const { now } = await operator.overview()
  await operator.pause()
  await pass(60_000)
  await operator.pause()
  expect((await operator.overview()).delivery).toEqual({ state: 'paused', since: now })
})

it('still forgets anonymous people in time while delivery is paused', async () => {
  await operator.pause()
  await send({ type: 'page', anonymousId: 'a-1', properties: { url: 'https://www.acme.example/' } })
  await drain()
  expect(await rows('SELECT id FROM subject')).toHaveLength(1)
  await pass(32 * DAY)
  expect(await rows('SELECT id FROM subject')).toEqual([])
})
