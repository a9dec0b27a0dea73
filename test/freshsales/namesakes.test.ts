import { describe, expect, test } from 'vitest'
import { rowNamed } from '../../src/freshsales/mapping/fieldName.ts'
import { isForNewContacts, isProtected } from '../../src/freshsales/mapping/protected.ts'
import type { RecordObject } from '../../src/freshsales/mapping/tables.ts'
import type { Catalog, CatalogEntry, ListName } from '../../src/freshsales/resolve/catalog.ts'
import { resolve } from '../../src/freshsales/resolve/resolve.ts'
import type { Json } from '../../src/protocol/event.ts'

function catalogOf(lists: { [name in ListName]?: Omit<CatalogEntry, 'id'>[] }): Catalog {
  return Object.fromEntries(
    Object.entries(lists).map(([name, entries]) => [
      name,
      { entries: entries.map((entry, at) => ({ id: at + 1, ...entry })), fetchedAt: 0 },
    ]),
  )
}

const CATALOG = catalogOf({
  deal_pipelines: [{ name: 'Default' }, { name: 'Renewals' }],
  deal_stages: [
    { name: 'New', parent: 1 },
    { name: 'Won', parent: 1 },
    { name: 'New', parent: 2 },
    { name: 'Won', parent: 2 },
  ],
  lifecycle_stages: [{ name: 'Lead' }, { name: 'Customer' }],
  contact_statuses: [
    { name: 'Contacted', parent: 1 },
    { name: 'Contacted', parent: 2 },
  ],
  owners: [
    { name: 'Ann Lee', email: 'ann@acme.example' },
    { name: 'Ann Lee', email: 'lee@acme.example' },
    { name: 'José' },
  ],
  industry_types: [{ name: 'None' }],
  currencies: [{ name: 'EUR' }, { name: 'USD' }],
})

describe('of namesakes', () => {
  test.each([
    [{}, undefined, 2],
    [{ deal_pipeline_id: 'Renewals' }, undefined, 4],
    [{ deal_pipeline_id: 2 }, undefined, 4],
    [{}, { deal_pipeline_id: 'Renewals' }, 4],
    [{}, { deal_pipeline_id: 2 }, 4],
    [{}, { deal_pipeline_id: 'renewals ' }, 4],
    [{ deal_pipeline_id: 'Default' }, { deal_pipeline_id: 'Renewals' }, 2],
    [{}, {}, undefined],
  ])('the stage counts that belongs to the pipeline: sent %j, known %j', (sent, known, id) => {
    const fields = { ...sent, deal_stage_id: 'Won' }
    const { payload, problems } = resolve('deal', fields, {}, CATALOG, known)
    expect(payload['deal_stage_id']).toBe(id)
    expect(problems).toHaveLength(id === undefined ? 1 : 0)
  })

  test('the status counts that belongs to the stage the contact is in', () => {
    const status = (known?: { [field: string]: Json }) =>
      resolve('contact', { contact_status_id: 'Contacted' }, {}, CATALOG, known).payload
    expect(status({ lifecycle_stage_id: 'Customer' })).toEqual({ contact_status_id: 2 })
    expect(status({ lifecycle_stage_id: 1 })).toEqual({ contact_status_id: 1 })
    expect(status({})).toEqual({})
  })

  test('none counts where nothing tells them apart, and the reason says so', () => {
    const { payload, problems } = resolve('contact', { owner_id: 'Ann Lee' }, {}, CATALOG)
    expect(payload).toEqual({})
    expect(problems).toMatchObject([
      { reason: expect.stringMatching(/more than once; send its id/) },
    ])
    expect(resolve('contact', { owner_id: 'lee@acme.example' }, {}, CATALOG).payload).toEqual({
      owner_id: 2,
    })
  })
})

