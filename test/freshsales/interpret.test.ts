import { describe, expect, test } from 'vitest'
import { parseActions } from '../../src/freshsales/actions.ts'
import type { Change } from '../../src/freshsales/change.ts'
import { interpret as interpretAs } from '../../src/freshsales/interpret/interpret.ts'
import type { InterpretSettings } from '../../src/freshsales/settings.ts'
import { SERVER } from '../../src/freshsales/word.ts'
import type { Event } from '../../src/protocol/event.ts'

const SETTINGS: InterpretSettings = { generation: 'modern', actions: new Map(), timeline: 'note' }

const interpret = (event: Event, settings: InterpretSettings) =>
  interpretAs(event, settings, SERVER)

function event(type: string, parts: object = {}): Event {
  return {
    type,
    messageId: 'm-1',
    timestamp: '2026-01-05T10:00:00.000Z',
    userId: 'u-1',
    ...parts,
  } as Event
}

function withActions(value: unknown, settings = SETTINGS): InterpretSettings {
  const actions = parseActions(value)
  if (!actions.ok) throw new Error(actions.reason)
  return { ...settings, actions: actions.value }
}

function contactOf(changes: Change[]) {
  return changes.find((change) => change.object === 'contact')
}

describe('identify', () => {
  test('makes a contact of the traits, with the person’s own address', () => {
    const identify = event('identify', {
      traits: {
        email: ' Ann@Acme.Example ',
        name: 'Ann van Lee',
        title: 'CTO',
        plan: 'pro',
        cfSeats: 5,
      },
    })
    expect(interpret(identify, SETTINGS)).toEqual({
      people: { email: 'ann@acme.example', emails: ['ann@acme.example'], userId: 'u-1' },
      withheld: [],
      changes: [
        {
          object: 'contact',
          fields: {
            emails: 'ann@acme.example',
            external_id: 'u-1',
            job_title: 'CTO',
            first_name: 'Ann',
            last_name: 'van Lee',
          },
          custom: { plan: 'pro', cfSeats: 5 },
        },
      ],
      problems: [],
    })
  })

  test('keeps the names that were given over the split one', () => {
    const { changes } = interpret(
      event('identify', { traits: { firstName: 'Anna', name: 'Ann Lee' } }),
      SETTINGS,
    )
    expect(contactOf(changes)?.fields).toMatchObject({ first_name: 'Anna', last_name: 'Lee' })
  })

  test('goes on with the next address when one is none, and says so', () => {
    const result = interpret(
      event('identify', {
        traits: { email: 'ann@' },
        context: { traits: { email: 'ann@acme.example' } },
      }),
      SETTINGS,
    )
    expect(result).toMatchObject({
      people: { email: 'ann@acme.example' },
      problems: [{ field: 'email' }],
    })
  })

  test('keeps what an anonymous person tells for later', () => {
    const result = interpret(
      event('identify', { anonymousId: 'a-1', userId: undefined, traits: { city: 'Pune' } }),
      SETTINGS,
    )
    expect(result).toMatchObject({
      changes: [{ object: 'contact', fields: { city: 'Pune' }, custom: {} }],
      problems: [],
    })
  })

  test('uses an address as user id for the contact, not as its external id', () => {
    const result = interpret(
      event('identify', { userId: 'Ann@Acme.Example', traits: { id: 'db-1' } }),
      SETTINGS,
    )
    expect(result.people.email).toBe('ann@acme.example')
    expect(contactOf(result.changes)?.fields['external_id']).toBe('db-1')
  })

  test('makes an account of a company and a deal for it', () => {
    const traits = {
      email: 'a@b.co',
      company: { name: 'Acme', employee_count: '51', plan: 'pro' },
      deal: { name: 'D', amount: '1,234.5', stage: 'Won' },
    }
    const { changes } = interpret(event('identify', { traits }), SETTINGS)
    expect(changes.slice(1)).toEqual([
      {
        object: 'account',
        name: 'Acme',
        fields: { number_of_employees: 51 },
        custom: { plan: 'pro' },
      },
      {
        object: 'deal',
        name: 'D',
        fields: { amount: 1234.5, deal_stage_id: 'Won' },
        custom: {},
        account: 'Acme',
      },
    ])
  })

  test('takes a company that is just a name, and reports one without', () => {
    expect(
      interpret(event('identify', { traits: { company: 'Acme' } }), SETTINGS).changes[1],
    ).toMatchObject({ object: 'account', name: 'Acme' })
    expect(
      interpret(event('identify', { traits: { company: { plan: 'x' } } }), SETTINGS).problems,
    ).toMatchObject([{ field: 'company.name' }])
  })

  test('adds each tag on its own', () => {
    const { changes } = interpret(
      event('identify', { traits: { tags: 'web, Webinar, WEB' } }),
      SETTINGS,
    )
    expect(changes.slice(1)).toEqual([
      { object: 'tag', tag: 'web' },
      { object: 'tag', tag: 'Webinar' },
    ])
  })

  test.each([true, 'true', 'TRUE'])(
    'asks a classic account for a contact when fs_contact is %j',
    (value) => {
      for (const name of ['fs_contact', 'fsContact']) {
        const classic = interpret(event('identify', { traits: { [name]: value } }), {
          ...SETTINGS,
          generation: 'classic',
        })
        expect(contactOf(classic.changes)).toEqual({
          object: 'contact',
          fields: { external_id: 'u-1' },
          custom: {},
          asContact: true,
        })
      }
    },
  )

  test.each([false, 'false', 'no'])('leaves a person a lead when fsContact is %j', (value) => {
    const classic = interpret(event('identify', { traits: { fsContact: value } }), {
      ...SETTINGS,
      generation: 'classic',
    })
    expect(contactOf(classic.changes)).not.toHaveProperty('asContact')
  })

  test('leaves out a value that does not fit and keeps the others', () => {
    const result = interpret(
      event('identify', { traits: { ownerId: true, createdAt: 'soon', city: 'Pune' } }),
      SETTINGS,
    )
    expect(contactOf(result.changes)?.fields).toEqual({ external_id: 'u-1', city: 'Pune' })
    expect(result.problems.map(({ field }) => field).sort()).toEqual(['created_at', 'owner_id'])
  })

  test('takes the next source when a value does not fit', () => {
    const odd = event('identify', {
      traits: { ownerId: true, phone: {} },
      context: { traits: { ownerId: '12', phone: '5550100' } },
    })
    const result = interpret(odd, SETTINGS)
    expect(contactOf(result.changes)?.fields).toMatchObject({
      owner_id: 12,
      work_number: '5550100',
    })
    expect(result.problems).toEqual([])
  })

  test.each(['custom_field', 'customFields'])('takes custom fields out of %s', (holder) => {
    const traits = { [holder]: { cf_plan: 'Pro', seats: 3, none: null }, cf_plan: 'Free' }
    const { changes } = interpret(event('identify', { traits }), SETTINGS)
    expect(contactOf(changes)?.custom).toEqual({ cf_plan: 'Pro', seats: 3 })
  })

  test('takes no trait called __proto__ for a field', () => {
    const traits = JSON.parse(
      '{"__proto__": {"polluted": true}, "constructor": "x", "city": "Pune"}',
    )
    const { changes } = interpret(event('identify', { traits }), SETTINGS)
    expect(contactOf(changes)?.custom).toEqual({ constructor: 'x' })
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  test.each([null, [], 'text', 7])('survives %j where objects belong', (garbage) => {
    for (const type of ['identify', 'group', 'track', 'page', 'screen']) {
      const odd = event(type, {
        event: 'X',
        traits: garbage,
        properties: garbage,
        integrations: garbage,
        context: {
          traits: garbage,
          campaign: garbage,
          attribution: garbage,
          page: garbage,
          externalId: garbage,
        },
      })
      expect(() => interpret(odd, SETTINGS)).not.toThrow()
    }
  })
})

describe('attribution', () => {
  const first = {
    source: 'google',
    medium: 'cpc',
    name: 'spring',
    click: { gclid: 'g-1' },
    landing: 'https://a.example/?x=1',
  }
  const last = {
    source: 'newsletter',
    medium: 'email',
    name: 'may',
    term: 'crm',
    click: { fbclid: 'f-1' },
  }

  test('fills the contact’s own fields and the configured click ids', () => {
    const settings = {
      ...SETTINGS,
      clickFields: { gclid: 'cf_gclid', fbclid: 'cf_fbclid', landing: 'cf_landing' },
    }
    const { changes } = interpret(
      event('identify', { context: { attribution: { first, last } } }),
      settings,
    )
    expect(contactOf(changes)).toEqual({
      object: 'contact',
      fields: {
        external_id: 'u-1',
        utm_campaign: 'may',
        visit_medium: 'email',
        visit_keyword: 'crm',
        visit_lead_source: 'Paid Search',
        first_source: 'google',
        first_medium: 'cpc',
        first_campaign: 'spring',
        last_source: 'newsletter',
        last_medium: 'email',
        last_campaign: 'may',
        latest_source: 'newsletter',
        latest_medium: 'email',
        latest_campaign: 'may',
      },
      custom: { cf_gclid: 'g-1', cf_fbclid: 'f-1', cf_landing: 'https://a.example/?x=1' },
    })
  })

  test('takes the campaign of the event where the sender keeps no record, unless it has no source', () => {
    const campaign = { source: 'google', medium: 'cpc', name: 'spring', term: 'crm' }
    const { changes } = interpret(event('page', { context: { campaign } }), SETTINGS)
    expect(contactOf(changes)?.fields).toMatchObject({
      first_source: 'google',
      latest_campaign: 'spring',
      visit_medium: 'cpc',
      visit_keyword: 'crm',
    })
    expect(
      interpret(event('page', { context: { campaign: { term: 'crm' } } }), SETTINGS).changes,
    ).toEqual([{ object: 'page' }])
  })

  test('names the site that linked here when there is no campaign', () => {
    const { changes } = interpret(
      event('page', {
        context: { attribution: { last: { referrer: 'https://www.example.org/a?b' } } },
      }),
      SETTINGS,
    )
    expect(contactOf(changes)?.fields).toMatchObject({
      latest_source: 'example.org',
      latest_medium: 'referral',
    })
  })
})

describe('group', () => {
  test('makes an account and links by the person’s address, never by the group’s', () => {
    const group = event('group', {
      traits: { name: 'Initech', email: 'info@initech.example', industry: 'Technology' },
      context: { traits: { email: 'peter@example.com', city: 'Pune', plan: 'x' } },
    })
    expect(interpret(group, SETTINGS)).toEqual({
      people: { email: 'peter@example.com', emails: ['peter@example.com'], userId: 'u-1' },
      withheld: [],
      changes: [
        {
          object: 'account',
          name: 'Initech',
          fields: { industry_type_id: 'Technology' },
          custom: { email: 'info@initech.example' },
        },
      ],
      problems: [],
    })
  })

  test('takes custom fields from the group alone, also where they are held together', () => {
    const group = event('group', {
      traits: { name: 'Initech', plan: 'gold', custom_field: { cf_tier: 'A' } },
      context: { traits: { website: 'https://a.example', custom_field: { cf_vip: true } } },
    })
    expect(interpret(group, SETTINGS).changes).toMatchObject([
      { fields: { website: 'https://a.example' }, custom: { plan: 'gold', cf_tier: 'A' } },
    ])
    expect(JSON.stringify(interpret(group, SETTINGS))).not.toContain('cf_vip')
  })

  test('is never named after a person', () => {
    const result = interpret(
      event('group', { context: { traits: { name: 'Peter', email: 'peter@example.com' } } }),
      SETTINGS,
    )
    expect(result).toMatchObject({ changes: [], problems: [{ field: 'traits.name' }] })
  })
})

describe('track', () => {
  test('goes to the timeline with its properties', () => {
    const properties = { plan: 'gold', nested: { a: 1 } }
    expect(
      interpret(event('track', { event: ' Plan Viewed ', properties }), SETTINGS),
    ).toMatchObject({
      changes: [{ object: 'event', name: 'Plan Viewed', properties }],
      problems: [],
    })
  })

  test('does not take an address in the properties for the person’s, unless the event acts', () => {
    const invite = event('track', {
      event: 'Invite Sent',
      properties: { email: 'other@acme.example' },
    })
    expect(interpret(invite, SETTINGS).people.email).toBeUndefined()
    expect(interpret(invite, withActions({ 'Invite Sent': { tag: 'invited' } })).people.email).toBe(
      'other@acme.example',
    )
  })

  test('does all that EVENTS says, filling in the properties, and is told in the timeline', () => {
    const settings = withActions({
      'Order Completed': {
        lifecycleStage: 'Customer',
        cf_orders: '{count}',
        tag: 'bought {plan}',
        deal: { name: 'Order {order_id}', amount: '{revenue}', stage: 'Won', account: '{company}' },
      },
    })
    const properties = { order_id: 7, revenue: 25.5, plan: 'pro', company: 'Acme', count: 3 }
    expect(
      interpret(event('track', { event: 'order completed', properties }), settings).changes,
    ).toEqual([
      { object: 'tag', tag: 'bought pro' },
      {
        object: 'deal',
        name: 'Order 7',
        fields: { amount: 25.5, deal_stage_id: 'Won' },
        custom: {},
        account: 'Acme',
      },
      {
        object: 'contact',
        fields: { lifecycle_stage_id: 'Customer' },
        custom: { cf_orders: 3 },
        isForward: true,
      },
      { object: 'event', name: 'order completed', properties },
    ])
  })

  test('carries out each action on its own', () => {
    const settings = withActions({ X: { deal: { name: '{missing}' }, tag: 'x' } })
    expect(interpret(event('track', { event: 'X' }), settings)).toMatchObject({
      changes: [{ object: 'tag' }, { object: 'event' }],
      problems: [{ field: 'deal.name' }],
    })
  })

  test('makes a configured activity complete by itself', () => {
    const settings = withActions({
      'Demo Requested': { activity: { type: 'Demo', title: 'Demo for {company}', minutes: 30 } },
    })
    expect(
      interpret(
        event('track', { event: 'Demo Requested', properties: { company: 'Acme' } }),
        settings,
      ).changes,
    ).toEqual([
      {
        object: 'activity',
        key: 'm-1:0',
        fields: {
          title: 'Demo for Acme',
          sales_activity_type_id: 'Demo',
          start_date: '2026-01-05T10:00:00.000Z',
          end_date: '2026-01-05T10:30:00.000Z',
        },
      },
    ])
  })

  const properties = {
    title: 'Demo',
    startDate: '2026-01-05T10:00:00Z',
    endDate: '2026-01-05T10:30:00Z',
    salesActivityName: 'Phone',
    ownerId: '501',
  }

  test.each([
    [
      { type: 'Contact', id: '5' },
      { type: 'Contact', id: 5 },
    ],
    [
      [
        { type: 'crm', id: 'x' },
        { type: 'sales_account', id: 7 },
      ],
      { type: 'SalesAccount', id: 7 },
    ],
    [
      { type: 'DEAL', id: 9 },
      { type: 'Deal', id: 9 },
    ],
    [{ type: 'contact' }, undefined],
    [undefined, undefined],
    [{ type: 5 }, undefined],
  ])('puts a sales activity where context.externalId %j says', (externalId, target) => {
    const { changes } = interpret(
      event('track', { event: 'Sales Activity', properties, context: { externalId } }),
      SETTINGS,
    )
    expect(changes).toEqual([
      {
        object: 'activity',
        key: 'm-1:0',
        fields: {
          title: 'Demo',
          sales_activity_type_id: 'Phone',
          start_date: '2026-01-05T10:00:00Z',
          end_date: '2026-01-05T10:30:00Z',
          owner_id: 501,
        },
        ...(target ? { target } : {}),
      },
    ])
  })

  test.each(['title', 'startDate', 'endDate', 'salesActivityName'])(
    'makes no sales activity without %s, and says so',
    (name) => {
      const result = interpret(
        event('track', { event: 'sales_activity', properties: { ...properties, [name]: '' } }),
        SETTINGS,
      )
      expect(result.changes).toEqual([])
      expect(result.problems[0]?.reason).toContain(name)
    },
  )
})

describe('page', () => {
  test('is a page view with all it says', () => {
    const page = event('page', {
      name: 'Home',
      category: 'Docs',
      properties: { title: 'Welcome' },
      context: {
        page: { url: 'https://a.example/', title: 'Other', referrer: 'https://www.a.example/b' },
      },
    })
    expect(interpret(page, SETTINGS).changes).toEqual([
      {
        object: 'page',
        url: 'https://a.example/',
        title: 'Welcome',
        referrer: 'https://www.a.example/b',
        name: 'Home',
        category: 'Docs',
      },
    ])
  })

  test('is nothing when the timeline is off, nor is an event without an action', () => {
    const off = { ...SETTINGS, timeline: 'off' as const }
    expect(
      interpret(event('page', { properties: { url: 'https://a.example/' } }), off).changes,
    ).toEqual([])
    expect(interpret(event('track', { event: 'X' }), off).changes).toEqual([])
  })
})

describe('integrations', () => {
  test.each([
    [{ All: false }, false],
    [{ Freshsales: false }, false],
    [{ 'Freshsales Suite - CRM': false }, false],
    [{ freshsales: false }, false],
    [{ All: false, Freshsales: true }, true],
    [{ All: false, Freshsales: {} }, true],
    [{ All: false, Mixpanel: true }, false],
    [{ All: true }, true],
    [{ Salesforce: false }, true],
    [undefined, true],
  ])('%j lets an event in: %j', (integrations, isMeant) => {
    const { changes } = interpret(event('track', { event: 'X', integrations }), SETTINGS)
    expect(changes.length > 0).toBe(isMeant)
  })
})
