import { describe, expect, test } from 'vitest'
import { parseActions } from '../../src/freshsales/actions.ts'
import { parseDefaults } from '../../src/freshsales/defaults.ts'

describe('EVENTS', () => {
  test('reads each key of an object as an action', () => {
    const parsed = parseActions({
      ' Signed Up ': { lifecycleStage: 'Lead', status: 'New', cf_plan: '{plan}', tag: 'signed up' },
      'Demo Requested': { activity: 'Demo' },
      'Order Completed': {
        deal: { name: 'Order {order_id}', amount: '{revenue}', stage: 'Won', account: '{company}' },
      },
    })
    expect(parsed).toEqual({
      ok: true,
      value: new Map([
        [
          'signed up',
          [
            { type: 'tag', tags: ['signed up'] },
            {
              type: 'contact',
              fields: { lifecycle_stage_id: 'Lead', contact_status_id: 'New' },
              custom: { cf_plan: '{plan}' },
            },
          ],
        ],
        [
          'demo requested',
          [{ type: 'activity', fields: { sales_activity_type_id: 'Demo' }, minutes: 0 }],
        ],
        [
          'order completed',
          [
            {
              type: 'deal',
              fields: { name: 'Order {order_id}', amount: '{revenue}', deal_stage_id: 'Won' },
              custom: {},
              account: '{company}',
            },
          ],
        ],
      ]),
    })
  })

  test('takes a list of actions, and RudderStack’s plain names', () => {
    expect(parseActions({ X: ['Sales Activity', { tags: ['a', 'b'] }] })).toEqual({
      ok: true,
      value: new Map([['x', [{ type: 'sales_activity' }, { type: 'tag', tags: ['a', 'b'] }]]]),
    })
  })

  test.each([
    ['{plan}', ['{plan}']],
    ['signed up, {plan}', ['signed up', '{plan}']],
    [['{order.id}'], ['{order.id}']],
  ])('keeps the placeholders of tags: %j', (tag, tags) => {
    expect(parseActions({ X: { tag } })).toEqual({
      ok: true,
      value: new Map([['x', [{ type: 'tag', tags }]]]),
    })
  })

  test('takes RudderStack’s own list, several rows for an event, and skips its empty rows', () => {
    const rows = [
      { from: 'Signed Up', to: 'sales_activity' },
      { from: 'signed up', to: 'lifecycle_stage' },
      { from: 'x', to: '' },
    ]
    expect(parseActions(rows)).toEqual({
      ok: true,
      value: new Map([['signed up', [{ type: 'sales_activity' }, { type: 'lifecycle_stage' }]]]),
    })
  })

  test.each([
    [{ 'Signed Up': { lifecycleStag: 'Lead' } }, '"Signed Up": lifecycleStag:'],
    [{ 'Signed Up': {} }, '"Signed Up": does nothing'],
    [{ 'Signed Up': 'upsell' }, '"Signed Up": "upsell" is no action'],
    [{ X: [{ tag: 'a' }, { tag: 5 }] }, '"X": [1]: tag:'],
    [{ X: { deal: { amount: 5 } } }, '"X": deal: name:'],
    [{ X: { deal: { name: 'Order {id' } } }, '"X": deal: name: has a bracket'],
    [{ X: { activity: { type: 'Demo', title: '{{name}}' } } }, '"X": activity: title: has a'],
    [{ X: { tag: ['a', '{}'] } }, '"X": tag: has a bracket'],
    [{ X: { deal: { name: 'D', stge: 'Won' } } }, '"X": deal: stge:'],
    [{ X: { activity: { title: 'T' } } }, '"X": activity: type:'],
    [{ X: { task: 5 } }, '"X": task: must be'],
    [{ X: { task: { dueInDays: 1 } } }, '"X": task: title:'],
    [{ X: { task: { title: 'T', dueInDays: '1' } } }, '"X": task: dueInDays:'],
    [{ X: { task: { title: 'T', dueInDays: 1.5 } } }, '"X": task: dueInDays:'],
    [{ X: { task: { title: 'T', stage: 'Won' } } }, '"X": task: stage:'],
    [{ X: { task: { title: 'T', cf_x: 1 } } }, '"X": task: cf_x:'],
    [{ X: { activity: { type: 'T', minutes: -1 } } }, '"X": activity: minutes:'],
    [{ X: { owner: { name: 'Ann' } } }, '"X": owner:'],
    [[{ from: 'a', to: 'b' }], '[0].to: "b" is no action'],
    [[{ form: 'a' }], '[0]: must be'],
    ['x', 'must be an object'],
    [null, 'must be an object'],
  ])('refuses %j and names the key', (value, reason) => {
    const parsed = parseActions(value)
    expect(parsed.ok ? '' : parsed.reason).toContain(reason)
  })
})

describe('DEFAULTS', () => {
  test('takes any spelling, names and ids', () => {
    expect(
      parseDefaults({
        leadSource: 'Web',
        'Lifecycle Stage': 'Lead',
        owner_id: '501',
        status: 'New',
        cfRegion: 'EU',
      }),
    ).toEqual({
      ok: true,
      value: {
        lead_source_id: 'Web',
        lifecycle_stage_id: 'Lead',
        owner_id: 501,
        contact_status_id: 'New',
        cf_region: 'EU',
      },
    })
  })

  test.each([
    [{ leadSorce: 'Web' }, 'leadSorce: is no field'],
    [{ owner: true }, 'owner_id: is not an id or a name'],
    [{ owner: null }, 'owner: must be'],
    [[], 'must be an object'],
  ])('refuses %j and names the key', (value, reason) => {
    const parsed = parseDefaults(value)
    expect(parsed.ok ? '' : parsed.reason).toContain(reason)
  })
})
