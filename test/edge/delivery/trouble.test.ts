import { describe, expect, it } from 'vitest'
import { isFull } from '../../shop/effort.ts'
import {
  calls,
  drain,
  pass,
  person,
  records,
  rows,
  send,
  setAccount,
  setFaults,
  useCleanEdge,
} from '../harness.ts'
import { knock } from '../operator/console.ts'

useCleanEdge()

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const POSTS = { method: 'POST', path: '/contacts' }

interface DeadLetter {
  reason: string
}

describe('when Freshsales fails for a while', () => {
  for (const [what, rule] of Object.entries({
    'answers 500': { answer: { status: 500 } },
    'answers with nothing': { match: POSTS, answer: { status: 201, body: '' } },
    'takes the record and does not show it': {
      match: POSTS,
      answer: { status: 202, body: { message: 'accepted' } },
    },
    'answers without the record': {
      match: POSTS,
      answer: { status: 200, body: { contact: null } },
    },
    'hides a 503 in a refusal': {
      match: POSTS,
      answer: {
        status: 400,
        body: { errors: { code: 400, message: ['UCR fetch failure :: response_code :: 503'] } },
      },
    },
    'answers a page with status 200': { kind: 'html' },
    'answers garbage': { kind: 'garbage' },
    'closes the connection': { kind: 'close' },
    'sends the caller elsewhere': { kind: 'redirect' },
    'answers with two megabytes': { kind: 'large' },
  }))
    it(`tries again when it ${what}`, async () => {
      await setFaults({ rules: [{ ...rule, times: 3 }] })
      await send(person(1))
      await pass(HOUR)
      expect((await records()).contacts).toHaveLength(1)
      expect(await rows('SELECT * FROM dead_letter')).toEqual([])
    })

  it('delivers the others while one person has to wait', async () => {
    await setFaults({ rules: [{ match: { body: 'person1@' }, answer: { status: 500 } }] })
    await send(person(1), person(2), person(3))
    await pass(MINUTE)
    expect((await records()).contacts.map(({ email }) => email)).toEqual([
      'person2@acme.example',
      'person3@acme.example',
    ])
  })

  // The one that each run has is faults/outage.test.ts: as long, with leads in every hour.
  it.runIf(isFull)(
    'survives an outage of three days without losing anyone',
    {
      timeout: 60_000,
    },
    async () => {
      await setAccount({ hourlyCalls: 0 })
      await setFaults({ rules: [{ answer: { status: 503 } }] })
      for (let day = 0; day < 3; day++) {
        await send(...Array.from({ length: 20 }, (_, i) => person(day * 20 + i)))
        await pass(24 * HOUR)
      }
      await setFaults({ rules: [] })
      await pass(3 * HOUR)
      expect((await records()).contacts).toHaveLength(60)
      expect(await rows('SELECT * FROM dead_letter')).toEqual([])
    },
  )
})

describe('when Freshsales asks to slow down', () => {
  it('waits as long as it was told, for everyone', async () => {
    await setFaults({
      rules: [{ times: 1, answer: { status: 429, headers: { 'Retry-After': '120' } } }],
    })
    await send(person(1), person(2))
    await pass(119_000)
    expect(await calls()).toHaveLength(1)
    await pass(2_000)
    expect((await records()).contacts).toHaveLength(2)
    expect(await calls()).toHaveLength(3)
  })

  for (const retryAfter of ['99999999', '-1', 'soon', '1e3', ''])
    it(`is not confused by Retry-After: "${retryAfter}"`, async () => {
      await setFaults({
        rules: [{ times: 1, answer: { status: 429, headers: { 'Retry-After': retryAfter } } }],
      })
      await send(person(1))
      await pass(HOUR)
      expect((await records()).contacts).toHaveLength(1)
    })
})

describe('when Freshsales says it of one record only', () => {
  const answers = {
    'a quota': { status: 429 },
    'a quota, for an hour': { status: 429, headers: { 'Retry-After': '3600' } },
    'a quota, in disguise': {
      status: 400,
      body: { errors: { message: 'UCR :: response_code :: 429' } },
    },
    'what the record itself says': {
      status: 400,
      body: { errors: { message: ['Too many requests, CTO is not a title'] } },
    },
  }
  for (const [what, answer] of Object.entries(answers))
    it(`the others go on: ${what}`, async () => {
      await setFaults({ rules: [{ match: { body: 'person0@' }, answer }] })
      await send(...Array.from({ length: 6 }, (_, number) => person(number)))
      await pass(3 * HOUR)
      await send(person(6))
      await pass(MINUTE)
      expect((await records()).contacts).toHaveLength(6)
      expect((await calls()).length).toBeLessThan(40)
    })
})

