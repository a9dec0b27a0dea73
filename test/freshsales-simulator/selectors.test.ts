import { beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_IDS, DEFAULT_LISTS } from '../../demo/freshsales/facts/lists.ts'
import type { JsonObject } from '../../src/protocol/event.ts'
import { call, reset, send, settings } from './account.ts'

beforeEach(reset)

const names = (rows: JsonObject[]) => rows.map(({ name }) => name)

describe('selectors', () => {
  it('are all served under their own names', async () => {
    for (const list of Object.keys(DEFAULT_LISTS)) {
      const { status, body } = await call('GET', `/selector/${list}`)
      const rows = body[list === 'owners' ? 'users' : list]
      expect([list, status, rows.length > 0]).toEqual([list, 200, true])
      expect(rows[0]).toMatchObject({ id: expect.any(Number), position: 1, partial: true })
    }
    expect((await call('GET', '/selector/shoe_sizes')).status).toBe(404)
  })

  it('hold the defaults of a fresh account', async () => {
    const { body } = await call('GET', '/selector/lifecycle_stages')
    expect(names(body.lifecycle_stages)).toEqual(['Lead', 'Sales Qualified Lead', 'Customer'])
    expect(body.lifecycle_stages[2].contact_status_ids).toEqual([70000000408, 70000000409])
    expect(names((await call('GET', '/selector/lead_sources')).body.lead_sources)).toContain(
      'Web Form',
    )
    expect((await call('GET', '/selector/owners')).body.users[0]).toMatchObject({
      display_name: 'Olivia Hart',
      email: 'olivia@crm.example',
      is_active: true,
    })
  })

  it('narrow outcomes and stages to their type and pipeline', async () => {
    const outcomes = await call(
      'GET',
      `/selector/sales_activity_types/${DEFAULT_IDS.WEBSITE_ACTIVITY}/sales_activity_outcomes`,
    )
    const none = await call('GET', '/selector/sales_activity_types/1/sales_activity_outcomes')
    const stages = await call('GET', `/selector/deal_pipelines/${DEFAULT_IDS.PIPELINE}/deal_stages`)
    expect(outcomes.body.sales_activity_outcomes).toHaveLength(3)
    expect(none.body.sales_activity_outcomes).toEqual([])
    expect(stages.body.deal_stages).toHaveLength(7)
  })

  it('point at the rows their constants name', () => {
    const nameOf = (list: keyof typeof DEFAULT_LISTS, id: number) =>
      DEFAULT_LISTS[list].find((item: { id: number }) => item.id === id)?.name
    expect(nameOf('lifecycle_stages', DEFAULT_IDS.CUSTOMER)).toBe('Customer')
    expect(nameOf('deal_pipelines', DEFAULT_IDS.PIPELINE)).toBe('Default Pipeline')
    expect(nameOf('sales_activity_types', DEFAULT_IDS.WEBSITE_ACTIVITY)).toBe('Website')
  })

  it('can be changed, with ids that follow from the place', async () => {
    await settings({
      lists: { campaigns: [{ name: 'autumn' }, { id: 70000000999, name: 'winter' }] },
    })
    expect((await call('GET', '/selector/campaigns')).body.campaigns).toMatchObject([
      { id: 70000000901, name: 'autumn' },
      { id: 70000000999, name: 'winter' },
    ])
  })
})

describe('field metadata', () => {
  it('names standard and custom fields with type, choices and requirement', async () => {
    await settings({ required: { contact: ['lead_source_id'] } })
    const { body } = await call('GET', '/settings/contacts/fields?include=field_group')
    const field = (name: string) => body.fields.find((one: JsonObject) => one['name'] === name)
    expect(body.field_groups).toEqual([])
    expect(field('first_name')).toMatchObject({
      label: 'First name',
      type: 'text',
      default: true,
      required: false,
    })
    expect(field('lead_source_id')).toMatchObject({ type: 'dropdown', required: true })
    expect(field('lifecycle_stage_id').choices[0]).toEqual({
      id: '70000000301',
      value: 'Lead',
      position: 1,
    })
    expect(field('cf_plan')).toMatchObject({
      type: 'dropdown',
      default: false,
      base_model: 'Contact',
      label: 'Plan',
    })
    expect(field('cf_plan').choices.map(({ value }: JsonObject) => value)).toEqual([
      'Free',
      'Pro',
      'Enterprise',
    ])
  })

  it('exists for every object, for leads on classic paths only', async () => {
    for (const name of ['sales_accounts', 'deals', 'sales_activities'])
      expect((await call('GET', `/settings/${name}/fields`)).body.fields.length).toBeGreaterThan(5)
    expect((await call('GET', '/settings/leads/fields')).status).toBe(404)
    const { body } = await send('/api/settings/leads/fields')
    expect(new Set(body.fields.map((one: JsonObject) => one['base_model']))).toEqual(
      new Set(['Lead', 'LeadCompany', 'LeadDeal']),
    )
  })

  it('also comes as forms, and cannot be written', async () => {
    expect((await call('GET', '/settings/contacts/forms')).body.forms).toMatchObject([
      { active: true },
    ])
    expect((await call('POST', '/settings/contacts/fields', {})).status).toBe(404)
  })
})
