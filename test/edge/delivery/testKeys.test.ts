import { describe, expect, it } from 'vitest'
import type { BatchResult } from '../../../src/protocol/batch.ts'
import { isFull } from '../../shop/effort.ts'
import {
  calls,
  configure,
  drain,
  pass,
  person,
  records,
  rows,
  send,
  sendFromPage,
  sendTest,
  tests,
  useCleanEdge,
} from '../harness.ts'
import { operator } from '../operator/console.ts'

useCleanEdge()

const HOUR = 3_600_000
const DAY = 24 * HOUR

const page = (path: string, rest: object = {}) => ({
  type: 'page',
  anonymousId: 'a-1',
  properties: { url: `https://www.acme.example${path}` },
  ...rest,
})

const result = async (response: Promise<Response>) => (await (await response).json()) as BatchResult

const planned = async (query = '') => {
  await pass(HOUR, tests())
  return (await operator.deliveries(query)).filter(({ test }) => test)
}

const pathsOf = (deliveries: Awaited<ReturnType<typeof planned>>) =>
  deliveries.map(({ call }) => `${call?.method} ${call?.path}`.replace(/\d{6,}/, 'ID')).reverse()

/** A form, as a page reports it. */
const lead = (number: number, traits: object = {}) => ({
  ...person(number, traits),
  userId: undefined,
  anonymousId: `a-${number}`,
})

/** What a page tells of somebody who looked around and then signed up. */
const signUp = (number: number) => [
  page('/pricing', { anonymousId: `a-${number}` }),
  lead(number, { company: 'Acme', city: 'Pune' }),
]

