import { expect, it } from 'vitest'
import { drain, pass, person, send, setFaults, useCleanEdge } from '../harness.ts'
import { knock, operator, refusal } from './console.ts'

useCleanEdge()

const HOUR = 3_600_000
const refuseAll = (message: string, path = 'contacts/upsert') =>
  setFaults({ rules: [refusal(message, { path })] })

async function health(): Promise<{ status: number; degraded: string[] }> {
  const response = await knock('/health')
  const { degraded } = (await response.json()) as { degraded: string[] }
  return { status: response.status, degraded }
}

it('is trouble for /health, without a word of the people, while new contacts are refused for good', async () => {
  await refuseAll('Need to fill this Lead source of person1@acme.example')
  await send(person(1), person(2), person(3))
  await drain()
  const { status, degraded } = await health()
  expect(status).toBe(503)
  expect(degraded.join()).toMatch(/refused 3 leads in the last day.*replay/)
  expect(degraded.join()).not.toContain('person1')
  expect((await operator.overview()).leadsRefused).toBe(3)
})

it('is over once they are in Freshsales', async () => {
  await refuseAll('No such luck')
  await send(person(1))
  await drain()
  expect((await health()).degraded.join()).toContain('refused a lead')
  await setFaults({ rules: [] })
  await operator.replay({ all: true })
  await drain()
  expect(await health()).toEqual({ status: 200, degraded: [] })
})

it('is over a day after the last one', async () => {
  await refuseAll('No such luck')
  await send(person(1))
  await drain()
  await pass(24 * HOUR + 1_000)
  expect((await health()).status).toBe(200)
})

it('is no trouble when somebody who is there already loses a change', async () => {
  await send(person(1))
  await drain()
  await refuseAll('No such luck', '/contacts/')
  await send(person(1, { city: 'Rome' }))
  await drain()
  expect((await operator.deadLetters()).total.count).toBe(1)
  expect(await health()).toEqual({ status: 200, degraded: [] })
})