it.each([
  [402, 'plan'],
  [405, 'FRESHSALES_DOMAIN'],
  [410, 'FRESHSALES_DOMAIN'],
])('keeps everybody while Freshsales answers %i to all, and says why', async (status, word) => {
  const answer = { status, body: { errors: { code: status, message: ['Your trial has ended'] } } }
  await setFaults({ rules: [{ match: { method: 'POST' }, answer }] })
  for (let number = 0; number < 4; number++) {
    await send(person(number))
    await pass(2 * MINUTE)
  }
  const { degraded } = (await (await knock('/health')).json()) as { degraded: string[] }
  expect(degraded.join()).toContain(word)
  expect(await rows('SELECT reason FROM dead_letter')).toEqual([])
  await setFaults({ rules: [] })
  await pass(10 * MINUTE)
  expect((await records()).contacts).toHaveLength(4)
})

describe('when Freshsales refuses the key', () => {
  it('stops spending, keeps accepting, says so, and goes on when the key is good again', async () => {
    await setFaults({
      rules: [{ answer: { status: 401, body: { login: 'failed', message: null } } }],
    })
    await send(person(1))
    await pass(MINUTE)
    expect(await calls()).toHaveLength(1)
    const response = await send(person(2))
    expect(response.status).toBe(200)
    expect(await calls()).toHaveLength(1)
    await setFaults({ rules: [] })
    await pass(10 * MINUTE)
    expect((await records()).contacts).toHaveLength(2)
  })
})

describe('when Freshsales refuses a record', () => {
  it('makes the contact all the same, without the field that is wrong', async () => {
    const traits = {
      city: 'x'.repeat(300),
      contactStatusId: 1,
      cfPlan: 'Platinum',
      jobTitle: 'CTO',
    }
    await send(person(1, traits))
    await drain()
    const [contact] = (await records()).contacts
    expect(contact).toMatchObject({ email: 'person1@acme.example', job_title: 'CTO' })
    const [delivery] = await rows<{ record: string }>(
      "SELECT record FROM delivery WHERE outcome = 'repaired'",
    )
    const { problems } = JSON.parse(delivery?.record ?? '{}') as { problems: { field: string }[] }
    expect(problems.map(({ field }) => field).sort()).toEqual([
      'cf_plan',
      'city',
      'contact_status_id',
    ])
  })

  it('makes a contact of name and address when the rest cannot be mended', async () => {
    await setFaults({
      rules: [
        {
          match: { body: 'job_title' },
          answer: { status: 400, body: { errors: { code: 400, message: ['Something is off'] } } },
        },
      ],
    })
    await send(person(1, { jobTitle: 'CTO' }))
    await drain()
    expect((await records()).contacts[0]).toMatchObject({ first_name: 'P1', job_title: null })
  })

  it('sets aside what it will never take, and says why', async () => {
    await setFaults({
      rules: [
        {
          match: { path: 'contacts/upsert' },
          answer: { status: 400, body: { errors: { code: 400, message: ['No such luck'] } } },
        },
      ],
    })
    await send(person(1))
    await pass(HOUR)
    const letters = await rows<DeadLetter>('SELECT reason FROM dead_letter')
    expect(letters.map(({ reason }) => reason)).toEqual(['No such luck'])
    const before = (await calls()).length
    await send({ type: 'page', userId: 'u-1' })
    await pass(HOUR)
    expect(await calls()).toHaveLength(before)
  })

  it.each(['same', 'other'])('brings all of somebody who signs up again: %s', async (city) => {
    await setAccount({ required: { contact: ['lead_source_id'] } })
    await send(person(1, { city: 'same' }))
    await pass(HOUR)
    expect((await records()).contacts).toEqual([])
    await setAccount({ required: { contact: [] } })
    await send(person(1, { city }))
    await pass(HOUR)
    expect((await records()).contacts).toMatchObject([{ first_name: 'P1', city }])
  })
})
