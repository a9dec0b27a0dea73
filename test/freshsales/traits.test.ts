import { describe, expect, test } from 'vitest'
import { interpret } from '../../src/freshsales/interpret/interpret.ts'
import type { InterpretSettings } from '../../src/freshsales/settings.ts'
import { SERVER, type Word } from '../../src/freshsales/word.ts'
import type { Event, JsonObject } from '../../src/protocol/event.ts'

const SETTINGS: InterpretSettings = {
  generation: 'modern',
  actions: new Map(),
  timeline: 'note',
}

const PAGE: Word = { provenance: 'page' }

function identify(traits: JsonObject, word = PAGE) {
  const event = { type: 'identify', messageId: 'm', timestamp: '2026-01-05T10:00:00Z', traits }
  const { changes, problems, people } = interpret(event as Event, SETTINGS, word)
  const { email } = people
  const of = (object: string) => changes.filter((change) => change.object === object)
  const contact = changes.find((change) => change.object === 'contact')
  return { email, problems, contact, accounts: of('account'), deals: of('deal') }
}

describe('traits as other products spell them', () => {
  test.each([
    [{ phone_number: '+1 555' }, { work_number: '+1 555' }],
    [{ phoneNumber: '+1 555' }, { work_number: '+1 555' }],
    [{ telephone: '+1 555' }, { work_number: '+1 555' }],
    [{ cellPhone: '+1 555' }, { mobile_number: '+1 555' }],
    [{ full_name: 'Ann Lee' }, { first_name: 'Ann', last_name: 'Lee' }],
    [{ fullName: 'Lee, Ann' }, { first_name: 'Ann', last_name: 'Lee' }],
    [{ displayName: 'Ann Lee' }, { first_name: 'Ann', last_name: 'Lee' }],
    [{ name: { first: 'Ann', last: 'Lee' } }, { first_name: 'Ann', last_name: 'Lee' }],
    [{ name: { givenName: 'Ann' } }, { first_name: 'Ann' }],
    [
      { given_name: 'Ann', family_name: 'Lee' },
      { first_name: 'Ann', last_name: 'Lee' },
    ],
    [{ surname: 'Lee' }, { last_name: 'Lee' }],
    [
      { first: 'Ann', last: 'Lee' },
      { first_name: 'Ann', last_name: 'Lee' },
    ],
    [
      { First: ' Ann', LAST: 'van der Lee' },
      { first_name: 'Ann', last_name: 'van der Lee' },
    ],
    [
      { given: 'Ann', family: 'Lee' },
      { first_name: 'Ann', last_name: 'Lee' },
    ],
    [{ address1: '1 Main St' }, { address: '1 Main St' }],
    [
      { province: 'MH', postcode: '411001' },
      { state: 'MH', zipcode: '411001' },
    ],
    [{ zoneinfo: 'Europe/Berlin' }, { time_zone: 'Berlin' }],
    [
      { vorname: 'Ann', Nachname: 'Lee', telefon: '+49 1', PLZ: '80331', Ort: 'München' },
      {
        first_name: 'Ann',
        last_name: 'Lee',
        work_number: '+49 1',
        zipcode: '80331',
        city: 'München',
      },
    ],
    [
      { prénom: 'Ann', nom: 'Lee' },
      { first_name: 'Ann', last_name: 'Lee' },
    ],
    [
      { nombre: 'Ann Lee', celular: '+52 1' },
      { first_name: 'Ann', last_name: 'Lee', mobile_number: '+52 1' },
    ],
    [{ firstName: 'Ann', name: 'Ann' }, { first_name: 'Ann' }],
    [
      { contactNumber: '+1 555', mobile_no: '+1 556' },
      { work_number: '+1 555', mobile_number: '+1 556' },
    ],
    [{ phones: [{ value: '+1 555', type: 'work' }] }, { work_number: '+1 555' }],
  ])('%j', (traits, fields) => {
    const { contact, problems } = identify(traits as JsonObject)
    expect(contact).toMatchObject({ fields, custom: {} })
    expect(Object.keys(contact?.object === 'contact' ? contact.fields : {})).toEqual(
      expect.arrayContaining(Object.keys(fields)),
    )
    expect(problems).toEqual([])
  })

  test.each([
    [{ last: '2026-01-05' }, { last: '2026-01-05' }, {}],
    [{ first: 'Ann' }, { first: 'Ann' }, {}],
    [{ first: 1, last: 3 }, { first: 1, last: 3 }, {}],
    [
      { name: 'Ann Lee', first: 'A.', last: 'L.' },
      { first: 'A.', last: 'L.' },
      { first_name: 'Ann', last_name: 'Lee' },
    ],
  ])('halves that are not a name are fields of their own: %j', (traits, custom, fields) => {
    expect(identify(traits).contact).toMatchObject({ custom, fields })
  })

  test.each(['Email', 'email_address', 'emailAddress', 'e-mail', 'E-Mail'])(
    'the address as %s',
    (name) => {
      expect(identify({ [name]: 'Ann <Ann@Acme.example>' }).email).toBe('ann@acme.example')
    },
  )

  test.each([
    [{ company_name: 'Acme' }, ['Acme']],
    [{ companyName: 'Acme' }, ['Acme']],
    [{ organization: 'Acme' }, ['Acme']],
    [{ employer: 'Acme' }, ['Acme']],
    [{ worksFor: { name: 'Acme' } }, ['Acme']],
    [{ business_name: 'Acme', employer: 'null' }, ['Acme']],
    [{ company: 'Acme', employer: 'Beta' }, ['Acme']],
    [{ company: { company_name: 'Acme' } }, ['Acme']],
    [{ company: { id: 7 }, companyName: 'Acme' }, ['Acme']],
    [{ company: ['Acme', 'Beta'] }, ['Acme', 'Beta']],
    [{ companies: [{ name: 'Acme' }] }, ['Acme']],
    [{ company: 'Acme  Inc' }, ['Acme Inc']],
    [{ company: 'Acme\u00a0Inc' }, ['Acme Inc']],
    [{ company: 'Cafe\u0301 Zu\u0308rich' }, ['Café Zürich']],
    [{ company: 'N/A' }, []],
    [{ company: '{{company}}' }, []],
    [{ company: '-- Select --', account_name: 'Acme' }, ['Acme']],
    [{ 'your-company': 'Acme' }, ['Acme']],
    [{ Firma: 'Acme' }, ['Acme']],
    [{ company: 'null', companyName: 'Acme' }, ['Acme']],
    [{ company: [] }, []],
    [{ company: false }, []],
    [{ fullName: 'Ann Lee', displayName: 'Ann' }, []],
  ])('companies of %j', (traits, names) => {
    const { accounts } = identify(traits as JsonObject)
    expect(accounts.map((change) => change.object === 'account' && change.name)).toEqual(names)
  })

  test.each([
    { name: 'Ann Lee', given_name: 'Ann' },
    { name: 'Ann Lee', jobTitle: 'CEO' },
    { name: 'Ann Lee', mobilePhone: '1' },
  ])('a person in the context of a group names no company: %j', (traits) => {
    const event = {
      type: 'group',
      messageId: 'm',
      timestamp: '2026-01-05T10:00:00Z',
      groupId: 'g',
      traits: { industry: 'IT' },
      context: { traits },
    }
    expect(interpret(event as Event, SETTINGS, PAGE).changes).toEqual([])
  })
})

