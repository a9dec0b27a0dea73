import { describe, expect, it, vi } from 'vitest'
import { only, openEngine, person, refused } from './openEngine.ts'

vi.spyOn(console, 'log').mockImplementation(() => undefined)

const MINUTE = 60_000
const email = 'p1@acme.example'
const fromPage = { admission: {} }

/** Says one thing after the other, a while apart, and answers what was called for the last one. */
async function afterwards(outbox: ReturnType<typeof openEngine>, ...events: object[]) {
  for (const event of events) {
    outbox.sent()
    outbox.say(event)
    await outbox.pass(2 * MINUTE)
  }
  return outbox.sent()
}

describe('somebody new', () => {
  it('is one call, with all that is known of them', async () => {
    const sent = await afterwards(openEngine(), person(1, { firstName: 'Ann', city: 'Pune' }))
    expect(sent).toEqual([
      [
        'POST /contacts/upsert',
        {
          unique_identifier: { emails: email },
          contact: { first_name: 'Ann', city: 'Pune', external_id: 'u1' },
        },
      ],
    ])
  })

  it('is made with company and tags at once, which comes first', async () => {
    const company = { name: 'Acme', website: 'https://acme.example' }
    const sent = await afterwards(openEngine(), person(1, { company, tags: ['a', 'b'] }))
    expect(sent).toEqual([
      [
        'POST /sales_accounts/upsert',
        { unique_identifier: { name: 'Acme' }, sales_account: company },
      ],
      [
        'POST /contacts',
        {
          contact: {
            emails: email,
            external_id: 'u1',
            sales_accounts: [{ id: 1, is_primary: true }],
            tags: ['a', 'b'],
          },
        },
      ],
    ])
  })

  it('gets the defaults once, where nobody said anything else', async () => {
    const outbox = openEngine({ DEFAULTS: '{"jobTitle":"Visitor","city":"Nowhere"}' })
    await afterwards(outbox, person(1, { city: 'Pune' }), person(1, { zip: '9' }))
    expect(outbox.crm.records().contacts).toMatchObject([{ job_title: 'Visitor', city: 'Pune' }])
  })

  it('goes out bare where nothing of them is taken, and the rest is told', async () => {
    const outbox = openEngine()
    outbox.fate((call) =>
      /Pune|CTO/.test(JSON.stringify(call)) ? refused('Something is wrong')(call) : undefined,
    )
    await afterwards(outbox, person(1, { firstName: 'Ann', city: 'Pune', jobTitle: 'CTO' }))
    expect(outbox.crm.records().contacts).toMatchObject([{ email }])
    expect(
      outbox
        .deliveries()
        .at(-1)
        ?.problems.map(({ field }) => field)
        .sort(),
    ).toEqual(expect.arrayContaining(['city', 'job_title']))
  })
})

