import { describe, expect, it } from 'vitest'
import {
  type CrmRecord,
  calls,
  configure,
  control,
  drain,
  pass,
  person,
  records,
  rows,
  send,
  sendFromPage,
  tests,
  useCleanEdge,
} from '../harness.ts'
import { findOne, knock, operator } from '../operator/console.ts'

useCleanEdge()

const HOUR = 3_600_000
const DAY = 24 * HOUR

interface Note {
  description: string
  targetable_id: number
  targetable_type: string
}

const crm = () => control<{ notes: Note[]; tasks: { title: string }[] }>('/simulator/records')
const notes = async () => (await crm()).notes
const made = async () => (await calls()).filter((call) => !call.startsWith('GET'))

let sequence = 0

/** Somebody opens a link in an e-mail of Freshsales. */
const opens = (id: number | string, rest: object = {}, parameter = 'fs_cid') => ({
  type: 'page',
  anonymousId: `link-${++sequence}`,
  properties: {
    url: `https://www.acme.example/offer?${parameter}=${id}&utm_source=mail`,
    title: 'Offer',
  },
  ...rest,
})

/** A contact that the edge knows nothing of, made by hand in Freshsales. */
async function contactOf(number: number): Promise<number> {
  const { contact } = await control<{ contact: { id: number } }>('/crm/sales/api/contacts', {
    method: 'POST',
    headers: { authorization: 'Token token=demo-api-key', 'content-type': 'application/json' },
    body: JSON.stringify({ contact: { emails: `by-hand-${number}@acme.example`, last_name: 'X' } }),
  })
  return contact.id
}

/** A contact but for what its timeline has in it. */
const withoutNotes = ({ updated_at: _, recent_note: __, timeline: ___, ...rest }: CrmRecord) => rest

describe('a link in an e-mail of Freshsales', () => {
  it('puts the visit into the timeline of the contact, says how it came, and changes nothing else', async () => {
    const id = await contactOf(1)
    const before = (await records()).contacts
    await sendFromPage(opens(id))
    await pass(HOUR)
    const [note, ...others] = await notes()
    expect(others).toEqual([])
    expect(note).toMatchObject({ targetable_id: id, targetable_type: 'Contact' })
    expect(note?.description).toContain('Came by a link in an e-mail from Freshsales')
    expect(note?.description).toContain('Came from Freshsales / e-mail')
    expect(note?.description).toContain('• Offer (/offer)')
    expect(note?.description).not.toMatch(/fs_cid|\?/)
    expect((await made()).slice(1)).toEqual(['POST /notes'])
    expect((await records()).contacts.map(withoutNotes)).toEqual(before.map(withoutNotes))
  })

  it('makes one entry a contact and day at most, whoever opens it', async () => {
    const id = await contactOf(1)
    for (let times = 0; times < 5; times++) {
      await sendFromPage(opens(id))
      await pass(HOUR)
    }
    expect(await notes()).toHaveLength(1)
    await pass(DAY)
    await sendFromPage(opens(id))
    await pass(HOUR)
    expect(await notes()).toHaveLength(2)
  })

  it('is no identity: whoever opened it stays who they are', async () => {
    const id = await contactOf(1)
    await sendFromPage(opens(id, { anonymousId: 'a-1' }))
    await pass(HOUR)
    await sendFromPage({ ...person(2), userId: undefined, anonymousId: 'a-1' })
    await pass(HOUR)
    const [, second, ...others] = (await records()).contacts
    expect(others).toEqual([])
    expect(second).toMatchObject({ email: 'person2@acme.example' })
    const told = await notes()
    expect(told.map(({ targetable_id }) => targetable_id).sort()).toEqual([id, second?.id].sort())
  })

  it('says nothing of somebody who is known: their visit is their own', async () => {
    const id = await contactOf(1)
    await sendFromPage({ ...person(2), userId: undefined, anonymousId: 'a-2' })
    await pass(HOUR)
    await sendFromPage(opens(id, { anonymousId: 'a-2' }))
    await pass(HOUR)
    const told = await notes()
    expect(told).toHaveLength(1)
    expect(told[0]?.targetable_id).not.toBe(id)
    expect(told[0]?.description).not.toContain('Came by a link')
  })

  it('is counted nowhere as a lead, is found in no search, and forgotten with its contact', async () => {
    const [contact] = await known(1)
    expect(contact).toBeDefined()
    const id = contact?.contactId ?? 0
    await sendFromPage(opens(id))
    await pass(HOUR)
    expect(await operator.find('')).toHaveLength(1)
    expect(await rows("SELECT * FROM identity WHERE key LIKE 'l:%'")).toHaveLength(1)
    await operator.forget(contact?.id ?? 0)
    expect(await rows("SELECT * FROM identity WHERE key LIKE 'l:%'")).toEqual([])
    expect(await rows('SELECT * FROM delivery')).toEqual([])
  })

  it('does not pass for the first lead of a site', async () => {
    await sendFromPage(opens(await contactOf(1)))
    await pass(HOUR)
    expect((await operator.overview()).isNew).toBe(true)
  })

  it('leaves its number in nothing that is kept of the visit', async () => {
    const id = await contactOf(1)
    const page = { url: `https://www.acme.example/?fs_cid=${id}`, search: `?fs_cid=${id}` }
    const attribution = { first: { landing: page.url, source: 'x' } }
    await sendFromPage(opens(id, { context: { page, attribution } }))
    await pass(HOUR)
    expect(JSON.stringify(await rows('SELECT state FROM subject'))).not.toContain('fs_cid')
  })

  it('leads to a lead on accounts that have leads', async () => {
    await configure({ FRESHSALES_DOMAIN: 'acme.freshsales.io' })
    await sendFromPage(opens(123, {}, 'fs_lid'))
    await drain()
    await pass(HOUR)
    expect((await calls()).filter((call) => call.includes('notes'))).toHaveLength(1)
  })

  it('opened by a robot counts for nothing', async () => {
    const id = await contactOf(1)
    const robots = ['Mozilla/5.0 (compatible; SafeLinksScanner/1.0)', 'SomeBot/2.0 bot']
    for (const userAgent of robots) await sendFromPage(opens(id, { context: { userAgent } }))
    await sendFromPage(opens(id, { context: { webdriver: true } }))
    await pass(HOUR)
    expect(await notes()).toEqual([])
  })

  it.each(['off', 'tracking'])(
    'is a page view like any other with TIMELINE=%s',
    async (TIMELINE) => {
      await configure({ TIMELINE, FRESHSALES_APP_TOKEN: 'demo-app-token' })
      const id = await contactOf(1)
      await sendFromPage(opens(id))
      await pass(HOUR)
      expect((await made()).slice(1)).toEqual([])
      expect(await rows("SELECT * FROM identity WHERE key LIKE 'l:%'")).toEqual([])
    },
  )

  it('makes a hot lead of whoever it was sent to, where a rule says so', async () => {
    const rules = { 'Opened our e-mail': { query: 'fs_cid' }, Any: { pages: '/*' } }
    await configure({ HOT: JSON.stringify(rules) })
    const id = await contactOf(1)
    await sendFromPage(opens(id))
    await pass(HOUR)
    expect((await crm()).tasks).toMatchObject([
      {
        title: 'Opened our e-mail',
        description:
          'Looked at /offer on Website. Came by a link in an e-mail; who opened it is not known.',
        targetable_id: id,
      },
    ])
    await known(2)
    const [own] = await known(2)
    await sendFromPage(opens(own?.contactId ?? 0, { anonymousId: 'a-2' }))
    await pass(HOUR)
    expect((await crm()).tasks.map(({ title }) => title).sort()).toEqual([
      'Any: person2@acme.example',
      'Opened our e-mail',
      'Opened our e-mail: person2@acme.example',
    ])
  })
})

