import { describe, expect, it, vi } from 'vitest'
import { only, openEngine, person, refused } from './openEngine.ts'

vi.spyOn(console, 'log').mockImplementation(() => undefined)

const HOUR = 3_600_000
const said = (event: string, properties: object = {}, rest: object = {}) => ({
  type: 'track',
  event,
  userId: 'u1',
  properties,
  ...rest,
})
const open = (task: unknown, rest: object = {}) =>
  openEngine({ EVENTS: JSON.stringify({ Asked: { task, ...rest } }) })

const HOT = JSON.stringify({ Pricing: { pages: '/pricing' }, Plans: { pages: '/plans' } })
const looks = (path: string) => ({
  type: 'page',
  userId: 'u1',
  properties: { url: `https://acme.example${path}` },
})

type Engine = ReturnType<typeof openEngine>
const tasks = ({ crm }: Engine) => crm.records().tasks

describe('a task', () => {
  it.each([
    ['{name} asks for {topic}', { name: 'Ann', topic: 'prices' }, 'Ann asks for prices'],
    ['Ring {email}', {}, 'Ring p1@acme.example'],
    ['Ring {firstName} of {city}', {}, 'Ring Ann of Pune'],
    ['Ring {first_name}', { first_name: 'Bob' }, 'Ring Bob'],
    ['Ring {firstName}', { firstName: '<b>Bob</b>' }, 'Ring ‹b›Bob‹/b›'],
    ['{nothing}', {}, 'Asked'],
  ])('says what happened and whom it is about: %s', async (title, properties, expected) => {
    const outbox = open({ title })
    outbox.say(person(1, { firstName: 'Ann', city: 'Pune' }), said('Asked', properties))
    await outbox.pass(HOUR)
    expect(tasks(outbox).map((each) => each['title'])).toEqual([expected])
  })

  it.each([
    [0, 'UTC', '2026-01-10T09:00:00.000Z'],
    [2, 'UTC', '2026-01-12T09:00:00.000Z'],
    [90, 'Europe/Berlin', '2026-04-10T08:00:00.000Z'],
    [90, 'America/New_York', '2026-04-10T08:00:00.000Z'],
    [90, 'Asia/Kolkata', '2026-04-10T09:00:00.000Z'],
  ])('is due after %i days at the same time of the day in %s', async (dueInDays, timeZone, due) => {
    const outbox = open({ title: 'Ring', dueInDays })
    outbox.say({ ...person(1), traits: { email: 'p1@acme.example', timeZone } }, said('Asked'))
    await outbox.pass(HOUR)
    expect(tasks(outbox)).toMatchObject([{ due_date: due }])
  })

  it('is one each, oldest first', async () => {
    const outbox = open({ title: 'Ring {topic}' })
    outbox.say(
      person(1),
      said('Asked', { topic: 'b' }, { timestamp: '2026-01-10T08:00:02Z' }),
      said('Asked', { topic: 'a' }, { timestamp: '2026-01-10T08:00:01Z' }),
    )
    await outbox.pass(HOUR)
    expect(tasks(outbox).map((each) => each['title'])).toEqual(['Ring a', 'Ring b'])
  })

  it('of a hot lead is the contact’s owner’s, who is asked for once an hour', async () => {
    const outbox = openEngine({ HOT })
    outbox.say(person(1))
    await outbox.pass(HOUR)
    const [contact = {}] = outbox.crm.records().contacts
    Object.assign(contact, { owner_id: 55 })
    outbox.calls()
    outbox.say(looks('/pricing'), looks('/plans'))
    await outbox.pass(HOUR / 2)
    expect(tasks(outbox)).toMatchObject([{ owner_id: 55 }, { owner_id: 55 }])
    expect(outbox.calls().filter((call) => call === 'GET /contacts/1')).toHaveLength(1)
    Object.assign(contact, { owner_id: 66 })
    await outbox.pass(25 * HOUR)
    outbox.say(looks('/pricing'))
    await outbox.pass(HOUR / 2)
    expect(tasks(outbox).at(-1)).toMatchObject({ owner_id: 66 })
  })

  it('of a hot lead is nobody’s where the contact may not be read', async () => {
    const outbox = openEngine({ HOT })
    outbox.say(person(1))
    await outbox.pass(HOUR)
    outbox.fate(only('GET /contacts/1', refused('No access')))
    outbox.say(looks('/pricing'))
    await outbox.pass(24 * HOUR)
    expect(tasks(outbox)).toHaveLength(1)
    expect(tasks(outbox)[0]).not.toHaveProperty('owner_id')
  })

  it('is one of a hundred at most that wait, and of fifty on a page’s word', async () => {
    const outbox = open({ title: 'Ring' }, { from: 'page' })
    const waiting = async (rest: object) => {
      outbox.say(...Array.from({ length: 110 }, () => said('Asked', {}, rest)))
      await outbox.rest()
      return outbox.person('u:u1')?.tasks
    }
    expect(await waiting({ admission: {} })).toHaveLength(50)
    expect(await waiting({})).toHaveLength(100)
  })
})

it('keeps 250 activities waiting on a page’s word', async () => {
  const outbox = openEngine({ EVENTS: '{"Asked":{"activity":"Phone","from":"page"}}' })
  outbox.say(...Array.from({ length: 260 }, () => said('Asked', {}, { admission: {} })))
  await outbox.rest()
  expect(outbox.person('u:u1')?.activities).toHaveLength(250)
})
