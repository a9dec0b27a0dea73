import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
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
  setFaults,
  useCleanEdge,
} from '../harness.ts'
import { EDGE, operator } from '../operator/console.ts'

useCleanEdge()

const WEBHOOK = 'https://hooks.hot.example/services/secret'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

interface Told {
  text: string
  condition: string
  state: string
  since: string
}

interface Task {
  title: string
  description?: string
  owner_id?: number
  due_date: string
  targetable_id: number
}

const told: Told[] = []
let answer: () => Promise<Response> = async () => new Response('ok')

const RULES = {
  Returned: { 'after days': 7 },
  'Pricing twice': { pages: '/pricing*', times: 2, 'within hours': 48 },
  Campaign: { query: 'utm_campaign=spring' },
}

const useRules = (rules: object) => configure({ HOT: JSON.stringify(rules) })

beforeEach(async () => {
  told.length = 0
  answer = async () => new Response('ok')
  const network = globalThis.fetch
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    if (String(input) !== WEBHOOK) return network(input, init)
    told.push(JSON.parse(String(init?.body)) as Told)
    return answer()
  })
  await configure({ ALERT_WEBHOOK: WEBHOOK, HOT: JSON.stringify(RULES) })
})
afterEach(() => vi.restoreAllMocks())

const tasks = async () => (await control<{ tasks: Task[] }>('/simulator/records')).tasks
const titles = async () => (await tasks()).map(({ title }) => title).sort()
const hotTold = () => told.filter(({ condition }) => condition === 'hot_lead')

const view = (number: number, path: string, rest: object = {}) => ({
  type: 'page',
  anonymousId: `a-${number}`,
  properties: { url: `https://www.acme.example${path}` },
  ...rest,
})

const lead = (number: number) => ({
  ...person(number),
  userId: undefined,
  anonymousId: `a-${number}`,
})

const freshsales = <Answer>(path: string, init: RequestInit = {}) =>
  control<Answer>(`/crm/sales/api${path}`, {
    ...init,
    headers: { authorization: 'Token token=demo-api-key', 'content-type': 'application/json' },
  })

/** A sales manager gives the contact to somebody; answers to whom. */
async function handOver(id = 0): Promise<number> {
  const { users } = await freshsales<{ users: { id: number }[] }>('/selector/owners')
  const owner_id = users.at(-1)?.id ?? 0
  const body = JSON.stringify({ contact: { owner_id } })
  await freshsales(`/contacts/${id}`, { method: 'PUT', body })
  return owner_id
}

/** Somebody whose contact is in the CRM. */
async function known(number: number): Promise<void> {
  await sendFromPage(lead(number))
  await pass(MINUTE)
}