describe('what says nothing', () => {
  test.each([
    'null',
    'undefined',
    'N/A',
    'n/a',
    'None',
    '-',
    '--',
    '...',
    ' ',
    '(not set)',
    [],
    false,
  ])('%j is no value of a field', (nothing) => {
    const { contact, problems } = identify({
      firstName: nothing,
      phone: nothing,
      jobTitle: nothing,
      name: nothing,
      company: nothing,
    })
    expect(contact).toMatchObject({ fields: {}, custom: {} })
    expect(problems).toEqual([])
  })

  test('an empty list among the values costs nothing else', () => {
    const { contact, problems } = identify({ phone: [], address: [], tags: [], city: 'Pune' })
    expect(contact).toMatchObject({ fields: { city: 'Pune' } })
    expect(problems).toEqual([])
  })

  test('null empties a field when what is said is vouched for, and else says nothing', () => {
    const traits = { phone: null, cfPlan: null, jobTitle: '', city: 'Pune' }
    expect(identify(traits, SERVER).contact).toMatchObject({
      fields: { work_number: null, city: 'Pune' },
      custom: { cfPlan: null },
    })
    const { contact } = identify(traits)
    expect(contact).toEqual({ object: 'contact', fields: { city: 'Pune' }, custom: {} })
  })

  test('null empties a field of a company and a deal as well', () => {
    const traits = {
      company: { name: 'Acme', phone: null, cf_tier: null },
      deal: { name: 'Pro', amount: null },
    }
    expect(identify(traits, SERVER)).toMatchObject({
      accounts: [{ name: 'Acme', fields: { phone: null }, custom: { cf_tier: null } }],
      deals: [{ name: 'Pro', fields: { amount: null } }],
    })
    expect(identify(traits)).toMatchObject({
      accounts: [{ fields: {}, custom: {} }],
      deals: [{ fields: {} }],
    })
  })

  test.each([
    ['null null', {}],
    ['undefined undefined', {}],
    ['Ann undefined', { first_name: 'Ann' }],
    ['null Lee', { first_name: 'Lee' }],
  ])('a name joined from nothing: %s', (name, fields) => {
    expect(identify({ name }).contact).toEqual({ object: 'contact', fields, custom: {} })
  })

  test('a value from another source goes before null', () => {
    const traits = { phone: null, workPhone: '+1 555' }
    expect(identify(traits, SERVER).contact).toMatchObject({
      fields: { work_number: '+1 555' },
    })
  })
})