/** Somebody whose contact the edge has made. */
async function known(number: number) {
  await sendFromPage({ ...person(number), userId: undefined, anonymousId: `a-${number}` })
  await pass(HOUR)
  return [await findOne(`person${number}@`)]
}

describe('somebody who counts numbers', () => {
  it('costs one call for each that there is not, once, and leaves no dead letter', async () => {
    for (const _ of [1, 2, 3]) {
      for (const id of [901, 902, 903]) await sendFromPage(opens(id))
      await pass(DAY + HOUR)
    }
    expect(await made()).toEqual(Array(3).fill('POST /notes'))
    expect(await calls()).toHaveLength(3)
    expect((await operator.deadLetters()).total.count).toBe(0)
    expect((await operator.overview()).health.ok).toBe(true)
  })

  it('costs one call also where Freshsales refuses it in other words', async () => {
    await control('/simulator/faults', {
      method: 'PUT',
      body: JSON.stringify({
        rules: [
          {
            match: { path: '/notes' },
            answer: { status: 422, body: { errors: { code: 422, message: ['Nothing for you'] } } },
          },
        ],
      }),
    })
    await sendFromPage(opens(901))
    await pass(HOUR)
    await pass(DAY)
    await sendFromPage(opens(901))
    await pass(HOUR)
    expect(await made()).toEqual(['POST /notes'])
    expect((await operator.deadLetters()).total.count).toBe(0)
  })

  it('gets no further than so many in an hour, and fewer from one address', async () => {
    const from = async (address: string, ...events: object[]) => {
      const timestamp = new Date().toISOString()
      const batch = events.map((event, index) => ({
        messageId: `${address}-${index}-${++sequence}`,
        timestamp,
        ...event,
      }))
      const body = JSON.stringify({ batch, writeKey: 'demo-write-key' })
      await knock('/v1/batch', { method: 'POST', body }, address)
    }
    await from('192.0.2.1', ...Array.from({ length: 20 }, (_, i) => opens(1_000 + i)))
    await drain()
    expect(await rows("SELECT * FROM identity WHERE key LIKE 'l:%'")).toHaveLength(5)
    for (let network = 0; network < 20; network++)
      await from(
        `198.51.${network}.7`,
        ...Array.from({ length: 6 }, (_, i) => opens(2_000 + network * 10 + i)),
      )
    await drain()
    expect(await rows("SELECT * FROM identity WHERE key LIKE 'l:%'")).toHaveLength(60)
  })

  it('reads nothing: the answer is that of any page view', async () => {
    const id = await contactOf(1)
    const answers = await Promise.all(
      [opens(id), opens(901), opens('x'), opens('1e3'), opens(`${id}'--`)].map(async (event) => {
        const body = (await (await sendFromPage(event)).json()) as object
        return JSON.stringify(body)
      }),
    )
    expect(new Set(answers).size).toBe(1)
    await pass(HOUR)
    expect(await notes()).toHaveLength(1)
  })
})

it('under a test key is planned, and reaches nobody', async () => {
  const body = JSON.stringify({
    writeKey: 'demo-test-key',
    batch: [{ ...opens(77), messageId: 'm' }],
  })
  await knock('/v1/batch', { method: 'POST', body })
  await pass(HOUR, tests())
  expect(await operator.deliveries()).toMatchObject([
    { test: true, call: { path: '/notes', body: { note: { targetable_id: 77 } } } },
  ])
  await send(person(1))
  await drain()
  expect((await calls()).filter((call) => call.includes('notes'))).toEqual([])
})