describe('a hot lead', () => {
  it('who returns after a week gives the owner of the contact a task, and is told', async () => {
    await known(1)
    await pass(8 * DAY)
    const [contact] = (await records()).contacts
    const owner_id = await handOver(contact?.id)
    await sendFromPage(view(1, '/blog'))
    await pass(MINUTE)
    expect(await tasks()).toMatchObject([
      {
        title: 'Returned: person1@acme.example',
        description: 'Looked at /blog on Website. The website says so; it is not verified.',
        owner_id,
        targetable_id: contact?.id,
      },
    ])
    expect(hotTold()).toMatchObject([
      { state: 'hot', text: expect.stringContaining('Hot lead: Returned') },
    ])
  })

  it('is one by pages that are looked at so often within that time, and not before', async () => {
    await known(1)
    await sendFromPage(view(1, '/pricing'))
    await pass(49 * HOUR)
    await sendFromPage(view(1, '/pricing/'))
    await pass(HOUR)
    expect(await tasks()).toEqual([])
    await sendFromPage(view(1, '/pricing-plans?x=1#top'))
    await pass(MINUTE)
    expect(await titles()).toEqual(['Pricing twice: person1@acme.example'])
  })

  it('is one by a parameter of the address', async () => {
    await known(1)
    await sendFromPage(view(1, '/?utm_source=mail&utm_campaign=autumn'))
    await sendFromPage(view(1, '/?utm_source=mail&utm_campaign=Spring'))
    await pass(MINUTE)
    expect(await titles()).toEqual(['Campaign: person1@acme.example'])
  })

  it('is one by a value that has the sign of equality in it', async () => {
    await useRules({ Offer: { query: 'offer=a=b' } })
    await known(1)
    await sendFromPage(view(1, '/?offer=a'))
    await drain()
    expect(hotTold()).toEqual([])
    await sendFromPage(view(1, '/?offer=a%3Db'))
    await drain()
    expect(hotTold()).toHaveLength(1)
  })

  it('is told once in a day by each rule, whatever else they look at', async () => {
    await known(1)
    for (let times = 0; times < 10; times++) {
      await sendFromPage(view(1, '/pricing'))
      await pass(HOUR)
    }
    expect([(await tasks()).length, hotTold().length]).toEqual([1, 1])
    await pass(DAY)
    for (const _ of [1, 2]) await sendFromPage(view(1, '/pricing'))
    await pass(MINUTE)
    expect([(await tasks()).length, hotTold().length]).toEqual([2, 2])
  })

  it('costs one call besides the task, however many rules are met in the visit', async () => {
    await useRules({
      One: { pages: '/pricing', message: false },
      Two: { pages: '/p*', message: false },
      Three: { query: 'utm_campaign', task: { title: 'Call', owner: 'olivia@crm.example' } },
    })
    await known(1)
    const before = (await calls()).length
    await sendFromPage(view(1, '/pricing?utm_campaign=x'))
    await pass(MINUTE)
    const made = (await calls()).slice(before).filter((call) => !call.includes('/selector/'))
    expect(made.filter((call) => call === 'POST /tasks')).toHaveLength(3)
    expect(made.filter((call) => call.startsWith('GET '))).toHaveLength(1)
    expect(made.filter((call) => call.includes('/notes'))).toHaveLength(1)
    expect(made).toHaveLength(5)
  })

  it('gets what the rule says of its task, or a message alone', async () => {
    await useRules({
      Asked: { pages: '/pricing', task: { title: 'Call {first_name}', dueInDays: 1 } },
      Heard: { pages: '/pricing', message: true },
    })
    await known(1)
    await sendFromPage(view(1, '/pricing'))
    await pass(MINUTE)
    expect(await tasks()).toMatchObject([
      { title: 'Call P1', due_date: '2040-01-13T09:01:00.000Z' },
    ])
    expect(hotTold().map(({ text }) => text)).toEqual([expect.stringContaining('Hot lead: Heard')])
  })

  it('is nobody who is not in the CRM', async () => {
    await sendFromPage(view(1, '/pricing'), view(1, '/pricing'))
    await send(view(2, '/pricing', { userId: 'u-2' }), view(2, '/pricing', { userId: 'u-2' }))
    await pass(HOUR)
    expect([await tasks(), hotTold()]).toEqual([[], []])
  })

  it('is nobody who was hot long ago: what a browser kept for hours is told in the timeline alone', async () => {
    await known(1)
    await pass(5 * HOUR)
    const timestamp = new Date(Date.now() - 3 * HOUR).toISOString()
    await send(view(1, '/pricing', { timestamp }), view(1, '/pricing', { timestamp }))
    await pass(MINUTE)
    expect(await tasks()).toEqual([])
  })

  it('is told also where Freshsales does not say whose the contact is', async () => {
    await known(1)
    await setFaults({
      rules: [{ match: { method: 'GET', path: 'include=owner' }, answer: { status: 400 } }],
    })
    for (const _ of [1, 2]) await sendFromPage(view(1, '/pricing'))
    await pass(MINUTE)
    expect(await titles()).toEqual(['Pricing twice: person1@acme.example'])
    expect((await operator.deadLetters()).total.count).toBe(0)
  })

  it.each(['constructor', 'toString', 'hasOwnProperty'])(
    'is one by a rule that is called %s, beside one that has been looked at',
    async (name) => {
      await useRules({
        'Pricing twice': RULES['Pricing twice'],
        [name]: { pages: '/offer', times: 2 },
      })
      await known(1)
      for (const path of ['/pricing', '/offer', '/pricing', '/offer', '/offer', '/offer'])
        await sendFromPage(view(1, path))
      await pass(MINUTE)
      expect(await titles()).toEqual(
        ['Pricing twice: person1@acme.example', `${name}: person1@acme.example`].sort(),
      )
    },
  )

  it('is told once a day by each rule, whether a link in an e-mail leads to the contact or their browser', async () => {
    await useRules({ Mail: { query: 'fs_cid' } })
    await known(1)
    await known(2)
    const { contacts } = await records()
    const [one, two] = ['person1', 'person2'].map(
      (name) => contacts.find(({ email }) => email.startsWith(name))?.id,
    )
    const opened = (id = 0, who = 9) => view(who, `/offer?fs_cid=${id}`)
    await sendFromPage(opened(one), opened(one, 1))
    await sendFromPage(opened(two, 2), opened(two, 8))
    await pass(HOUR)
    expect((await tasks()).map(({ targetable_id }) => targetable_id).sort()).toEqual([one, two])
    await pass(DAY)
    await sendFromPage(opened(one, 1))
    await pass(HOUR)
    expect(await tasks()).toHaveLength(3)
  })

  it('leaves nothing in a row where no rule is set, or none of theirs was met', async () => {
    const rowOf = async () => (await rows<{ state: string }>('SELECT state FROM subject'))[0]?.state
    await useRules({ 'Pricing twice': RULES['Pricing twice'] })
    await known(1)
    await sendFromPage(view(1, '/blog'))
    await drain()
    expect(await rowOf()).not.toContain('"hot"')
    await sendFromPage(view(1, '/pricing'))
    await drain()
    expect(await rowOf()).toContain('"hot"')
  })

  it('leaves nothing in a row once no rule is set any more', async () => {
    await useRules({})
    await known(1)
    await rows(`UPDATE subject SET state = json_set(state, '$.hot', json('{"seenAt":1}'))`)
    await sendFromPage(view(1, '/pricing'))
    await drain()
    const [row] = await rows<{ state: string }>('SELECT state FROM subject')
    expect(row?.state).not.toContain('"hot"')
  })
})