describe('what a test key sends', () => {
  it('stands among the deliveries as it would have been written, marked as a test', async () => {
    await sendTest(...signUp(1))
    const deliveries = await planned()
    expect(deliveries.length).toBeGreaterThan(1)
    for (const each of deliveries) {
      expect(each).toMatchObject({ outcome: 'planned', test: true, subject: 0 })
      expect(each).not.toHaveProperty('status')
      expect(each).not.toHaveProperty('answer')
    }
    const bodies = JSON.stringify(deliveries.map(({ call }) => call?.body))
    expect(bodies).toMatch(/"city":"Pune".*person1@acme\.example/)
    expect(bodies).toContain('(/pricing)'.slice(1, -1))
    expect(await calls()).toEqual([])
  })

  it('is planned as the same events are delivered under the key of the site', async () => {
    await sendTest(...signUp(1))
    const asTest = pathsOf(await planned())
    await sendFromPage(...signUp(1))
    await pass(HOUR)
    const real = (await calls()).filter((call) => !call.startsWith('GET'))
    expect(asTest).toEqual(real.map((call) => call.replace(/\d{6,}/, 'ID')))
  })

  it('is shown each time somebody tries the form again', async () => {
    for (const _ of [1, 2]) {
      await sendTest(lead(1))
      await pass(HOUR, tests())
    }
    expect(pathsOf(await planned())).toEqual(Array(2).fill('POST /contacts/upsert'))
  })

  it('costs no call in a thousand events, and counts nowhere', async () => {
    const introduced = isFull ? 50 : 10
    for (let batch = 0; batch < 10; batch++) {
      const people = Array.from({ length: introduced }, (_, i) => person(batch * 50 + i))
      const views = Array.from({ length: 100 - introduced }, (_, i) =>
        page(`/p${i}`, { anonymousId: `s-${batch}-${i}` }),
      )
      expect(await result(sendTest(...people, ...views))).toMatchObject({ accepted: 100 })
    }
    await pass(HOUR, tests())
    await pass(HOUR)
    expect(await calls()).toEqual([])
    const { flow, quota, backlog, isNew, health, deadLetters } = await operator.overview()
    const counted = flow.day.map(({ at: _, ...counts }) => counts)
    expect(counted.flatMap((counts) => Object.values(counts)).every((each) => each === 0)).toBe(
      true,
    )
    expect([quota.hour.used, backlog.newContacts.count, deadLetters.count]).toEqual([0, 0, 0])
    expect([isNew, health.ok]).toEqual([true, true])
    expect(await operator.waiting()).toEqual({ subjects: [], held: [] })
    expect(await operator.find('')).toEqual([])
    for (const table of ['inbox', 'subject', 'identity', 'delivery'])
      expect(await rows(`SELECT * FROM ${table}`), table).toEqual([])
    expect(await planned()).toHaveLength(50)
  })

  it('stays apart from the person of the same address, whichever comes first', async () => {
    await sendTest(lead(1, { city: 'Test City' }))
    await drain(tests())
    await send(lead(1, { city: 'Pune' }))
    await drain()
    await sendTest(lead(1, { city: 'Other City' }))
    expect(pathsOf(await planned())).toEqual(['POST /contacts/upsert', 'POST /contacts/upsert'])
    await pass(HOUR)
    expect((await records()).contacts).toMatchObject([{ city: 'Pune' }])
  })

  it('never keeps a real event of the same messageId from counting', async () => {
    await sendTest({ ...person(1), messageId: 'm-1' })
    await pass(HOUR, tests())
    await send({ ...person(1), messageId: 'm-1' })
    await drain()
    expect((await records()).contacts).toHaveLength(1)
  })

  it('is removed after a day', async () => {
    await sendTest(...signUp(1))
    expect(await planned()).not.toEqual([])
    await pass(2 * DAY, tests())
    expect(await planned()).toEqual([])
    for (const table of ['inbox', 'subject', 'identity', 'delivery', 'dead_letter'])
      expect(await rows(`SELECT * FROM ${table}`, tests()), table).toEqual([])
  })

  it('comes in its order among real deliveries, a page at a time', async () => {
    const people = (from: number) => Array.from({ length: 9 }, (_, i) => lead(from + i))
    for (const round of [0, 1, 2]) {
      await send(...people(round * 18))
      await drain()
      await sendTest(...people(round * 18 + 9))
      await drain(tests())
    }
    const first = await operator.deliveries()
    const second = await operator.deliveries(`?before=${first.at(-1)?.id}`)
    expect([first.length, second.length]).toEqual([50, 4])
    const numbers = [...first, ...second].map(({ who }) => Number(/\d+/.exec(who ?? '')?.[0]))
    const rounds = numbers.map((number) => Math.floor(number / 9))
    expect(rounds).toEqual([...rounds].sort((a, b) => b - a))
    expect(new Set(numbers).size).toBe(54)
    expect(await operator.deliveries(`?after=${first[0]?.id}`)).toEqual([])
    expect(await operator.deliveries(`?after=${first[3]?.id}`)).toHaveLength(3)
    expect((await operator.deliveries('?outcome=planned')).every(({ test }) => test)).toBe(true)
    expect(await operator.deliveries('?text=person10@')).toMatchObject([{ test: true }])
  })

  it('is in its order also after very many, and after all were removed', async () => {
    await sendTest(lead(1))
    await drain(tests())
    await rows('UPDATE delivery SET id = id + 1000000', tests())
    await sendTest(...Array.from({ length: 60 }, (_, i) => lead(100 + i)))
    await drain(tests())
    const first = await operator.deliveries()
    const second = await operator.deliveries(`?before=${first.at(-1)?.id}`)
    expect(second.at(-1)).toMatchObject({ who: 'person1@acme.example' })
    expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(61)
    await send(lead(2))
    await drain()
    await sendTest(lead(3))
    await pass(2 * DAY, tests())
    await sendTest(lead(4))
    await drain(tests())
    const people = (await operator.deliveries()).map(({ who }) => who)
    expect(people).toEqual(['person4@acme.example', 'person2@acme.example'])
  })

  it('shows the names of the account by their ids once the outbox has read them', async () => {
    const ofWeb = lead(1, { leadSource: 'Web' })
    await sendTest(ofWeb)
    const [before] = await planned()
    expect(before?.problems).toMatchObject([{ field: 'lead_source_id' }])
    expect(before?.messages?.[0]).toContain('Freshsales is asked nothing for a test')
    await sendFromPage(person(2, { leadSource: 'Web' }))
    await drain()
    await sendTest(ofWeb)
    const [newest] = await planned()
    expect(newest?.messages).toBeUndefined()
    expect(newest?.call?.body).toMatchObject({ contact: { lead_source_id: expect.any(Number) } })
  })
})

