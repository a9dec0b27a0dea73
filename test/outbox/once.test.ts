import { describe, expect, it, vi } from 'vitest'
import { forbidden, lost, NOW, only, openEngine, person, refused, unheard } from './openEngine.ts'

vi.spyOn(console, 'log').mockImplementation(() => undefined)

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const EVENTS = JSON.stringify({
  Warmed: { activity: 'Phone' },
  Called: { activity: 'Phone' },
  Todo: { task: 'Ring {name}' },
  Ordered: { deal: { name: 'Order {id}', amount: '{revenue}' } },
})
const track = (event: string, properties: object = {}) => ({
  type: 'track',
  event,
  userId: 'u1',
  properties,
})
const page = {
  type: 'page',
  userId: 'u1',
  properties: { url: 'https://acme.example/', title: 'Home' },
}

/** Somebody who is in the CRM, in an outbox that has read the lists it needs. */
async function openWithContact(settings: { [name: string]: string } = {}) {
  const outbox = openEngine({ EVENTS, ...settings })
  outbox.say(person(1), track('Warmed'))
  await outbox.pass(HOUR)
  outbox.sent()
  return outbox
}

type Kind = 'sales_activities' | 'tasks' | 'deals' | 'notes'

describe.each<[Kind, object, string]>([
  ['sales_activities', track('Called'), 'GET /contacts/1/activities'],
  ['tasks', track('Todo', { name: 'Ann' }), 'GET /contacts/1'],
  ['deals', track('Ordered', { id: 7, revenue: 9 }), 'GET /contacts/1'],
  ['notes', page, 'GET /contacts/1/notes'],
])('one of %s', (kind, event, look) => {
  const made = (outbox: Awaited<ReturnType<typeof openWithContact>>) =>
    outbox.crm.records()[kind].filter(({ title }) => title !== 'Warmed')

  it('is there once though the answer that said so got lost', async () => {
    const outbox = await openWithContact()
    outbox.fate(only(`POST /${kind}`, unheard(outbox.crm)))
    outbox.say(event)
    await outbox.pass(2_000)
    expect(outbox.calls().at(-1)).toBe(`POST /${kind}`)
    outbox.fate(() => undefined)
    await outbox.pass(2 * HOUR)
    expect(outbox.calls()[0]).toBe(look)
    expect(made(outbox)).toHaveLength(1)
    expect(outbox.person('u:u1')).not.toHaveProperty('unsure')
  })

  it('is made where the call itself got lost, once it was looked for', async () => {
    const outbox = await openWithContact()
    outbox.fate(only(`POST /${kind}`, lost))
    outbox.say(event)
    await outbox.pass(2_000)
    outbox.calls()
    outbox.fate(() => undefined)
    await outbox.pass(2 * HOUR)
    expect(outbox.calls().slice(0, 2)).toEqual([look, `POST /${kind}`])
    expect(made(outbox)).toHaveLength(1)
  })

  it('is made without a look where Freshsales said no before', async () => {
    const outbox = await openWithContact()
    outbox.fate(only(`POST /${kind}`, forbidden))
    outbox.say(event)
    await outbox.pass(2_000)
    outbox.calls()
    outbox.fate(() => undefined)
    await outbox.pass(2 * HOUR)
    expect(outbox.calls()[0]).toBe(`POST /${kind}`)
    expect(made(outbox)).toHaveLength(1)
  })

  it('stays in doubt among the dead letters where it cannot be looked for', async () => {
    const outbox = await openWithContact()
    outbox.fate(only(`POST /${kind}`, unheard(outbox.crm)))
    outbox.say(event)
    await outbox.pass(2_000)
    outbox.fate((call) => (call.method === 'GET' ? refused('No such luck')(call) : undefined))
    await outbox.pass(2 * HOUR)
    expect(made(outbox)).toHaveLength(1)
    expect(outbox.letters()).toMatchObject([{ reason: 'No such luck' }])
    expect(outbox.person('u:u1')?.unsure).toHaveLength(1)
  })

  it('is there once though it is said twice, and by a server what a page has said', async () => {
    const outbox = await openWithContact()
    const said = { ...event, messageId: 'same' }
    outbox.say(said, said)
    outbox.say({ ...said, admission: {} })
    await outbox.pass(2 * HOUR)
    expect(made(outbox)).toHaveLength(1)
  })

  it('is a dead letter where it is refused, and the next one goes out', async () => {
    const outbox = await openWithContact()
    outbox.fate(only(`POST /${kind}`, refused('No such luck', 422)))
    outbox.say(event)
    await outbox.pass(HOUR)
    const [letter] = outbox.letters()
    expect(letter).toMatchObject({ status: 422, call: { path: expect.stringContaining(kind) } })
    expect(Object.keys(letter?.lost ?? {})).toHaveLength(1)
    expect(outbox.person('u:u1')).not.toHaveProperty('unsure')
    outbox.fate(() => undefined)
    await outbox.pass(HOUR)
    outbox.say({ ...event, ...('event' in event && { properties: { id: 8, name: 'Bob' } }) })
    await outbox.pass(2 * HOUR)
    expect(made(outbox)).toHaveLength(1)
  })
})

describe('a contact', () => {
  it('is ours to fill though the answer to its first upsert got lost', async () => {
    const outbox = openEngine({ DEFAULTS: '{"jobTitle":"Visitor"}' })
    outbox.fate(only('POST /contacts', unheard(outbox.crm)))
    outbox.say({ ...person(1, { city: 'Pune', lifecycleStage: 'Lead' }), admission: {} })
    await outbox.rest()
    outbox.fate(() => undefined)
    await outbox.pass(MINUTE)
    expect(outbox.crm.records().contacts).toHaveLength(1)
    expect(outbox.person('e:p1@acme.example')?.existed).toBe(false)
    expect(outbox.crm.records().contacts[0]).toMatchObject({ city: 'Pune', job_title: 'Visitor' })
  })

  it('was there where it is older than what waits', async () => {
    const outbox = openEngine()
    outbox.fate(
      only('POST /contacts', (call) => {
        const { status, body } = outbox.crm.answer(structuredClone(call))
        Object.assign(body['contact'] as object, { created_at: new Date(NOW - HOUR).toISOString() })
        return status === 201 ? lost(call) : { status, body }
      }),
    )
    outbox.say({ ...person(1, { city: 'Pune' }), admission: {} })
    await outbox.pass(MINUTE)
    expect(outbox.person('e:p1@acme.example')?.existed).toBe(true)
  })
})
