import { expect, it } from 'vitest'
import { calls, drain, pass, person, records, send, setFaults, useCleanEdge } from '../harness.ts'
import { operator } from './console.ts'

useCleanEdge()

const mend = () => setFaults({ rules: [] })

it('delivers at once after the key was mended, instead of at the end of the wait', async () => {
  await setFaults({ rules: [{ answer: { status: 401 } }] })
  await send(person(1), person(2))
  await drain()
  await mend()
  await drain()
  expect((await records()).contacts).toEqual([])
  expect(await operator.tryNow()).toEqual({ tried: true })
  await drain()
  expect((await records()).contacts).toHaveLength(2)
  expect((await operator.overview()).delivery).toEqual({ state: 'flowing' })
})

it('waits anew, and says why, while the key is still wrong', async () => {
  await setFaults({ rules: [{ answer: { status: 401 } }] })
  await send(person(1))
  await drain()
  await pass(60_000)
  const before = (await calls()).length
  await operator.tryNow()
  await drain()
  expect((await calls()).length).toBe(before + 1)
  const { delivery, now } = await operator.overview()
  expect(delivery).toMatchObject({ state: 'keyRefused' })
  expect('until' in delivery && delivery.until).toBeGreaterThan(now + 240_000)
})

it('also tries those whom an outage made wait on their own account', async () => {
  await setFaults({ rules: [{ answer: { status: 503 } }] })
  await send(...Array.from({ length: 7 }, (_, index) => person(index)))
  await drain()
  expect((await operator.overview()).delivery.state).toBe('outage')
  await mend()
  await operator.tryNow()
  await drain()
  expect((await records()).contacts).toHaveLength(7)
})

it('lifts no quota of ours, and says that there was nothing to wait for', async () => {
  await send(person(1))
  await drain()
  expect(await operator.tryNow()).toEqual({ tried: false })
})

it('does not end a pause', async () => {
  await operator.pause()
  await send(person(1))
  await operator.tryNow()
  await drain()
  expect(await calls()).toEqual([])
})