describe('values with a reason', () => {
  test.each([
    [{ company: { name: 'Acme', annualRevenue: '$5M' } }, { annual_revenue: 5_000_000 }],
    [{ company: { name: 'Acme', annualRevenue: '1.234,56 €' } }, { annual_revenue: 1234.56 }],
    [{ company: { name: 'Acme', employees: '5k' } }, { number_of_employees: 5000 }],
    [{ company: { name: 'Acme', company_size: '1.000' } }, { number_of_employees: 1000 }],
  ])('%j', (traits, fields) => {
    expect(identify(traits).accounts).toMatchObject([{ fields }])
  })

  test.each([
    ['annualRevenue', '$1M-$5M', 'annual_revenue'],
    ['annualRevenue', '1.000', 'annual_revenue'],
    ['employees', 'a few', 'number_of_employees'],
    ['createdAt', '05/06/1990', 'created_at'],
  ])('%s %j is left out and told', (trait, value, field) => {
    const { accounts, problems } = identify({ company: { name: 'Acme', [trait]: value } })
    expect(accounts).toMatchObject([{ fields: {} }])
    expect(problems).toMatchObject([{ field, value, reason: expect.stringContaining('left out') }])
  })
})

test.each([
  [{ deal: [{ name: 'Pro' }, { name: 'Setup' }] }, ['Pro', 'Setup']],
  [{ deals: [{ name: 'Pro', currencyCode: 'EUR', amount: 1 }] }, ['Pro']],
  [{ deal: [] }, []],
  [{ deal: { name: '{{deal}}' } }, []],
])('deals of %j', (traits, names) => {
  const { deals } = identify(traits as JsonObject, SERVER)
  expect(deals.map((change) => change.object === 'deal' && change.name)).toEqual(names)
  for (const change of deals)
    if (change.object === 'deal' && 'amount' in change.fields)
      expect(change.fields['currency_id']).toBe('EUR')
})

