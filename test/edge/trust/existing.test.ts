import { describe, expect, it } from 'vitest'
import {
  configure,
  control,
  drain,
  pass,
  records,
  send,
  sendFromPage,
  setAccount,
  useCleanEdge,
} from '../harness.ts'

useCleanEdge()

const HOUR = 3_600_000
const email = 'ann@acme.example'

const identify = (traits: object, more: object = {}) => ({
  type: 'identify',
  traits: { email, ...traits },
  ...more,
})
const seed = (contact: object) =>
  control('/simulator/seed', {
    method: 'POST',
    body: JSON.stringify({ contacts: [{ emails: email, ...contact }] }),
  })
const contact = async () => (await records()).contacts[0]
const told = async () => {
  const { notes } = await control<{ notes: { description: string }[] }>('/simulator/records')
  return notes.map(({ description }) => description).join('\n')
}
const campaign = (name: string) => ({
  type: 'page',
  context: { traits: { email }, campaign: { source: 'news', name, medium: 'cpc', term: 'crm' } },
})

describe('a contact that was there', () => {
  it.each([
    ['subscriptionStatus', 'subscribed', 'subscription_status', 2],
    ['leadSource', 'Web', 'lead_source_id', null],
    ['medium', 'forged', 'medium', 'Trade fair'],
  ])('keeps what a page may not change: %s', async (trait, value, field, kept) => {
    await seed({ subscription_status: 2, medium: 'Trade fair', first_name: 'Annabelle' })
    const before = (await contact())?.[field]
    await sendFromPage(identify({ [trait]: value, city: 'Oslo' }))
    await pass(HOUR)
    await sendFromPage(identify({ [trait]: value, city: 'Bergen' }))
    await pass(HOUR)
    expect(await contact()).toMatchObject({ [field]: before, city: 'Bergen' })
    if (kept !== null) expect(before).toBe(kept)
    expect(await told()).toContain('Asked for, not set')
  })

  it.each(['u-9', 'mallory'])('keeps its external id whatever a page says: %s', async (userId) => {
    await seed({ external_id: 'cust-1' })
    await sendFromPage(identify({}, { userId }))
    await drain()
    expect(await contact()).toMatchObject({ external_id: 'cust-1' })
  })

  it.each(['x', '-', 'n/a', '0'])('keeps its values for what says nothing: %s', async (junk) => {
    await seed({ first_name: 'Annabelle', job_title: 'VP Engineering' })
    await sendFromPage(identify({ firstName: junk, jobTitle: junk, phone: '+1 555 0100' }))
    await drain()
    expect(await contact()).toMatchObject({
      first_name: 'Annabelle',
      job_title: 'VP Engineering',
      work_number: '+1 555 0100',
    })
  })

  it.each([
    { firstName: 'http://evil.example/pay', jobTitle: 'asdf', phone: 'asdf' },
    { firstName: '<b>Ann</b>', jobTitle: '{{job_title}}', phone: '123' },
    { firstName: 'test', jobTitle: '-- Select --', phone: '1234567890' },
    { name: 'xxx yyy', jobTitle: '😀', phone: '1111111' },
  ])('keeps its values for what nobody is called: %j', async (traits) => {
    const kept = {
      first_name: 'Annabelle',
      job_title: 'VP Engineering',
      work_number: '+1 555 0199',
    }
    await seed({ ...kept, last_name: 'Lee' })
    await sendFromPage(identify({ ...traits, city: 'Oslo' }))
    await drain()
    expect(await contact()).toMatchObject({ ...kept, last_name: 'Lee', city: 'Oslo' })
  })

  it.each([{ firstName: 'Bob' }, { name: 'Bob Kay' }])(
    'says that nobody vouches for the name either: %j',
    async (traits) => {
      await seed({ first_name: 'Annabelle', last_name: 'Lee' })
      await sendFromPage(identify(traits))
      await pass(HOUR)
      expect(await contact()).toMatchObject({ first_name: 'Bob' })
      expect(await told()).toMatch(/From the website, not verified: first_name: Bob/)
    },
  )

  it('takes what a page says of the person, and says that nobody vouches for it', async () => {
    await seed({ job_title: 'VP Engineering' })
    await sendFromPage(identify({ jobTitle: 'Developer', phone: '+1 555 0100' }))
    await pass(HOUR)
    expect(await contact()).toMatchObject({ job_title: 'Developer' })
    expect(await told()).toMatch(/From the website, not verified: .*Developer/)
  })

  it.each(['job_title', 'city'])(
    'keeps all that stands in it with EXISTING=fill: %s',
    async (field) => {
      await configure({ EXISTING: 'fill' })
      await seed({ [field]: 'Sales wrote this' })
      await sendFromPage(identify({ jobTitle: 'Developer', city: 'Oslo', firstName: 'Ann' }))
      await pass(HOUR)
      const other = field === 'city' ? { job_title: 'Developer' } : { city: 'Oslo' }
      expect(await contact()).toMatchObject({
        [field]: 'Sales wrote this',
        first_name: 'Ann',
        ...other,
      })
      expect(await told()).toMatch(/Asked for, not set: .*(?:Developer|Oslo)/)
    },
  )

  it('lets a server change all of it', async () => {
    await configure({ EXISTING: 'fill' })
    await seed({ job_title: 'VP', medium: 'fair', subscription_status: 2, external_id: 'old' })
    await send(
      identify(
        { jobTitle: 'CTO', medium: 'cpc', subscriptionStatus: 'subscribed' },
        { userId: 'u-1' },
      ),
    )
    await drain()
    expect(await contact()).toMatchObject({
      job_title: 'CTO',
      medium: 'cpc',
      subscription_status: 1,
      external_id: 'u-1',
    })
  })

  it('keeps where it came from, and takes the latest visit beside it', async () => {
    await seed({ medium: 'Trade fair', keyword: 'booth 12' })
    await sendFromPage(campaign('spring'))
    await pass(HOUR)
    await sendFromPage(campaign('summer'))
    await pass(HOUR)
    expect(await contact()).toMatchObject({
      medium: 'Trade fair',
      keyword: 'booth 12',
      latest_campaign: 'summer',
    })
  })
})

