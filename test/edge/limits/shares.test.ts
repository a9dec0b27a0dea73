import { exports } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { configure, drain, emails, pass, person, rows, send, useCleanEdge } from '../harness.ts'

useCleanEdge()
vi.setConfig({ testTimeout: 60_000 })

const SECOND = 1_000
const worker = (exports as unknown as { default: Fetcher }).default

/** As visitors behind an address send. */
async function sendFrom(address: string, ...events: object[]): Promise<void> {
  const batch = events.map((event, index) => ({ messageId: `m-${Date.now()}-${index}`, ...event }))
  const { status } = await worker.fetch('https://edge.acme.example/v1/batch', {
    method: 'POST',
    headers: { 'cf-connecting-ip': address },
    body: JSON.stringify({ batch, writeKey: 'demo-write-key' }),
  })
  expect(status).toBe(200)
}

const invented = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    type: 'identify',
    anonymousId: `i-${i}`,
    traits: { email: `invented-${i}@evil.example` },
  }))

const companies = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    type: 'group',
    anonymousId: 'g',
    traits: { name: `Company ${i}`, website: 'https://evil.example' },
  }))

describe.each([
  ['invented addresses', invented(200)],
  ['companies', companies(200)],
])('one address that sends 200 %s', (_, flood) => {
  it('delays nobody of another address', async () => {
    await configure({ HOURLY_CALLS: '40', TIMELINE: 'off' })
    await sendFrom('203.0.113.7', ...flood)
    await pass(60 * SECOND)
    for (let visitor = 1; visitor <= 3; visitor++) {
      await sendFrom(`198.51.100.${visitor}`, person(visitor))
      await pass(30 * SECOND)
      expect(await emails()).toContain(`person${visitor}@acme.example`)
    }
  })
})

it('gives an address all that nobody else wants, but the last quarter of the hour', async () => {
  await configure({ HOURLY_CALLS: '100', TIMELINE: 'off' })
  await sendFrom('203.0.113.7', ...invented(120))
  await pass(300 * SECOND)
  const made = (await emails()).length
  expect(made).toBeGreaterThanOrEqual(70)
  expect(made).toBeLessThanOrEqual(76)
  await pass(4 * 3600 * SECOND)
  expect(await emails()).toHaveLength(120)
})

it('lets what a server says go before what pages said', async () => {
  await configure({ HOURLY_CALLS: '10', TIMELINE: 'off' })
  for (let visitor = 1; visitor <= 12; visitor++)
    await sendFrom(`198.51.100.${visitor}`, person(visitor))
  await send(person(99))
  await drain()
  expect(await emails()).toContain('person99@acme.example')
  expect(await emails()).toHaveLength(9)
})

it('keeps no address, and of a stranger not even its group', async () => {
  await sendFrom('203.0.113.7', { type: 'page', anonymousId: 'a' }, person(1))
  const [row] = await rows<{ events: string }>('SELECT events FROM inbox')
  const [page, lead] = JSON.parse(row?.events ?? '[]')
  expect(page.admission).not.toHaveProperty('group')
  expect(lead.admission.group).toBeLessThan(4096)
  expect(row?.events).not.toContain('203.0')
})