describe('a campaign', () => {
  const parameters = { utm_source: 'news', utm_medium: 'email', utm_campaign: 'may' }
  const camel = { utmSource: 'news', utmMedium: 'email', utmCampaign: 'may' }
  test.each([
    [{}, { campaign: parameters }],
    [parameters, {}],
    [camel, {}],
    [parameters, { campaign: { name: 'other' } }],
  ])('is read by the names of its parameters: %j %j', (traits, context) => {
    const event = { type: 'identify', messageId: 'm', timestamp: '2026-01-05T10:00:00Z' }
    const { changes } = interpret({ ...event, traits, context } as Event, SETTINGS, PAGE)
    expect(changes).toMatchObject([
      { fields: { first_source: 'news', latest_medium: 'email', latest_campaign: 'may' } },
    ])
  })
})

test.each([
  ['150000 JPY', { amount: 150_000, currency_id: 'JPY' }],
  ['1.234,50 €', { amount: 1234.5, currency_id: 'EUR' }],
  ['150 usd', { amount: 150, currency_id: 'USD' }],
  ['20 euros', { amount: 20, currency_id: 'EUR' }],
  ['£5k', { amount: 5000, currency_id: 'GBP' }],
  ['$500', { amount: 500 }],
])('the amount of a deal keeps its currency: %s', (amount, fields) => {
  expect(identify({ deal: { name: 'Pro', amount } }, SERVER).deals).toMatchObject([{ fields }])
  expect(identify({ deal: { name: 'Pro', amount, currency: 'CHF' } }, SERVER).deals).toMatchObject([
    { fields: { currency_id: 'CHF' } },
  ])
})

test('a page without an address is told by its path', () => {
  const event = {
    type: 'page',
    messageId: 'm',
    timestamp: '2026-01-05T10:00:00Z',
    properties: { path: '/docs/api' },
  }
  expect(interpret(event as Event, SETTINGS, PAGE).changes).toEqual([
    { object: 'page', url: '/docs/api' },
  ])
})

describe('the address under another name or in another shape', () => {
  test.each([
    [{ userEmail: 'ann@acme.example' }],
    [{ contact_email: 'Ann <ANN@acme.example>' }],
    [{ work_email: 'ann@acme.example' }],
    [{ primaryEmail: 'ann@acme.example', user_email: 'other@acme.example' }],
    [{ email_id: 'ann@acme.example' }],
    [{ emails: [{ value: 'old@acme.example' }, { value: 'ann@acme.example', primary: true }] }],
    [{ email_addresses: [{ email_address: 'ann@acme.example' }] }],
    [{ email: { address: 'ann@acme.example' } }],
    [{ email: 'ann@acme.example, bob@acme.example' }],
    [{ email: 'ann@acme.example; Bob <bob@acme.example>' }],
    [{ email: "'ann@acme.example'" }],
    [{ email: 'n/a', userEmail: 'ann@acme.example' }],
  ])('%j', (traits) => {
    const { email, contact, problems } = identify(traits as JsonObject)
    expect(email).toBe('ann@acme.example')
    expect(contact).toMatchObject({ fields: { emails: 'ann@acme.example' } })
    expect(Object.keys(contact?.object === 'contact' ? contact.fields : {})).toEqual(['emails'])
    expect(problems).toEqual([])
  })

  test.each([
    [{ email: 'ann@acme.example and Bob' }],
    [{ email: 'ann@acme.example\r\nBcc: bob@acme.example' }],
    [{ userEmail: 'ann' }],
    [{ recipientEmail: 'ann@acme.example' }],
    [{ email_verified: 'ann@acme.example' }],
  ])('is none: %j', (traits) => {
    expect(identify(traits).email).toBeUndefined()
  })

  test('is beside another one what its name says', () => {
    const traits = { email: 'ann@acme.example', work_email: 'ann@work.example', emailId: 'x' }
    expect(identify(traits, SERVER)).toMatchObject({
      email: 'ann@acme.example',
      contact: { fields: { work_email: 'ann@work.example' }, custom: { emailId: 'x' } },
    })
  })
})
