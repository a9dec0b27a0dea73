import { describe, expect, test } from 'vitest'
import {
  type Catalog,
  type CatalogEntry,
  LISTS,
  type ListName,
  listCall,
  parseList,
} from '../../src/freshsales/resolve/catalog.ts'
import { resolve } from '../../src/freshsales/resolve/resolve.ts'
import type { JsonObject } from '../../src/protocol/event.ts'

function catalogOf(lists: { [name in ListName]?: CatalogEntry[] }): Catalog {
  return Object.fromEntries(
    Object.entries(lists).map(([name, entries]) => [name, { entries, fetchedAt: 0 }]),
  )
}

const CATALOG = catalogOf({
  owners: [{ id: 1, name: 'Ann Lee', email: 'ann@acme.com' }],
  lead_sources: [{ id: 2, name: 'Web Form' }],
  campaigns: [{ id: 3, name: 'Spring' }],
  lifecycle_stages: [
    { id: 10, name: 'Lead' },
    { id: 20, name: 'Customer' },
  ],
  contact_statuses: [
    { id: 11, name: 'New', parent: 10 },
    { id: 21, name: 'Won', parent: 20 },
    { id: 22, name: 'New', parent: 20 },
  ],
  deal_pipelines: [{ id: 5, name: 'Web' }],
  deal_stages: [
    { id: 50, name: 'Won', parent: 4 },
    { id: 51, name: 'Won', parent: 5 },
  ],
  contact_fields: [
    {
      id: 100,
      name: 'cf_plan',
      label: 'Plan',
      type: 'dropdown',
      choices: [
        { id: 1, value: 'Pro' },
        { id: 2, value: 'Free' },
      ],
    },
    { id: 101, name: 'cf_seats', label: 'Number of seats', type: 'number' },
    {
      id: 102,
      name: 'cf_topics',
      label: 'Topics',
      type: 'multi_select_dropdown',
      choices: [
        { id: 1, value: 'CRM' },
        { id: 2, value: 'Ads' },
      ],
    },
    { id: 103, name: 'cf_trial', label: 'Trial', type: 'checkbox' },
    { id: 104, name: 'cf_renewal', label: 'Renewal', type: 'date' },
    { id: 105, name: 'cf_note', label: 'Note', type: 'textarea' },
    { id: 106, name: 'city', label: 'City', type: 'text' },
  ],
})

