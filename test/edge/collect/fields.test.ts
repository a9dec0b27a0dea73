import { describe, expect, it } from 'vitest'
import { batch, openGate } from './gate.ts'
import { meaningOf } from './meaning.ts'

const identify = (traits: object, more: object = {}) => ({
  type: 'identify',
  userId: 'u1',
  traits: { email: 'ann@acme.example', ...traits },
  ...more,
})
const PLAIN = { emails: 'ann@acme.example', external_id: 'u1' }

/** Names of protected fields as people and attackers write them, each with the field that it is. */
const PROTECTED_TRAITS: [string, unknown, string][] = [
  ['owner_id', 1, 'owner_id'],
  ['ownerId', 1, 'owner_id'],
  ['Owner ID', 1, 'owner_id'],
  ['OWNER', 'eve@acme.example', 'owner_id'],
  ['o_wner', 'eve@acme.example', 'owner_id'],
  ['sales_owner', 'eve', 'owner_id'],
  ['lifecycle_stage_id', 9, 'lifecycle_stage_id'],
  ['lifecycleStage', 'Customer', 'lifecycle_stage_id'],
  ['life_cycle_stage', 'Customer', 'lifecycle_stage_id'],
  ['con_tact_status', 'Won', 'contact_status_id'],
  ['contactStatusId', 3, 'contact_status_id'],
  ['terri_tory', 'Asia Pacific', 'territory_id'],
  ['sa_les_accounts', [{ id: 1, is_primary: true }], 'sales_accounts'],
  ['lost reason id', 4, 'lost_reason_id'],
  ['work_email', 'eve@evil.example', 'work_email'],
  ['id', 'victim', 'external_id'],
  ['externalId', 'victim', 'external_id'],
  ['user_id', 'victim', 'external_id'],
]

/** Letters of their own and marks on letters: such a name is another name, and no field of the contact. */
const LOOKALIKES = ['OWNER_İD', 'LİFECYCLE_STAGE', 'oẃner', 'oẃner'.normalize('NFD'), 'ownér_id']

describe('a page', () => {
  it.each(LOOKALIKES)('sets no field by the lookalike %s', async (name) => {
    const { contact } = await meaningOf(identify({ [name]: 1 }))
    expect(contact?.fields).toEqual(PLAIN)
  })

  it.each(PROTECTED_TRAITS)('may not set a contact’s %s', async (name, value, field) => {
    // Without a userId of its own, so that the trait would be the external id.
    const event = { type: 'identify', anonymousId: 'a1', traits: { email: PLAIN.emails } }
    for (const place of ['traits', 'context'] as const) {
      const traits = { ...event.traits, [name]: value }
      const sent = place === 'traits' ? { ...event, traits } : { ...event, context: { traits } }
      const { status, contact, withheld } = await meaningOf(sent)
      expect(status).toBe(200)
      expect(contact?.fields).toEqual({ emails: PLAIN.emails })
      expect(withheld).toEqual([field])
    }
  })

  it('may set what is its own, and its own fields', async () => {
    const traits = { firstName: 'Ann', cf_plan: 'pro', cfSeats: 5, idea: 'x', leadSource: 'Web' }
    const { contact, withheld } = await meaningOf(identify(traits))
    expect(contact).toMatchObject({
      fields: { ...PLAIN, first_name: 'Ann', lead_source_id: 'Web' },
      custom: { cf_plan: 'pro', cfSeats: 5, idea: 'x' },
    })
    expect(withheld).toEqual([])
  })

  it.each(['custom_field', 'customFields', 'cus_tom_field'])(
    'may not set raw fields in %s',
    async (name) => {
      const { contact, withheld } = await meaningOf(
        identify({ [name]: { cf_internal: 1 }, plan: 'pro' }),
      )
      expect(contact?.custom).toEqual({ plan: 'pro' })
      expect(withheld).toEqual(['cf_internal'])
    },
  )

  it('may make a company and a deal, and not say whose they are or what they are worth', async () => {
    const deal = {
      name: 'Big',
      am_ount: 9_999_999,
      sta_ge: 'Won',
      owne_r: 'eve',
      dealPipeline: 'Renewals',
      forecast_category: 1,
      closed_date: '2026-01-01',
      paymentStatus: 'Online',
      lostReason: 'Price',
      cf_tier: 'A',
    }
    const company = { name: 'Acme', city: 'Pune', own_er: 'eve', par_ent_sales_account_id: 7 }
    const meaning = await meaningOf(identify({ company, deal }))
    expect(meaning.account).toMatchObject({ name: 'Acme', fields: { city: 'Pune' } })
    expect(meaning.deal).toMatchObject({ name: 'Big', fields: {}, custom: { cf_tier: 'A' } })
    expect(meaning.withheld).toEqual([
      ...['account.owner_id', 'account.parent_sales_account_id'],
      ...['deal.amount', 'deal.deal_stage_id', 'deal.owner_id', 'deal.deal_pipeline_id'],
      ...['deal.forecast_category', 'deal.closed_date', 'deal.deal_payment_status_id'],
      'deal.deal_reason_id',
    ])
  })

  it.each([{ owner: 'eve' }, { own_er: 'eve' }, { Territory: 'North' }])(
    'may not say of a group’s account %j',
    async (traits) => {
      const group = { type: 'group', userId: 'u1', traits: { name: 'Acme', ...traits } }
      const { account, withheld } = await meaningOf(group)
      expect(account?.fields).toEqual({})
      expect(withheld).toHaveLength(1)
    },
  )

  it('is told nothing of the CRM', async () => {
    const { text } = await openGate().post('/v1/batch', batch(identify({ owner: 'eve' })))
    expect(JSON.parse(text)).toEqual({ success: true, accepted: 1, rejected: [] })
  })

  it('has what it asked for kept, shortened, for the operator to read', async () => {
    const { stored } = await meaningOf(identify({ owner: 'eve@acme.example' }))
    expect(stored?.admission).toEqual({ provenance: 'page', judged: true })
  })
})

