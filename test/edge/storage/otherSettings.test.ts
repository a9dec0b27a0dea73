import { expect, it } from 'vitest'
import bulk from '../../fixtures/storage/0.1.0/bulk.json' with { type: 'json' }
import classic from '../../fixtures/storage/0.1.0/classic.json' with { type: 'json' }
import dryRun from '../../fixtures/storage/0.1.0/dryRun.json' with { type: 'json' }
import tracking from '../../fixtures/storage/0.1.0/tracking.json' with { type: 'json' }
import { calls, configure, pass, records, rows, useCleanEdge } from '../harness.ts'
import { operator } from '../operator/console.ts'
import { useOldFile } from './oldFile.ts'

useCleanEdge()

const HOUR = 3_600_000

it('delivers the members of a bulk job under way one by one, when the job was to be asked for next', async () => {
  await useOldFile(bulk)
  expect((await operator.waiting()).subjects).toHaveLength(21)
  expect(await rows("SELECT name FROM state WHERE name LIKE 'bulk%'")).toEqual([])
  await pass(5_000)
  const { contacts } = await records()
  expect(contacts).toHaveLength(21)
  expect(contacts.every(({ city }) => city === 'Rome')).toBe(true)
  expect(contacts.find(({ email }) => email === 'person3@acme.example')?.['job_title']).toBe('CTO')
  for (const call of await calls())
    expect(call).toMatch(/^(?:POST \/contacts\/upsert|PUT \/contacts\/\d+)$/)
})

it('goes on with the leads of a classic account, the one in doubt once', async () => {
  await useOldFile(classic)
  await configure({ FRESHSALES_DOMAIN: 'acme.freshsales.io' })
  await pass(2 * HOUR)
  const { leads } = await records()
  const emails = leads.map((lead) => lead['email'])
  expect(emails).toHaveLength(new Set(emails).size)
  expect(emails).toEqual(expect.arrayContaining(['person5@acme.example', 'person6@acme.example']))
  expect(leads.find((lead) => lead['email'] === 'person1@acme.example')).toMatchObject({
    city: 'Rome',
  })
  const [letter] = (await operator.deadLetters()).letters
  expect(await operator.replay({ id: letter?.id })).toMatchObject({ replayed: 1 })
  await pass(HOUR)
  expect((await records()).leads.map((lead) => lead['email'])).toContain('person4@acme.example')
})

it('sends what waits for the tracking API, and what is replayed', async () => {
  await useOldFile(tracking)
  await configure({ TIMELINE: 'tracking', FRESHSALES_APP_TOKEN: 'demo-app-token' })
  const before = (await calls()).length
  await pass(2 * HOUR)
  expect((await operator.waiting()).subjects).toEqual([])
  expect((await calls()).length).toBeGreaterThan(before)
  expect(await operator.replay({ all: true })).toMatchObject({ replayed: 2, gone: 0 })
  await pass(HOUR)
  expect((await operator.deadLetters()).total.count).toBe(0)
})

it('delivers for real what a dry run only planned', async () => {
  await useOldFile(dryRun)
  expect((await operator.deliveries()).map(({ outcome }) => outcome)).toEqual(['planned'])
  await pass(2 * HOUR)
  expect((await records()).contacts).toHaveLength(1)
})