describe('names', () => {
  test('need no list where only values and ids were sent', () => {
    expect(resolve('contact', { emails: 'a@b.co', city: 'Pune', owner_id: 501 }, {}, {})).toEqual({
      payload: { emails: 'a@b.co', city: 'Pune', owner_id: 501 },
      problems: [],
      missing: [],
      unknown: [],
      leftOut: [],
      incomplete: [],
    })
  })

  test('ask for just the lists they need', () => {
    const { missing, payload } = resolve(
      'contact',
      { owner_id: 'Ann', lead_source_id: 'Web', city: 'Pune' },
      { plan: 'pro' },
      {},
    )
    expect(missing.sort()).toEqual(['contact_fields', 'lead_sources', 'owners'])
    expect(payload).toEqual({ city: 'Pune' })
  })

  test.each(['web-form', 'Web_Form', 'Webform', 'WEB / FORM'])(
    'mean the entry that only separators tell apart: %j',
    (lead_source_id) => {
      const { payload, problems } = resolve('contact', { lead_source_id }, {}, CATALOG)
      expect({ payload, problems }).toEqual({ payload: { lead_source_id: 2 }, problems: [] })
    },
  )

  test('mean the entry that is called so before others of nearly that name, and none where two are', () => {
    const entries = ['Tier-1', 'Tier 1', 'C', 'A-B', 'AB'].map((name, id) => ({ id: id + 1, name }))
    const catalog = catalogOf({ lead_sources: entries })
    const found = ['tier 1', 'C++', 'a b', '-'].map(
      (lead_source_id) => resolve('contact', { lead_source_id }, {}, catalog).payload,
    )
    expect(found).toEqual([{ lead_source_id: 2 }, {}, {}, {}])
  })

  test.each(['ann@acme.com', 'ANN LEE', 'Lee, Ann'])('find an owner by %j', (owner_id) => {
    expect(resolve('contact', { owner_id }, {}, CATALOG).payload).toEqual({ owner_id: 1 })
  })

  test('that are not found are left out, reported, and their list may be stale', () => {
    expect(
      resolve('contact', { lead_source_id: 'Radio', city: 'Pune' }, {}, CATALOG),
    ).toMatchObject({
      payload: { city: 'Pune' },
      problems: [{ field: 'lead_source_id', value: 'Radio' }],
      unknown: ['lead_sources'],
    })
  })

  test('of a status belong to the stage', () => {
    const stage = (lifecycle_stage_id: number | string, contact_status_id: string) =>
      resolve('contact', { contact_status_id, lifecycle_stage_id }, {}, CATALOG)
    expect(stage('customer', 'New').payload).toEqual({
      lifecycle_stage_id: 20,
      contact_status_id: 22,
    })
    expect(stage(10, 'new').payload).toEqual({ lifecycle_stage_id: 10, contact_status_id: 11 })
    expect(stage('Lead', 'Won')).toMatchObject({
      payload: { lifecycle_stage_id: 10 },
      problems: [{ field: 'contact_status_id' }],
    })
  })

  test('of a deal’s stage belong to the pipeline', () => {
    expect(
      resolve('deal', { deal_stage_id: 'won', deal_pipeline_id: 'web' }, {}, CATALOG).payload,
    ).toEqual({ deal_pipeline_id: 5, deal_stage_id: 51 })
  })

  test('of a UTM campaign need not be a campaign of the CRM', () => {
    expect(resolve('contact', { utm_campaign: 'spring' }, {}, CATALOG).payload).toEqual({
      campaign_id: 3,
    })
    expect(resolve('contact', { utm_campaign: 'autumn' }, {}, CATALOG)).toMatchObject({
      payload: {},
      problems: [],
      unknown: [],
    })
    expect(resolve('contact', { utm_campaign: 'spring', campaign_id: 9 }, {}, {})).toMatchObject({
      payload: { campaign_id: 9 },
      missing: [],
    })
  })

  test('cannot stand for a record that no list holds', () => {
    expect(resolve('account', { parent_sales_account_id: 'Globex' }, {}, {})).toMatchObject({
      payload: {},
      problems: [{ field: 'parent_sales_account_id' }],
      missing: [],
    })
  })

  test('without which there is no activity are told apart', () => {
    const fields = { title: 'T', start_date: 'a', end_date: 'b', sales_activity_type_id: 'Fax' }
    expect(
      resolve('activity', fields, {}, catalogOf({ sales_activity_types: [] })).incomplete,
    ).toEqual(['sales_activity_type_id'])
  })
})