describe('somebody known', () => {
  it.each([
    ['the same', person(1, { city: 'Pune' }), []],
    ['an older value', { ...person(1, { city: 'Rome' }), timestamp: '2025-01-01T00:00:00Z' }, []],
    ['the same tags', person(1, { tags: ['a'] }), []],
    [
      'another value',
      person(1, { city: 'Rome' }),
      [['PUT /contacts/1', { contact: { city: 'Rome' } }]],
    ],
    [
      'one more tag',
      person(1, { tags: ['b'] }),
      [
        ['GET /contacts/1', undefined],
        ['PUT /contacts/1', { contact: { tags: ['a', 'b'] } }],
      ],
    ],
    [
      'one more company',
      person(1, { company: { name: 'Acme' } }),
      [
        ['GET /contacts/1', undefined],
        [
          'POST /sales_accounts/upsert',
          { unique_identifier: { name: 'Acme' }, sales_account: { name: 'Acme' } },
        ],
        ['PUT /contacts/1', { contact: { sales_accounts: [{ id: 2, is_primary: true }] } }],
      ],
    ],
    [
      'another address',
      { userId: 'u1', traits: { email: 'new@acme.example' } },
      [
        ['GET /contacts/1', undefined],
        [
          'PUT /contacts/1',
          { contact: { emails: [{ value: 'new@acme.example', is_primary: true }] } },
        ],
      ],
    ],
  ])('who says %s', async (_, event, expected) => {
    const outbox = openEngine()
    const first = person(1, { city: 'Pune', tags: ['a'] })
    expect(await afterwards(outbox, first, event)).toEqual(expected)
  })

  it('keeps what sales people have set in the arrays', async () => {
    const outbox = openEngine()
    await afterwards(outbox, person(1))
    const [contact] = outbox.crm.records().contacts
    Object.assign(contact ?? {}, {
      tags: ['theirs'],
      sales_accounts: [{ id: 99, is_primary: true }],
    })
    await afterwards(outbox, person(1, { tags: ['ours'], company: { name: 'Acme' } }))
    expect(contact).toMatchObject({
      tags: ['theirs', 'ours'],
      sales_accounts: [
        { id: 99, is_primary: true },
        { id: 2, is_primary: false },
      ],
    })
  })

  it('needs no reading where an answer of the last minute told', async () => {
    const outbox = openEngine()
    outbox.say(person(1, { tags: ['a'] }))
    await outbox.rest()
    outbox.say(person(1, { tags: ['b'] }))
    await outbox.pass(MINUTE)
    expect(outbox.calls().filter((call) => call.startsWith('GET'))).toEqual([])
  })

  it('is made again with all that is known once sales people have deleted them, and not twice in an hour', async () => {
    const outbox = openEngine()
    await afterwards(outbox, person(1, { city: 'Pune', tags: ['a'] }))
    outbox.crm.delete(email)
    const sent = await afterwards(outbox, person(1, { jobTitle: 'CTO' }))
    expect(sent.map(([call]) => call)).toEqual([
      'PUT /contacts/1',
      'POST /filtered_search/contact',
      'POST /contacts/upsert',
      'PUT /contacts/2',
    ])
    expect(outbox.crm.records().contacts).toMatchObject([
      { id: 2, city: 'Pune', job_title: 'CTO', tags: ['a'] },
    ])
    outbox.crm.delete(email)
    await afterwards(outbox, person(1, { jobTitle: 'CEO' }))
    expect(outbox.crm.records().contacts).toEqual([])
    expect(outbox.letters()).toMatchObject([{ status: 404 }])
  })

  it('is found by a second address of theirs, and not made twice', async () => {
    const outbox = openEngine()
    const isThere = { id: 7, tags: [], sales_accounts: [], city: 'Rome' }
    outbox.fate((call) => {
      if (call.path.startsWith('/filtered_search/'))
        return { status: 200, body: { contacts: [isThere], meta: { total: 1 } } }
      if (call.path.startsWith('/contacts/upsert'))
        return refused('The mobile number already exists')(call)
      return { status: 200, body: { contact: isThere } }
    })
    await afterwards(outbox, person(1, { mobile: '+49 30 123456', jobTitle: 'CTO' }))
    expect(outbox.person(`e:${email}`)).toMatchObject({ contactId: 7, existed: true })
  })
})