describe('a name', () => {
  test.each(['Jose\u0301', 'JOSÉ', ' José\u00a0', 'José\u200b'])('is the same as %j', (name) => {
    expect(resolve('contact', { owner_id: name }, {}, CATALOG).payload).toEqual({ owner_id: 3 })
  })

  test('that says nothing is no problem, unless the account has an entry of that name', () => {
    expect(resolve('contact', { owner_id: 'N/A' }, {}, CATALOG)).toMatchObject({
      payload: {},
      problems: [],
    })
    expect(resolve('account', { industry_type_id: 'none' }, {}, CATALOG).payload).toEqual({
      industry_type_id: 1,
    })
  })
})

describe('an amount', () => {
  test.each(['JPY', 'Bitcoin', 'CHF'])(
    'is left out with a currency that the account lacks: %s',
    (currency) => {
      const { payload, problems, leftOut } = resolve(
        'deal',
        { amount: 150_000, currency_id: currency },
        {},
        CATALOG,
      )
      expect(payload).toEqual({})
      expect(problems.map(({ field }) => field)).toEqual(['currency_id', 'amount'])
      expect(leftOut).toEqual(['currency_id', 'amount'])
    },
  )

  test('goes with a currency that the account has, and alone', () => {
    const fields = { amount: 5, currency_id: 'usd' }
    expect(resolve('deal', fields, {}, CATALOG).payload).toEqual({ amount: 5, currency_id: 2 })
    expect(resolve('deal', { amount: 5 }, {}, CATALOG).payload).toEqual({ amount: 5 })
  })
})

const FIELDS = catalogOf({
  contact_fields: [
    { name: 'cf_a', label: 'मूल', type: 'text' },
    { name: 'cf_b', label: 'माल', type: 'text' },
    { name: 'cf_terms', label: 'Terms', type: 'checkbox' },
    {
      name: 'cf_news',
      label: 'News',
      type: 'dropdown',
      choices: [
        { id: 1, value: 'Yes' },
        { id: 2, value: 'No' },
      ],
    },
    {
      name: 'cf_region',
      label: 'Region',
      type: 'dropdown',
      choices: [
        { id: 1, value: 'Île-de-France' },
        { id: 2, value: 'None' },
      ],
    },
    {
      name: 'cf_topics',
      label: 'Topics',
      type: 'multi_select_dropdown',
      choices: [
        { id: 1, value: 'CRM' },
        { id: 2, value: 'Ads, paid' },
        { id: 3, value: 'Support' },
      ],
    },
    { name: 'cf_budget', label: 'Budget', type: 'decimal' },
    { name: 'cf_born', label: 'Born', type: 'date' },
    { name: 'cf_seats', label: 'Seats', type: 'number' },
  ],
})

const custom = (values: { [name: string]: Json }) => resolve('contact', {}, values, FIELDS)

const WORDED = catalogOf({
  contact_fields: [
    { name: 'cf_language', label: 'Language', type: 'text' },
    { name: 'cf_birthdate', label: 'Date of birth', type: 'date' },
    { name: 'cf_message', label: 'Message', type: 'textarea' },
  ],
})

describe('a custom field with another word for the same', () => {
  test.each<[{ [name: string]: Json }, { [name: string]: Json }]>([
    [{ lang: 'it' }, { cf_language: 'it' }],
    [{ locale: 'pt-BR' }, { cf_language: 'pt-BR' }],
    [{ preferred_language: 'French' }, { cf_language: 'French' }],
    [{ lang: 'it', language: 'Italian' }, { cf_language: 'Italian' }],
    [{ language: 'Italian', lang: 'it' }, { cf_language: 'Italian' }],
    [{ dob: '1990-05-14' }, { cf_birthdate: '1990-05-14' }],
    [{ birthday: '14.5.1990' }, { cf_birthdate: '1990-05-14' }],
    [{ comments: 'Call me' }, { cf_message: 'Call me' }],
  ])('takes %j', (values, custom_field) => {
    expect(resolve('contact', {}, values, WORDED).payload).toEqual({ custom_field })
  })
})

