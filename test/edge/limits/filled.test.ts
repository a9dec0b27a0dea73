import { describe, expect, it, vi } from 'vitest'
import {
  drain,
  many,
  outage,
  pass,
  records,
  rows,
  send,
  sendFromPage,
  signUp,
  useCleanEdge,
} from '../harness.ts'

useCleanEdge()
vi.setConfig({ testTimeout: 60_000 })

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('what a page fills a person with', () => {
  const flood = (index: number) =>
    signUp('ann@acme.example', {
      tags: [`tag ${index}`],
      company: `Company ${index}`,
      deal: { name: `Deal ${index} ${'y'.repeat(900)}` },
      ...Object.fromEntries(many(8, (name) => [`junk${index}x${name}`, 'y'.repeat(300)])),
    })

  it('is bounded in tags, companies and deals an hour', async () => {
    await sendFromPage(...many(40, flood))
    await pass(30 * MINUTE)
    const { contacts, sales_accounts, deals } = await records()
    const tags = contacts[0]?.['tags'] as string[]
    expect(tags.length + sales_accounts.length + deals.length).toBeLessThanOrEqual(30)
    expect(JSON.stringify(await rows('SELECT record FROM delivery'))).toContain('within the hour')
  })

  it('pushes out nothing that a server says', async () => {
    const day = '2040-01-12T09:00:00Z'
    const called = (title: string) => ({
      type: 'track',
      event: 'sales_activity',
      userId: 'u-1',
      properties: {
        title,
        notes: 'y'.repeat(900),
        salesActivityName: 'Demo',
        startDate: day,
        endDate: day,
      },
    })
    const page = { type: 'page', anonymousId: 'browser of ann@acme.example' }
    await outage()
    await send(signUp('ann@acme.example', {}, { userId: 'u-1' }))
    for (let hour = 0; hour < 2; hour++) {
      await sendFromPage(
        ...many(40, (index) => flood(100 * hour + index)),
        ...many(200, () => called('junk')),
      )
      await sendFromPage(
        ...many(200, (index) => ({ ...page, properties: { url: `/${index}${'y'.repeat(400)}` } })),
      )
      await pass(HOUR)
    }
    await send(
      signUp('ann@acme.example', { plan: 'pro', deal: { name: 'Real', amount: 7 } }),
      called('REAL'),
    )
    await sendFromPage(...many(40, (index) => flood(1_000 + index)))
    await drain()
    const [row] = await rows<{ state: string }>(
      "SELECT state FROM subject WHERE state LIKE '%ann@%'",
    )
    const { custom, deals, activities } = JSON.parse(row?.state ?? '{}')
    expect(row?.state.length).toBeGreaterThan(60_000)
    expect(custom.plan).toMatchObject({ value: 'pro' })
    expect(deals).toHaveProperty('Real')
    expect(JSON.stringify(activities)).toContain('REAL')
  })
})
