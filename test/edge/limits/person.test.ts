import { exports } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { drain, pass, person, records, rows, send, sendFromPage, useCleanEdge } from '../harness.ts'
import { refuseLargeRows } from './withRowLimit.ts'

useCleanEdge()
vi.setConfig({ testTimeout: 30_000 })
beforeEach(refuseLargeRows)

const MOST = 256 * 1024

const largest = async (table: string, column: string) => {
  const [row] = await rows<{ bytes: number | null }>(
    `SELECT MAX(octet_length(${column})) AS bytes FROM ${table}`,
  )
  return row?.bytes ?? 0
}

const list = (count: number, make: (index: number) => object) =>
  Array.from({ length: count }, (_, i) => make(i))

const names = (count: number, prefix: string, value: unknown) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${prefix}${i}`, value]))

/** Each puts as much as it can into one person's row. */
const WORST: { [what: string]: object[] } = {
  'of thousands of trait names': list(60, (i) => ({
    type: 'identify',
    anonymousId: 'jam',
    traits: { email: 'jam@acme.example', ...names(150, `trait ${i} `, 'x') },
  })),
  'of traits in another script': list(40, (i) => ({
    type: 'identify',
    anonymousId: 'jam',
    traits: { email: 'jam@acme.example', [`करना ${i}`]: 'क'.repeat(9_000) },
  })),
  'of large events': list(100, (i) => ({
    type: 'track',
    anonymousId: 'jam',
    event: `Product List Viewed ${i}`,
    properties: { list: 'x'.repeat(25_000) },
  })),
  'of pages with long addresses': list(100, (i) => ({
    type: 'page',
    anonymousId: 'jam',
    properties: { url: `https://www.acme.example/${i}/${'y'.repeat(20_000)}` },
  })),
  'of browsers': list(1_500, (i) => ({
    type: 'identify',
    anonymousId: `${i} ${'b'.repeat(200)}`,
    traits: { email: 'jam@acme.example' },
  })),
  'of companies and deals': list(60, (i) => ({
    type: 'identify',
    anonymousId: 'jam',
    traits: {
      email: 'jam@acme.example',
      company: { name: `Company ${i} ${'z'.repeat(200)}` },
      deal: { name: `Deal ${i}`, ...names(100, 'note', 'n'.repeat(150)) },
    },
  })),
}

describe('a person made', () => {
  it.each(Object.entries(WORST))(
    '%s stays below 256 KB, and the next lead arrives',
    async (_, events) => {
      const size = events.length > 200 ? 100 : 10
      for (let at = 0; at < events.length; at += size) await send(...events.slice(at, at + size))
      await send({ type: 'identify', anonymousId: 'jam', traits: { email: 'jam@acme.example' } })
      await send(person(1))
      await pass(5_000)
      expect((await records()).contacts.map(({ email }) => email)).toContain('person1@acme.example')
      expect(await largest('subject', 'state')).toBeLessThan(MOST)
      expect(await largest('delivery', 'record')).toBeLessThan(64 * 1024)
      await pass(3_600_000)
      expect((await records()).contacts.map(({ email }) => email)).toContain('jam@acme.example')
    },
  )

  it('from a page with one request of two hundred small traits an event goes out, and says what is missing', async () => {
    await sendFromPage(
      ...list(120, (i) => ({
        type: 'identify',
        anonymousId: 'jam',
        traits: { email: 'jam@acme.example', ...names(190, `t${i}_`, 'v') },
      })),
    )
    await sendFromPage(person(1))
    await pass(60_000)
    expect((await records()).contacts).toHaveLength(2)
    const told = await rows<{ record: string }>('SELECT record FROM delivery ORDER BY id')
    expect(told.some(({ record }) => record.includes('more is known of this person'))).toBe(true)
  })
})

describe('a batch with an event that cannot be folded', () => {
  it.each([
    ['first', [0, 1]],
    ['between others', [1, 0, 2]],
  ])('%s: costs that event alone', async (_, order) => {
    const worker = (exports as unknown as { default: Fetcher }).default
    const batch = order.map((number) => ({
      messageId: `m-${number}`,
      ...person(number),
    }))
    const { status } = await worker.fetch('https://edge.acme.example/v1/batch', {
      method: 'POST',
      body: JSON.stringify({ batch, writeKey: 'demo-server-key' }),
    })
    expect(status).toBe(200)
    await rows(
      `UPDATE inbox SET events = json_set(events, '$[${order.indexOf(0)}].messageId', null)`,
    )
    await drain()
    expect((await records()).contacts).toHaveLength(order.length - 1)
    expect(await rows('SELECT id FROM dead_letter')).toHaveLength(1)
  })
})