describe('the answer to a test key', () => {
  it('says what the request itself would write, and what not', async () => {
    const { test } = await result(
      sendTest({ ...person(1, { city: 'Pune', owner: 'olivia@crm.example' }), messageId: 'm-1' }),
    )
    expect(test).toMatchObject({
      planned: [
        {
          messageId: 'm-1',
          writes: [
            {
              record: 'contact',
              fields: { emails: 'person1@acme.example', first_name: 'P1', city: 'Pune' },
            },
          ],
          problems: [{ field: 'owner_id' }],
        },
      ],
      more: 0,
    })
  })

  it('is that of any other key for any other key', async () => {
    expect(await result(sendFromPage(person(1)))).not.toHaveProperty('test')
  })

  it('tells nothing of anybody who is known, nor of what the operator wrote', async () => {
    await configure({
      EVENTS: JSON.stringify({
        Asked: {
          task: { title: 'Call {email}, our secret client', owner: 'olivia@crm.example' },
          tag: 'secret tag',
          activity: { type: 'Secret type' },
        },
      }),
    })
    await send(person(1, { city: 'Hidden City', jobTitle: 'Hidden Job' }))
    await drain()
    const asked = await result(
      sendTest(
        { type: 'identify', userId: 'u-1', traits: { email: 'person1@acme.example' } },
        { type: 'track', userId: 'u-1', event: 'Asked' },
      ),
    )
    expect(asked.accepted).toBe(2)
    expect(JSON.stringify(asked)).not.toMatch(/Hidden|secret|olivia/i)
    const shown = await planned()
    expect(JSON.stringify(shown)).not.toMatch(/Hidden/)
    expect(pathsOf(shown)[0]).toBe('POST /contacts/upsert')
  })
})

describe('somebody who has read a test key in a page', () => {
  it('fills no disk and spends no rows that are kept for leads', async () => {
    const views = (count: number) =>
      Array.from({ length: count }, (_, i) => page(`/x${i}`, { anonymousId: `f-${count}-${i}` }))
    await sendTest(...views(100))
    const taken = isFull ? 100 : 2_800
    await rows(
      `UPDATE state SET value = json_set(value, '$.events', ${taken}) WHERE name = 'tests'`,
      tests(),
    )
    let answer = await result(sendTest(...views(200)))
    for (let sent = taken + 200; sent < 3_000; sent += 100) {
      expect(answer.rejected).toEqual([])
      answer = await result(sendTest(...views(100)))
    }
    expect(answer.rejected).toEqual([])
    answer = await result(sendTest(...views(1)))
    expect(answer.rejected[0]?.reason).toContain('test keys take 3000 events a day')
    await rows(
      "UPDATE state SET value = json_set(value, '$.events', 2850) WHERE name = 'tests'",
      tests(),
    )
    const atOnce = await Promise.all([1, 2, 3, 4].map(() => result(sendTest(...views(100)))))
    expect(atOnce.map(({ accepted }) => accepted).sort()).toEqual([0, 0, 0, 100])
    const [{ value }] = (await rows("SELECT value FROM state WHERE name = 'rows'")) as [
      { value: string },
    ]
    expect((JSON.parse(value) as { rows: number }).rows).toBeLessThan(0.75 * 100_000)
    await send(person(1))
    await drain()
    expect((await records()).contacts).toHaveLength(1)
  })

  it('is turned away where the rows of the day are used up, while leads still come in', async () => {
    await configure({ DAILY_ROWS: '100' })
    const answer = await result(sendTest(...Array.from({ length: 20 }, (_, i) => person(i))))
    expect(answer.accepted).toBe(0)
    expect(answer.rejected[0]?.reason).toContain('the rows of the day are kept for leads')
    expect(await result(send(person(1)))).toMatchObject({ accepted: 1 })
  })
})
