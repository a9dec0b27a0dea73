import { beforeEach, expect, it, onTestFinished } from 'vitest'
import {
  calls,
  control,
  pass,
  person,
  records,
  send,
  sendFromPage,
  setFaults,
  useCleanEdge,
} from '../harness.ts'
import { refusal } from '../operator/console.ts'

useCleanEdge()

const HOUR = 3_600_000
const campaign = {
  attribution: {
    first: { source: 'google', medium: 'cpc', name: 'spring' },
    last: { source: 'news', medium: 'email', name: 'summer' },
  },
}

/** A page, and a form handed in on it. */
const signUp = (number: number, company: string) => [
  {
    type: 'page',
    userId: `u-${number}`,
    properties: { url: 'https://www.acme.example/pricing', title: 'Pricing' },
    context: campaign,
  },
  { ...person(number, { company, leadSource: 'Web', phone: '+1 555 0100' }), context: campaign },
]

/** The calls, also as a figure for `test/bench/sessions.ts`. */
async function costOf(...events: object[]): Promise<string[]> {
  const before = (await calls()).length
  await sendFromPage(...events)
  await pass(HOUR)
  const made = (await calls()).slice(before)
  const figure = `${made.length} calls: ${made.map(kindOf).join(', ')}`
  onTestFinished(({ task }) => void Object.assign(task.meta, { figure }))
  return made
}

const kindOf = (call: string) => call.replace(/\d{5,}/g, '{id}').replace(/\?.*/, '')

/** The account's lists have been read. */
beforeEach(async () => {
  await send(...signUp(9, 'Warm'))
  await pass(HOUR)
})

it.each(['Warm', 'Globex'])(
  'takes four calls at most for somebody new with a campaign and the company %s',
  async (company) => {
    expect(await costOf(...signUp(1, company))).toHaveLength(company === 'Warm' ? 3 : 4)
    expect((await records()).contacts[1]).toMatchObject({
      first_source: 'google',
      latest_source: 'news',
      sales_accounts: [{ name: company }],
    })
  },
)

it.each(['Initech', 'Globex'])(
  'takes four calls at most for a contact that was there, and keeps their company %s',
  async (theirs) => {
    await control('/simulator/seed', {
      method: 'POST',
      body: JSON.stringify({
        sales_accounts: [{ name: theirs }],
        contacts: [
          { emails: 'person1@acme.example', accounts: [theirs], first_source: 'Referral' },
        ],
      }),
    })
    expect((await costOf(...signUp(1, 'Hooli'))).length).toBeLessThanOrEqual(4)
    expect((await records()).contacts[1]).toMatchObject({
      first_source: 'Referral',
      sales_accounts: [{ name: theirs }, { name: 'Hooli' }],
    })
  },
)

it.each(['Hooli', 'Initech'])(
  'takes four calls at most for somebody known who comes again for %s',
  async (company) => {
    await costOf(...signUp(1, 'Globex'))
    expect((await costOf(...signUp(1, company))).length).toBeLessThanOrEqual(4)
    expect((await records()).contacts[1]?.['sales_accounts']).toMatchObject([
      { name: 'Globex' },
      { name: company },
    ])
  },
)

it.each([{}, { tags: ['VIP'] }])(
  'takes two calls for somebody new without a visit, with %o',
  async (traits) => {
    expect(await costOf(person(1, { company: 'Globex', ...traits }))).toEqual([
      'POST /sales_accounts/upsert',
      'POST /contacts',
    ])
    expect((await records()).contacts[1]).toMatchObject({
      first_name: 'P1',
      sales_accounts: [{ name: 'Globex' }],
      ...traits,
    })
  },
)

it.each(['Initech', 'Globex'])(
  'leaves %s and the tags of a contact that was there, without a visit',
  async (theirs) => {
    await control('/simulator/seed', {
      method: 'POST',
      body: JSON.stringify({
        sales_accounts: [{ name: theirs }],
        contacts: [
          {
            emails: 'person1@acme.example',
            accounts: [theirs],
            tags: ['Old'],
            first_source: 'Fair',
          },
        ],
      }),
    })
    const identify = { ...person(1, { company: 'Hooli', tags: ['New'] }), context: campaign }
    const made = await costOf(identify)
    // Who reads the timeline is told that the name is a page's word.
    expect(made).toHaveLength(5)
    expect(made[4]).toBe('POST /notes')
    expect((await records()).contacts[1]).toMatchObject({
      first_name: 'P1',
      first_source: 'Fair',
      latest_source: 'news',
      tags: ['Old', 'New'],
      sales_accounts: [{ name: theirs }, { name: 'Hooli' }],
    })
  },
)

it('adds a second company to a contact that was made with its first', async () => {
  await costOf(person(1, { company: 'Globex' }))
  await costOf(person(1, { company: 'Hooli' }))
  expect((await records()).contacts[1]?.['sales_accounts']).toMatchObject([
    { name: 'Globex' },
    { name: 'Hooli' },
  ])
})

it.each(['No such luck', 'Kein Glück heute'])(
  'makes a bare contact when all else is refused with "%s"',
  async (text) => {
    await setFaults({ rules: [refusal(text, { path: '/contacts', body: 'job_title' })] })
    await costOf(person(1, { company: 'Globex', jobTitle: 'CTO' }))
    expect((await records()).contacts[1]).toMatchObject({
      first_name: 'P1',
      sales_accounts: [{ name: 'Globex' }],
    })
  },
)
