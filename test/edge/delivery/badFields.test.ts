import { describe, expect, it, vi } from 'vitest'
import {
  calls,
  control,
  pass,
  person,
  records,
  rows,
  send,
  setAccount,
  setFaults,
  useCleanEdge,
} from '../harness.ts'

useCleanEdge()
vi.setConfig({ testTimeout: 20_000 })

const good = { jobTitle: 'CTO', country: 'Italy' }

const BAD: { [what: string]: { traits: object; field: string } } = {
  'an id that another contact has': { traits: {}, field: 'external_id' },
  'a mobile number that another contact has': {
    traits: { mobile: '+15550100' },
    field: 'mobile_number',
  },
  'a text that is too long': { traits: { city: 'x'.repeat(300) }, field: 'city' },
}

describe.each(['en', 'es', 'de', 'fr', 'pt'])('a refusal in %s', (language) => {
  it.each(Object.entries(BAD))('for %s costs nothing else', async (_, { traits, field }) => {
    const taken = field === 'external_id' ? 'u-1' : 'u-other'
    const contacts = [
      { emails: 'other@mail.example', external_id: taken, mobile_number: '+15550100' },
    ]
    await control('/simulator/seed', { method: 'POST', body: JSON.stringify({ contacts }) })
    for (const spelling of ['label', 'english', 'camel', 'name']) {
      await setAccount({ language, behaviour: { fieldsInRefusals: spelling } })
      const email = `${spelling}@acme.example`
      const userId = field === 'external_id' ? 'u-1' : `u-${spelling}`
      await send({ ...person(1, { ...good, ...traits, email }), userId, anonymousId: spelling })
      await pass(2_000)
      if (field === 'external_id') await rows("DELETE FROM identity WHERE key LIKE 'u:%'")
      const contact = (await records()).contacts.find((each) => each.email === email)
      expect(contact, spelling).toMatchObject({
        first_name: 'P1',
        job_title: 'CTO',
        country: 'Italy',
      })
    }
    expect(await rows('SELECT reason FROM dead_letter')).toEqual([])
  })
})

describe('a refusal that names no field', () => {
  it.each([
    ['a contact', { path: '/contacts/upsert', body: 'Atlantis' }, { country: 'Atlantis' }],
    [
      'a company',
      { path: '/sales_accounts/upsert', body: 'Atlantis' },
      {
        company: {
          name: 'Acme',
          country: 'Atlantis',
          city: 'Rome',
          website: 'https://acme.example',
        },
      },
    ],
  ])(
    'of %s: the field is found within six calls, and costs nothing else',
    async (_, match, traits) => {
      const answer = {
        status: 400,
        body: { errors: { code: 400, message: ['Etwas stimmt nicht'] } },
      }
      await setFaults({ rules: [{ match, answer }] })
      await send(person(1, { jobTitle: 'CTO', city: 'Rome', phone: '+15550101', ...traits }))
      await pass(2_000)
      const { contacts, sales_accounts } = await records()
      expect(contacts[0]).toMatchObject({ first_name: 'P1', job_title: 'CTO', city: 'Rome' })
      expect([contacts[0]?.['country'], sales_accounts[0]?.['country'] ?? null]).not.toContain(
        'Atlantis',
      )
      if ('company' in traits)
        expect(sales_accounts[0]).toMatchObject({ name: 'Acme', city: 'Rome' })
      const made = (await calls()).filter((call) => call === `POST ${match.path}`)
      expect(made.length).toBeLessThanOrEqual(8)
      expect(await rows('SELECT reason FROM dead_letter')).toEqual([])
      const told = await rows<{ record: string }>('SELECT record FROM delivery')
      expect(told.some(({ record }) => record.includes('takes the record without it'))).toBe(true)
    },
  )
})

it.each([
  [{ amount: 1e17, probability: 50 }, {}],
  [
    { amount: 5, currency: 'USD' },
    { match: { path: '/deals', body: 'currency_id' }, times: 1 },
  ],
])('a deal whose amount or currency is refused is made without: %j', async (deal, rule) => {
  await setAccount({ required: { deal: [] } })
  const body = { errors: { code: 400, message: ['Currency is invalid'] } }
  await setFaults({ rules: 'match' in rule ? [{ ...rule, answer: { status: 400, body } }] : [] })
  await send(person(1, { deal: { name: 'Pro', ...deal } }))
  await pass(2_000)
  expect((await records()).deals).toMatchObject([{ name: 'Pro', amount: '0.0' }])
  expect(await rows('SELECT reason FROM dead_letter')).toEqual([])
})

describe('a refusal in another shape', () => {
  const said = {
    field: 'job_title',
    message: 'It should be a/an Number',
    code: 'datatype_mismatch',
  }
  it.each([
    [422, { errors: { job_title: ['is too odd'] } }],
    [400, { errors: { message: { job_title: ['is too odd'], base: ['Not saved'] } } }],
    [400, { description: 'Validation failed', errors: [said] }],
    [400, { errors: [{ attribute: 'contact.job_title', error: 'bad' }] }],
    [409, { error: { errors: ['Job title is odd'] } }],
    [200, { errors: { code: 400, message: ['Job title is odd'] } }],
    [200, { errors: { job_title: ['is too odd'] } }],
  ])('costs the field alone: %i %j', async (status, body) => {
    const rules = [{ match: { method: 'POST', body: 'Quaestor' }, answer: { status, body } }]
    await setFaults({ rules })
    await send(person(1, { ...good, jobTitle: 'Quaestor', city: 'Rome' }))
    await pass(2_000)
    expect((await records()).contacts).toMatchObject([
      { first_name: 'P1', job_title: null, country: 'Italy', city: 'Rome' },
    ])
    expect((await calls()).filter((call) => call.startsWith('POST'))).toHaveLength(2)
    expect(await rows('SELECT reason FROM dead_letter')).toEqual([])
  })
})
