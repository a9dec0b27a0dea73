import { runInDurableObject } from 'cloudflare:test'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { Outbox } from '../../../src/edge/outbox/outbox.ts'
import { isFull } from '../../shop/effort.ts'
import { drain, outbox, person, send, setFaults, useCleanEdge } from '../harness.ts'
import { knock, operator, refusal } from './console.ts'

useCleanEdge()

const headers = { authorization: 'Bearer demo-admin-token' }

const download = (path: string) => knock(`/console/api/export/${path}`, { headers })

type Line = { [column: string]: unknown }

describe('an export of people', () => {
  it('is a table that spreadsheets read, with everybody in it once', async () => {
    await send(
      person(1, { lastName: '=1+1', phone: '+49 30 1234', company: 'Acme, Inc', plan: 'Größe' }),
      person(2),
    )
    await drain()
    const response = await download('people?format=csv')
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="people-2040-01-12.csv"',
    )
    expect(response.headers.get('cache-control')).toBe('no-store')
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const [head, first, ...others] = new TextDecoder().decode(bytes).trimEnd().split('\r\n')
    expect(head).toMatch(/^id,email,user_id,first_name,last_name,mobile_number,/)
    expect(first).toMatch(/^1,person1@acme.example,u-1,P1,'=1\+1,/)
    expect(first).toContain(',+49 30 1234,')
    expect(first).toContain('"Acme, Inc"')
    expect(first).toContain('Größe')
    expect(others).toHaveLength(1)
  })

  it('is JSON with every value as it is', async () => {
    await send(person(1, { lastName: '=1+1', tags: ['vip'] }))
    await drain()
    const response = await download('people?format=json')
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(await response.json()).toMatchObject([
      {
        id: 1,
        email: 'person1@acme.example',
        last_name: '=1+1',
        tags: ['vip'],
        state: 'in Freshsales',
        contact_id: expect.any(Number),
        keys: ['e:person1@acme.example', 'u:u-1'],
      },
    ])
  })

  it.each(['csv', 'json'])('of nobody is an empty one: %s', async (format) => {
    const text = await (await download(`people?format=${format}`)).text()
    if (format === 'json') expect(JSON.parse(text)).toEqual([])
    else expect(text.split('\r\n')).toEqual([expect.stringMatching(/^\uFEFF?id,/), ''])
  })

  it('needs the token, and a format that there is', async () => {
    for (const path of ['people', 'deliveries', 'page?what=people&format=csv&after=0'])
      expect((await knock(`/console/api/export/${path}`)).status).toBe(401)
    const wrong = await download('people?format=xlsx')
    expect(wrong.status).toBe(400)
    expect(await wrong.text()).toContain('format: must be csv or json')
  })
})

describe('an export of deliveries', () => {
  it('tells what was sent and what came of it', async () => {
    await setFaults({ rules: [refusal('No such luck', { body: 'person2' })] })
    await send(person(1), person(2))
    await drain()
    const lines: Line[] = await (await download('deliveries?format=json')).json()
    expect(lines.map(({ who, outcome }) => `${who} ${outcome}`)).toEqual(
      expect.arrayContaining(['person1@acme.example delivered', 'person2@acme.example refused']),
    )
    expect(lines[0]).toMatchObject({ method: 'POST', path: '/contacts/upsert' })
    const csv = await (await download('deliveries')).text()
    expect(csv).toContain('No such luck')
  })
})

/** The first person as often as that, each with an address of their own. */
const multiply = (count: number) =>
  runInDurableObject(outbox(), (_: Outbox, { storage: { sql } }) => {
    sql.exec(
      `WITH RECURSIVE number (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM number WHERE n < ?)
       INSERT INTO subject (id, state, priority, due_at)
         SELECT n, json_set(state, '$.email', 'p' || n || '@acme.example'), priority, due_at
         FROM number, (SELECT * FROM subject WHERE id = 1)`,
      count,
    )
  })

/** The length of each page that the outbox is asked for from now on. */
function watchPages(): number[] {
  const pages: number[] = []
  const { operate } = Outbox.prototype
  vi.spyOn(Outbox.prototype, 'operate').mockImplementation(async function (this: Outbox, ...ask) {
    const reply = await operate.apply(this, ask)
    if ('text' in reply) pages.push(reply.text.length)
    return reply
  } as typeof operate)
  onTestFinished(() => void vi.restoreAllMocks())
  return pages
}

describe('an export of many people', () => {
  const MANY = isFull ? 10_500 : 2_500

  it('is read page by page as it is fetched, and misses and doubles nobody while people change', async () => {
    await send(person(1, { city: 'x'.repeat(200) }))
    await drain()
    await multiply(MANY)
    const pages = watchPages()
    const { body } = await download('people?format=json')
    if (!body) throw new Error('There is no body.')
    let text = ''
    let changed = 0
    for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
      // Two are on their way at most, whatever the runtime makes of them.
      expect(pages.reduce((all, page) => all + page, 0) - text.length).toBeLessThan(2 * 1024 ** 2)
      text += chunk
      if (pages.length > changed) await change(++changed)
    }
    expect(Math.max(...pages)).toBeLessThan(600 * 1024)
    expect(pages.length).toBeGreaterThan(MANY / 500)
    const ids = (JSON.parse(text) as { id: number }[]).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const stays = (id: number) => id <= MANY && id % 7 !== 0
    expect(ids.filter(stays)).toEqual(
      Array.from({ length: MANY }, (_, index) => index + 1).filter(stays),
    )
  })

  /** Some are forgotten, many are written anew, some come. */
  async function change(round: number): Promise<void> {
    await runInDurableObject(outbox(), (_: Outbox, { storage: { sql } }) => {
      sql.exec('DELETE FROM subject WHERE id % 7 = 0 AND id % 500 = ?', round * 7)
      sql.exec(
        "UPDATE subject SET state = json_set(state, '$.lastSeenAt', ?) WHERE id % 50 = 1",
        round,
      )
      sql.exec(
        'INSERT INTO subject (state, priority, due_at) SELECT state, priority, due_at FROM subject WHERE id = 1',
      )
    })
  }
})

it('can be fetched page by page, to go on where one stopped', async () => {
  await send(person(1), person(2))
  await drain()
  const page = await download('page?what=people&format=json&after=1')
  const { text, next } = (await page.json()) as { text: string; next?: number }
  expect(JSON.parse(`[${text}]`)).toMatchObject([{ id: 2 }])
  expect(next).toBeUndefined()
  expect(await operator.find('')).toHaveLength(2)
})