describe('a custom field', () => {
  test('is told from another by every sign of its name', () => {
    expect(custom({ मूल: 'root', माल: 'goods' }).payload).toEqual({
      custom_field: { cf_a: 'root', cf_b: 'goods' },
    })
  })

  test.each([
    ['cf_terms', 'checked', true],
    ['cf_terms', 'Y', true],
    ['cf_terms', ['on'], true],
    ['cf_terms', 'unchecked', false],
    ['cf_news', true, 'Yes'],
    ['cf_news', 'on', 'Yes'],
    ['cf_news', 0, 'No'],
    ['cf_region', 'I\u0302le-de-France', 'Île-de-France'],
    ['cf_region', 'ile de france', undefined],
    ['cf_region', 'île de france', 'Île-de-France'],
    ['cf_region', 'NONE', 'None'],
    ['cf_topics', ['crm', 'support'], 'CRM;Support'],
    ['cf_topics', { crm: true, support: 'on', 'Ads, paid': false }, 'CRM;Support'],
    ['cf_topics', 'CRM|Support', 'CRM;Support'],
    ['cf_topics', 'CRM, Ads, paid', 'CRM'],
    ['cf_topics', 'Ads, paid', 'Ads, paid'],
    ['cf_topics', '["CRM","Support"]', 'CRM;Support'],
    ['cf_budget', '10k', 10_000],
    ['cf_budget', '1.000', undefined],
    ['cf_born', -315_619_200_000, '1960-01-01'],
    ['cf_born', '1990/5/4', '1990-05-04'],
    ['cf_seats', '1,000', 1000],
    ['cf_seats', null, null],
    ['cf_a', null, null],
  ])('%s takes %j as %j', (field, value, stored) => {
    const { payload, problems } = custom({ [field]: value as Json })
    expect(payload).toEqual(stored === undefined ? {} : { custom_field: { [field]: stored } })
    if (stored === undefined) expect(problems).toMatchObject([{ field }])
  })

  test.each(['N/A', 'null', '-'])('takes no text that says nothing: %s', (nothing) => {
    expect(custom({ cf_a: nothing, cf_seats: nothing })).toMatchObject({
      payload: {},
      problems: [],
    })
  })
})

describe('a page', () => {
  const fieldOf = (object: RecordObject, name: string) => rowNamed(object, name)?.field ?? name

  test.each([
    ['contact', 'owner_id'],
    ['contact', 'Sales Owner'],
    ['contact', 'lifecycleStageName'],
    ['contact', 'externalId'],
    ['contact', 'sales_accounts'],
    ['contact', 'lost-reason-id'],
    ['contact', 'work email'],
    ['account', 'owner'],
    ['account', 'parentSalesAccountId'],
    ['deal', 'value'],
    ['deal', 'stage'],
    ['deal', 'paymentStatus'],
    ['deal', 'forecast category'],
    ['activity', 'ownerId'],
  ] as const)('may not set of a %s the %s', (object, name) => {
    expect(isProtected(object, fieldOf(object, name), 'page')).toBe(true)
    expect(isProtected(object, fieldOf(object, name), 'server')).toBe(false)
  })

  test.each(['leadSource', 'Subscription Status', 'campaign', 'sms subscription status'])(
    'may set of a new contact only the %s',
    (name) => {
      const field = fieldOf('contact', name)
      expect([isProtected('contact', field, 'page'), isForNewContacts(field)]).toEqual([
        false,
        true,
      ])
    },
  )

  test.each([
    ['contact', 'phone'],
    ['contact', 'job title'],
    ['contact', 'cf_plan'],
    ['account', 'industry'],
    ['deal', 'name'],
    ['deal', 'expectedCloseDate'],
  ] as const)('may set of a %s the %s', (object, name) => {
    const field = fieldOf(object, name)
    expect(isProtected(object, field, 'page')).toBe(false)
    expect(object === 'contact' && isForNewContacts(field)).toBe(false)
  })
})
