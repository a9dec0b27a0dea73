import { describe, expect, it, vi } from 'vitest'
import { lost, only, openEngine, person, refused, unheard } from './openEngine.ts'

vi.spyOn(console, 'log').mockImplementation(() => undefined)

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const classic = { FRESHSALES_DOMAIN: 'acme.freshsales.io' }
const email = 'p1@acme.example'
const acme = { name: 'Acme', website: 'https://acme.example' }

describe('a lead of a classic account', () => {
  it('is looked for first, and made with its company and its deal', async () => {
    const outbox = openEngine(classic)
    outbox.say(person(1, { city: 'Pune', company: acme, deal: { name: 'Order', amount: 5 } }))
    await outbox.pass(HOUR)
    const [look, made] = outbox.sent()
    expect(look?.[0]).toBe('GET /lookup')
    expect(made?.[0]).toBe('POST /leads/upsert')
    expect(made?.[1]).toMatchObject({
      unique_identifier: { emails: email },
      lead: { city: 'Pune', company: acme, deal: { name: 'Order', amount: 5 } },
    })
    expect(outbox.crm.records().contacts).toEqual([])
  })

  it('has room for one company and one deal, and says what was left out', async () => {
    const outbox = openEngine(classic)
    outbox.say(person(1, { company: acme, deal: { name: 'One', amount: 5 } }))
    outbox.say(person(1, { company: { name: 'Beta' }, deal: { name: 'Two', amount: 6 } }))
    await outbox.pass(HOUR)
    expect(outbox.deliveries().flatMap(({ problems }) => problems)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'company', value: 'Beta' }),
        expect.objectContaining({ field: 'deal', value: 'Two' }),
      ]),
    )
    expect(outbox.crm.records().leads).toMatchObject([
      { company: { name: 'Acme' }, deal: { name: 'One' } },
    ])
  })

  it('is changed by its id, by what is new alone', async () => {
    const outbox = openEngine(classic)
    outbox.say(person(1, { city: 'Pune' }))
    await outbox.pass(MINUTE)
    outbox.sent()
    outbox.say(person(1, { city: 'Pune', zip: '9' }))
    await outbox.pass(MINUTE)
    expect(outbox.sent()).toEqual([['PUT /leads/1', { lead: { email, zipcode: '9' } }]])
    outbox.say(person(1, { city: 'Pune' }))
    await outbox.pass(MINUTE)
    expect(outbox.sent()).toEqual([])
  })

  it.each([
    ['the answer', true],
    ['the call itself', false],
  ])('is there once though %s got lost', async (_, isMade) => {
    const outbox = openEngine(classic)
    outbox.fate(only('POST /leads', isMade ? unheard(outbox.crm) : lost))
    outbox.say(person(1, { city: 'Pune' }))
    await outbox.rest()
    outbox.fate(() => undefined)
    outbox.calls()
    await outbox.pass(MINUTE)
    expect(outbox.calls()[0]).toBe('GET /lookup')
    expect(outbox.crm.records().leads).toMatchObject([{ email, city: 'Pune' }])
  })

  it('is the contact where there is one of that address', async () => {
    const outbox = openEngine(classic)
    outbox.crm.answer({
      method: 'POST',
      path: '/contacts/upsert',
      body: { unique_identifier: { emails: email }, contact: {} },
    })
    outbox.say(person(1, { city: 'Pune' }))
    await outbox.pass(HOUR)
    expect(outbox.crm.records()).toMatchObject({ leads: [], contacts: [{ email, city: 'Pune' }] })
  })

  it.each([{ fsContact: true }, { fs_contact: 'true' }])(
    'is a contact where an event says so: %j',
    async (traits) => {
      const outbox = openEngine(classic)
      outbox.say(person(1, traits))
      await outbox.pass(HOUR)
      expect(outbox.calls()).toEqual(['POST /contacts/upsert'])
    },
  )

  it('gets the defaults only where it is made', async () => {
    const outbox = openEngine({ ...classic, DEFAULTS: '{"city":"Nowhere"}' })
    outbox.say(person(1, { zip: '9' }))
    await outbox.pass(MINUTE)
    expect(outbox.crm.records().leads).toMatchObject([{ city: 'Nowhere', zipcode: '9' }])
    const other = openEngine({ ...classic, DEFAULTS: '{"city":"Nowhere"}' })
    other.crm.answer({
      method: 'POST',
      path: '/leads/upsert',
      body: { unique_identifier: { emails: email }, lead: { city: 'Rome' } },
    })
    other.say(person(1, { zip: '9' }))
    await other.pass(MINUTE)
    expect(other.crm.records().leads).toMatchObject([{ city: 'Rome', zipcode: '9' }])
  })

  it('has its visits told, and its activities and tasks wait for nothing else', async () => {
    const EVENTS = '{"Todo":{"task":"Ring"}}'
    const outbox = openEngine({ ...classic, EVENTS })
    outbox.say(
      person(1),
      { type: 'page', userId: 'u1', properties: { url: 'https://acme.example/' } },
      { type: 'track', event: 'Todo', userId: 'u1' },
    )
    await outbox.pass(HOUR)
    expect(outbox.crm.records()).toMatchObject({
      notes: [{ targetable_type: 'Lead', targetable_id: 1 }],
      tasks: [{ targetable_type: 'Lead', targetable_id: 1, title: 'Ring' }],
    })
  })

  it('is a dead letter where it is refused, and tried whole at the next sign-up', async () => {
    const outbox = openEngine(classic)
    outbox.fate(only('POST /leads', refused('No such luck')))
    outbox.say(person(1, { city: 'Pune' }))
    await outbox.pass(HOUR)
    expect(outbox.letters()).toMatchObject([{ purpose: { kind: 'lead' }, who: email }])
    outbox.fate(() => undefined)
    outbox.say(person(1, { zip: '9' }))
    await outbox.pass(HOUR)
    expect(outbox.crm.records().leads).toMatchObject([{ zipcode: '9' }])
  })
})