describe('custom fields', () => {
  const custom = (traits: Parameters<typeof resolve>[2]) => resolve('contact', {}, traits, CATALOG)

  test.each(['cfPlan', 'cf_plan', 'plan', 'Plan', 'CF_PLAN'])('are found by %s', (name) => {
    expect(custom({ [name]: 'pro' }).payload).toEqual({ custom_field: { cf_plan: 'Pro' } })
  })

  test('named as such win over a trait of the same name', () => {
    for (const traits of [
      { cfPlan: 'pro', plan: 'free' },
      { plan: 'free', cfPlan: 'pro' },
    ]) {
      expect(custom(traits).payload).toEqual({ custom_field: { cf_plan: 'Pro' } })
    }
  })

  test('are found by their label', () => {
    expect(custom({ 'Number of seats': '12', numberOfSeats: 12 }).payload).toEqual({
      custom_field: { cf_seats: 12 },
    })
  })

  test('take the type of the field', () => {
    expect(
      custom({
        cf_seats: ' 12 ',
        cf_trial: 'yes',
        cf_renewal: '2026-05-01T10:00:00Z',
        cf_note: true,
        cf_topics: ['crm', 'ads'],
      }).payload,
    ).toEqual({
      custom_field: {
        cf_seats: 12,
        cf_trial: true,
        cf_renewal: '2026-05-01',
        cf_note: 'true',
        cf_topics: 'CRM;Ads',
      },
    })
  })

  test.each(['crm, ads', 'CRM;Ads', ' ads ,crm', 'Ads; CRM'])(
    'take the choices of %j',
    (topics) => {
      const { payload, problems } = custom({ cf_topics: topics })
      expect(
        String((payload['custom_field'] as JsonObject)['cf_topics'])
          .split(';')
          .sort(),
      ).toEqual(['Ads', 'CRM'])
      expect(problems).toEqual([])
    },
  )

  test('leave out what does not fit and keep the rest', () => {
    const { payload, problems } = custom({
      cf_plan: 'Gold',
      cf_seats: 'many',
      cf_topics: 'crm;cats',
      cf_note: { a: 1 },
      cf_trial: true,
    })
    expect(payload).toEqual({ custom_field: { cf_topics: 'CRM', cf_trial: true } })
    expect(problems.map(({ field }) => field)).toEqual([
      'cf_plan',
      'cf_seats',
      'cf_topics',
      'cf_note',
    ])
  })

  test('that do not exist are reported, and looked for again where the name says that it is one', () => {
    expect(custom({ cfNotThere: 1, avatar: 'x' })).toMatchObject({
      payload: {},
      problems: [{ field: 'avatar' }, { field: 'cf_not_there' }],
      unknown: ['contact_fields'],
    })
  })

  test('are tried by their name where the list cannot be had', () => {
    expect(resolve('account', {}, { cfPlan: 'pro', plan: 'pro' }, {})).toMatchObject({
      payload: { custom_field: { cf_plan: 'pro' } },
      missing: ['account_fields'],
    })
  })

  test('of DEFAULTS stand beside the other fields and go where they belong', () => {
    expect(resolve('contact', { city: 'Pune', cf_plan: 'free' }, {}, CATALOG).payload).toEqual({
      city: 'Pune',
      custom_field: { cf_plan: 'Free' },
    })
  })
})

describe('a lead', () => {
  test('has the fields of a lead, and loses a stage with a word', () => {
    const fields = {
      emails: 'a@b.co',
      first_name: 'Ann',
      lifecycle_stage_id: 10,
      external_id: 'u',
      latest_source: 'x',
    }
    expect(resolve('lead', fields, {}, {})).toMatchObject({
      payload: { email: 'a@b.co', first_name: 'Ann' },
      problems: [{ field: 'lifecycle_stage_id' }],
    })
  })
})

describe('a list', () => {
  const answer = (body: object) => ({ status: 200, body: body as { [key: string]: never } })

  test.each(Object.keys(LISTS) as ListName[])('%s is read from where Freshsales has it', (name) => {
    const { answerKey } = LISTS[name]
    expect(listCall(name)).toEqual({ method: 'GET', path: LISTS[name].path })
    expect(parseList(name, answer({ [answerKey]: [{ id: 1, name: 'A', position: 1 }] }))).toEqual([
      { id: 1, name: 'A' },
    ])
    expect(parseList(name, answer({}))).toEqual([])
  })

  test('knows owners by name and e-mail, without those who left', () => {
    const users = [
      { id: 1, display_name: 'Ann', email: 'Ann@Acme.com', is_active: true },
      { id: 2, display_name: 'Bob', is_active: false },
    ]
    expect(parseList('owners', answer({ users }))).toEqual([
      { id: 1, name: 'Ann', email: 'ann@acme.com' },
    ])
  })

  test('knows the type and the choices of a field, with ids of either kind', () => {
    const fields = [
      {
        id: '7',
        name: 'cf_plan',
        label: 'Plan',
        type: 'dropdown',
        required: true,
        choices: [{ id: '1', value: 'Pro' }, { id: 2, value: 'Free' }, { id: 3 }],
      },
    ]
    expect(parseList('contact_fields', answer({ fields }))).toEqual([
      {
        id: 7,
        name: 'cf_plan',
        label: 'Plan',
        type: 'dropdown',
        required: true,
        choices: [
          { id: 1, value: 'Pro' },
          { id: 2, value: 'Free' },
        ],
      },
    ])
  })

  test('survives lines that are none', () => {
    expect(
      parseList(
        'currencies',
        answer({
          currencies: [null, 5, {}, { id: 'x', name: 'A' }, { id: 1, currency_code: 'EUR' }],
        }),
      ),
    ).toEqual([{ id: 1, name: 'EUR' }])
  })
})