describe('a page’s word on a contact that was there', () => {
  const open = async (settings = {}) => {
    const outbox = openEngine(settings)
    outbox.crm.answer({
      method: 'POST',
      path: '/contacts/upsert',
      body: { unique_identifier: { emails: email }, contact: { city: 'Rome', job_title: '' } },
    })
    return outbox
  }

  it('fills in what it is without, and writes over what it has', async () => {
    const outbox = await open()
    await afterwards(outbox, { ...person(1, { city: 'Pune', jobTitle: 'CTO' }), ...fromPage })
    expect(outbox.crm.records().contacts[0]).toMatchObject({ city: 'Pune', job_title: 'CTO' })
  })

  it('only fills in with EXISTING=fill, and sales people read what it asked for', async () => {
    const outbox = await open({ EXISTING: 'fill' })
    await afterwards(outbox, { ...person(1, { city: 'Pune', jobTitle: 'CTO' }), ...fromPage })
    expect(outbox.crm.records().contacts[0]).toMatchObject({ city: 'Rome', job_title: 'CTO' })
    await outbox.pass(MINUTE)
    expect(JSON.stringify(outbox.crm.records().notes)).toContain('Pune')
  })

  it('never moves its owner, its stage or its id', async () => {
    const outbox = await open()
    const asks = { owner: 'eve@acme.example', lifecycleStage: 'Customer' }
    await afterwards(outbox, { ...person(1, asks), ...fromPage })
    for (const [, body] of outbox.sent()) expect(body).not.toHaveProperty('contact.owner_id')
    expect(outbox.crm.records().contacts[0]).not.toHaveProperty('lifecycle_stage_id')
    expect(outbox.crm.records().contacts[0]).not.toHaveProperty('external_id')
  })
})

describe('a company', () => {
  const acme = { name: 'Acme', website: 'https://acme.example' }
  const group = (traits: object, rest: object = {}) => ({
    type: 'group',
    groupId: 'g1',
    userId: 'u1',
    traits,
    ...rest,
  })

  it('is shared by its people, by any spelling of its name', async () => {
    const outbox = openEngine()
    await afterwards(
      outbox,
      person(1, { company: acme }),
      person(2, { company: { name: ' ACME ' } }),
    )
    expect(outbox.crm.records().sales_accounts).toHaveLength(1)
    expect(outbox.crm.records().contacts.map((each) => each['sales_accounts'])).toEqual([
      [{ id: 1, is_primary: true }],
      [{ id: 1, is_primary: true }],
    ])
  })

  it('is changed by its id, by what is new alone', async () => {
    const outbox = openEngine()
    const sent = await afterwards(
      outbox,
      person(1, { company: acme }),
      group({ ...acme, city: 'Pune' }),
    )
    expect(sent).toEqual([['PUT /sales_accounts/1', { sales_account: { city: 'Pune' } }]])
  })

  it('is found or made again by its name where it was deleted', async () => {
    const outbox = openEngine()
    await afterwards(outbox, person(1, { company: acme }))
    outbox.crm.records().sales_accounts.splice(0)
    await afterwards(outbox, group({ ...acme, city: 'Pune' }))
    await outbox.pass(MINUTE)
    expect(outbox.crm.records().sales_accounts).toMatchObject([
      { name: 'Acme', website: 'https://acme.example', city: 'Pune' },
    ])
  })

  it('that is refused holds up nobody, and is a dead letter of its own', async () => {
    const outbox = openEngine()
    outbox.fate(only('POST /sales_accounts', refused('Cannot be saved')))
    await afterwards(outbox, person(1, { company: acme }))
    expect(outbox.crm.records().contacts).toMatchObject([{ email, sales_accounts: [] }])
    expect(outbox.letters()).toMatchObject([{ who: 'Acme', purpose: { kind: 'account' } }])
    outbox.fate(() => undefined)
    await afterwards(outbox, group({ name: 'Acme', city: 'Pune' }))
    expect(outbox.crm.records().sales_accounts).toMatchObject([{ name: 'Acme', city: 'Pune' }])
  })

  it('without a person is one call', async () => {
    const sent = await afterwards(openEngine(), {
      type: 'group',
      groupId: 'g1',
      traits: { name: 'Acme' },
    })
    expect(sent.map(([call]) => call)).toEqual(['POST /sales_accounts/upsert'])
  })

  it('takes no more than ten to a contact, and says so', async () => {
    const outbox = openEngine()
    await afterwards(
      outbox,
      person(1),
      ...Array.from({ length: 11 }, (_, number) => group({ name: `Company ${number}` })),
    )
    expect(outbox.crm.records().contacts[0]?.['sales_accounts']).toHaveLength(10)
    expect(outbox.deliveries().at(-1)?.problems).toMatchObject([
      { field: 'sales_accounts', value: 'Company 10' },
    ])
  })
})