describe('a source', () => {
  const source = (fields: string[]) => ({
    env: { WRITE_KEYS: { wk_site: { source: 'Website', fields } } },
  })

  it('may list a protected field, which lifts the limit for that one', async () => {
    const traits = { ownerId: 1, contactStatus: 'x', deal: { name: 'Big', value: 5, stage: 'Won' } }
    const { contact, deal, withheld } = await meaningOf(
      identify(traits),
      source(['*', 'Owner', 'deal.amount']),
    )
    expect(contact?.fields).toEqual({ ...PLAIN, owner_id: 1 })
    expect(deal?.fields).toEqual({ amount: 5 })
    expect(withheld).toEqual(['contact_status_id', 'deal.deal_stage_id'])
  })

  it('may list everything, and has the rank of a server', async () => {
    const { contact, stored } = await meaningOf(identify({ owner: 'ann' }), source(['**']))
    expect(contact?.fields).toMatchObject({ owner_id: 'ann' })
    expect(stored?.admission?.provenance).toBe('server')
  })

  it('may list only what a page sets, whatever else comes, and in any spelling', async () => {
    const traits = { first_name: 'Ann', cf_plan: 'pro', phone: '1', cfSeats: 5, tags: ['vip'] }
    const { contact, withheld, changes } = await meaningOf(
      identify({ ...traits, company: 'Acme', deal: { name: 'Big' } }),
      source(['email', 'firstName', 'cfPlan']),
    )
    expect(contact).toMatchObject({
      fields: { ...PLAIN, first_name: 'Ann' },
      custom: { cf_plan: 'pro' },
    })
    expect(changes.map(({ object }) => object)).toEqual(['contact'])
    expect(withheld).toEqual(['work_number', 'cfSeats', 'account.name', 'deal.name', 'tags'])
  })

  it('that lists no company takes none from a group', async () => {
    const group = { type: 'group', userId: 'u1', traits: { name: 'Acme', website: 'evil.example' } }
    expect((await meaningOf(group, source(['email']))).changes).toEqual([])
    expect((await meaningOf(group, source(['email', 'company']))).account?.name).toBe('Acme')
  })

  it.each<object>([
    { properties: { phone: '2' } },
    { context: { traits: { phone: '2' }, timezone: 'Europe/Berlin' } },
    { context: { campaign: { source: 'google', medium: 'cpc' } } },
  ])('is not talked out of its list by what stands beside the traits: %j', async (more) => {
    const event = identify({ phone: '1', medium: 'x', timeZone: 'Asia/Kolkata' }, more)
    const { contact } = await meaningOf(event, source(['email']))
    expect(contact?.fields).not.toHaveProperty('work_number')
    expect(contact?.fields).not.toMatchObject({ medium: 'x' })
    expect(JSON.stringify(contact)).not.toContain('Kolkata')
  })

  it('keeps what a page tells of itself, whatever it lists', async () => {
    const context = { timezone: 'Europe/Berlin', campaign: { source: 'google', medium: 'cpc' } }
    const { contact } = await meaningOf(identify({ phone: '1' }, { context }), source(['email']))
    expect(contact?.fields).toMatchObject({ visit_medium: 'cpc', first_source: 'google' })
    expect(contact?.fields).not.toHaveProperty('work_number')
  })
})

it('a server may set everything', async () => {
  for (const [name, value, field] of PROTECTED_TRAITS) {
    const event = { type: 'identify', anonymousId: 'a', traits: { email: 'a@b.co', [name]: value } }
    const { contact, stored } = await meaningOf(event, { writeKey: 'sk_server' })
    expect(contact?.fields).toHaveProperty(field)
    expect(stored?.admission).toEqual({ provenance: 'server' })
  }
})