describe('the message of a hot lead', () => {
  it('has no personal data and no secret in it', async () => {
    await known(1)
    for (const _ of [1, 2]) await sendFromPage(view(1, '/pricing'))
    await pass(MINUTE)
    expect(hotTold()).toHaveLength(1)
    expect(JSON.stringify(told)).not.toMatch(/@|P1|u-1|a-1|demo-|pricing"/)
    const [found] = await operator.find('person1')
    expect(hotTold()[0]?.text).toContain(`#/people/${found?.id} `)
  })

  it('says where the console is, once it was opened', async () => {
    await operator.overview()
    await known(1)
    for (const _ of [1, 2]) await sendFromPage(view(1, '/pricing'))
    await pass(MINUTE)
    const [found] = await operator.find('person1')
    expect(hotTold()[0]?.text).toContain(`${EDGE}/console#/people/${found?.id}`)
  })

  it('is sent again where the webhook refused it, and never where nobody knows', async () => {
    let tries = 0
    answer = async () => new Response(null, { status: tries++ < 2 ? 500 : 200 })
    await known(1)
    for (const _ of [1, 2]) await sendFromPage(view(1, '/pricing'))
    await pass(10 * MINUTE)
    expect(hotTold()).toHaveLength(3)
    answer = () => Promise.reject(new Error('the line is dead'))
    await known(2)
    for (const _ of [1, 2]) await sendFromPage(view(2, '/pricing'))
    await pass(HOUR)
    expect(hotTold()).toHaveLength(4)
  })

  it('holds up no delivery when the webhook never answers', async () => {
    answer = () => new Promise(() => {})
    await known(1)
    for (const _ of [1, 2]) await sendFromPage(view(1, '/pricing'))
    await drain()
    await known(2)
    expect(await titles()).toEqual(['Pricing twice: person1@acme.example'])
    expect(await operator.find('person2')).toMatchObject([{ contactId: expect.any(Number) }])
  })
})

describe('somebody who has read the key in a page', () => {
  it('writes no line of their own into a task', async () => {
    await useRules({ Any: { pages: '*' } })
    await known(1)
    await sendFromPage(view(1, '/%0AOwner:%20call%E2%80%AE%3Cb%3E'))
    await pass(MINUTE)
    const [task] = await tasks()
    expect(task?.description).toBe(
      'Looked at /%0AOwner:%20call%E2%80%AE%3Cb%3E on Website. The website says so; it is not verified.',
    )
  })

  it('makes nobody hot by naming them', async () => {
    await known(1)
    const named = { context: { traits: { email: 'person1@acme.example' } } }
    for (const from of [10, 11, 12]) await sendFromPage(view(from, '/pricing', named))
    await send({ type: 'alias', userId: 'u-1', previousId: 'a-1' })
    for (const from of [20, 21, 22]) await sendFromPage(view(from, '/pricing', { userId: 'u-1' }))
    await pass(HOUR)
    expect([await tasks(), hotTold()]).toEqual([[], []])
  })

  it('keeps nobody who returns from being told of in the next hour', async () => {
    await known(1)
    await pass(8 * DAY)
    const hour = Math.floor(Date.now() / HOUR)
    const value = JSON.stringify({ hour, count: 30 })
    await rows(`INSERT OR REPLACE INTO state VALUES ('hotHour', '${value}')`)
    await sendFromPage(view(1, '/blog'))
    await pass(HOUR)
    expect(hotTold()).toEqual([])
    await sendFromPage(view(1, '/blog'))
    await pass(2 * HOUR)
    await sendFromPage(view(1, '/blog'))
    await pass(MINUTE)
    expect(hotTold()).toHaveLength(1)
  })

  it('uses up the share of one source, and leaves the others theirs', async () => {
    await useRules({ Any: { pages: '/*' } })
    await send(...[1, 2, 3].map(lead))
    await pass(HOUR)
    const hour = Math.floor(Date.now() / HOUR)
    const value = JSON.stringify({ hour, count: 19, ofPages: { Website: 19 } })
    await rows(`INSERT OR REPLACE INTO state VALUES ('hotHour', '${value}')`)
    await sendFromPage(view(1, '/x'))
    await sendFromPage(view(2, '/x'))
    await send(view(3, '/x'))
    await pass(2 * MINUTE)
    expect(await titles()).toEqual(['Any: person1@acme.example', 'Any: person3@acme.example'])
    expect(told.map(({ condition }) => condition)).toContain('hot_bounded')
    await pass(HOUR)
    await sendFromPage(view(2, '/x'))
    await pass(2 * MINUTE)
    expect(await titles()).toContain('Any: person2@acme.example')
  })

  it('gives sales people no more than so much in an hour, which is told', async () => {
    await useRules({ Any: { pages: '/*' } })
    const everybody = [1, 2, 3, 4, 5]
    await send(...everybody.map(lead))
    await pass(HOUR)
    await sendFromPage(view(1, '/x'))
    await pass(2 * MINUTE)
    await rows("UPDATE state SET value = json_set(value, '$.count', 28) WHERE name = 'hotHour'")
    await sendFromPage(...everybody.map((number) => view(number, '/x')))
    await pass(2 * MINUTE)
    expect([(await tasks()).length, hotTold().length]).toEqual([3, 3])
    const others = () => told.filter(({ condition }) => condition === 'hot_bounded')
    expect(others()).toMatchObject([
      { state: 'begun', text: expect.stringContaining('30 hot leads') },
    ])
    await pass(HOUR)
    expect(others().map(({ state }) => state)).toEqual(['begun', 'over'])
    await sendFromPage(...everybody.map((number) => view(number, '/x')))
    await pass(2 * MINUTE)
    expect((await tasks()).length).toBe(5)
  })
})