it('gives a new contact all that a page says of it', async () => {
  await sendFromPage(
    identify(
      { leadSource: 'Web', subscriptionStatus: 'subscribed', firstName: 'B' },
      { userId: 'u-1', context: { campaign: { source: 'news', name: 'x', medium: 'cpc' } } },
    ),
  )
  await drain()
  const made = await contact()
  expect(made).toMatchObject({ first_name: 'B', external_id: 'u-1', medium: 'cpc' })
  expect(made?.['lead_source_id']).toEqual(expect.any(Number))
})

it('fills where the contact came from when nothing says so', async () => {
  await seed({ keyword: 'booth 12' })
  await sendFromPage(campaign('spring'))
  await pass(HOUR)
  expect(await contact()).toMatchObject({ medium: 'cpc', keyword: 'booth 12' })
})

describe('the addresses of a contact', () => {
  const addresses = async () => {
    const emails = (await contact())?.['emails']
    return (emails as { value: string; is_primary: boolean }[]).map((each) => [
      each.value,
      each.is_primary,
    ])
  }

  it('stay when anything else is said', async () => {
    await seed({ emails: [email, 'ann.home@mail.example'] })
    await sendFromPage(identify({ phone: '+1 555 0100' }))
    await drain()
    await sendFromPage(identify({ phone: '+1 555 0101' }))
    await drain()
    expect(await addresses()).toEqual([
      [email, true],
      ['ann.home@mail.example', false],
    ])
  })

  it('stay when a server says the new one', async () => {
    await send(identify({ firstName: 'Ann' }, { userId: 'u-1' }))
    await drain()
    await send({ type: 'identify', userId: 'u-1', traits: { email: 'new@acme.example' } })
    await drain()
    expect(await addresses()).toEqual([
      [email, false],
      ['new@acme.example', true],
    ])
  })

  it('are sales people’s to correct: the contact stays the one that is known', async () => {
    await send(identify({ firstName: 'Ann' }, { userId: 'u-1' }))
    await drain()
    const id = (await contact())?.id
    await control(`/crm/sales/api/contacts/${id}`, {
      method: 'PUT',
      headers: {
        authorization: 'Token token=demo-api-key',
        accept: 'application/json',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ contact: { emails: 'corrected@acme.example' } }),
    })
    await sendFromPage(identify({ phone: '+1 555 0100' }))
    await drain()
    expect((await records()).contacts).toMatchObject([
      { email: 'corrected@acme.example', work_number: '+1 555 0100' },
    ])
  })
})

it('tells in both entries of two contacts that may be one', async () => {
  await send(identify({}, { userId: '42' }))
  await pass(HOUR)
  await sendFromPage({ type: 'identify', userId: '42', traits: { email: 'new@acme.example' } })
  await pass(HOUR)
  const entries = await told()
  expect(entries).toContain(`May be the same as ${email}`)
  expect(entries).toContain('May be the same as new@acme.example')
})

it.each([
  [{ firstName: 'Ann' }, 'Ann'],
  [{}, 'ann'],
])('fills in a last name that the account asks for: %j', async (traits, name) => {
  await setAccount({ required: { contact: ['last_name'] } })
  await send(identify(traits))
  await drain()
  expect(await contact()).toMatchObject({ email, last_name: name })
})

describe('DEFAULTS', () => {
  const DEFAULTS = JSON.stringify({
    leadSource: 'Web',
    owner: 'olivia@crm.example',
    lifecycleStage: 'Lead',
  })

  it('give a contact that was there only what Freshsales asks for', async () => {
    await seed({ lifecycle_stage_id: undefined, job_title: 'CTO' })
    const before = await contact()
    await configure({ DEFAULTS })
    await setAccount({ required: { contact: ['lead_source_id'] } })
    await sendFromPage(identify({ phone: '+1 555 0100' }))
    await drain()
    const after = await contact()
    expect(after).toMatchObject({ work_number: '+1 555 0100' })
    expect(after?.['lead_source_id']).toEqual(expect.any(Number))
    expect(after?.['owner_id']).toBe(before?.['owner_id'])
  })

  it('stand in for a name that the account does not know', async () => {
    await configure({ DEFAULTS })
    await setAccount({ required: { contact: ['lead_source_id'] } })
    await send(identify({ leadSource: 'No such source' }))
    await drain()
    expect((await contact())?.['lead_source_id']).toEqual(expect.any(Number))
  })
})
