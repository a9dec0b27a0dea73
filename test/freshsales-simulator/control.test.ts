import { SELF } from 'cloudflare:test'
import { beforeEach, describe, expect, it } from 'vitest'
import { call, contactId, reset, send, settings, upsert } from './account.ts'

beforeEach(reset)

describe('the log of calls', () => {
  it('has every call in order, with bodies and answers', async () => {
    await upsert('ann@acme.example')
    await call('GET', '/contacts/filters', undefined, { authorization: '' })
    const { calls } = (await send('/simulator/calls')).body
    expect(calls).toMatchObject([
      {
        method: 'POST',
        path: '/crm/sales/api/contacts/upsert',
        resource: '/contacts/upsert',
        status: 201,
        at: expect.stringMatching(/Z$/),
        ms: expect.any(Number),
        body: { unique_identifier: { emails: 'ann@acme.example' } },
        answer: { contact: { email: 'ann@acme.example' } },
      },
      { method: 'GET', status: 401, body: null },
    ])
  })

  it('is narrowed by id, time, path, method and number', async () => {
    await upsert('ann@acme.example')
    await call('GET', '/contacts/filters')
    const list = async (query: string) => (await send(`/simulator/calls?${query}`)).body.calls
    const [first] = await list('')
    expect(await list(`since=${first.id}`)).toMatchObject([{ method: 'GET' }])
    expect(await list('since=2100-01-01T00:00:00Z')).toEqual([])
    expect(await list('path=/upsert')).toHaveLength(1)
    expect(await list('method=get')).toHaveLength(1)
    expect(await list('limit=1')).toMatchObject([{ method: 'GET' }])
    expect((await list('bodies=no'))[0]).not.toHaveProperty('answer')
  })

  it('never has a key in it', async () => {
    await upsert('ann@acme.example')
    expect(JSON.stringify((await send('/simulator/calls')).body)).not.toContain('demo-api-key')
  })
})

describe('the records', () => {
  it('come with names instead of ids, and with their timeline', async () => {
    const id = await contactId('ann@acme.example')
    await call('PUT', `/contacts/${id}`, {
      contact: { lead_source_id: 70000000506, campaign_id: 70000000901 },
    })
    await call('POST', '/notes', {
      note: { description: 'Hello', targetable_type: 'Contact', targetable_id: id },
    })
    const { contacts } = (await send('/simulator/records')).body
    expect(contacts).toMatchObject([
      {
        id,
        stage: 'Lead',
        status: 'New',
        source: 'Web Form',
        campaign: 'spring',
        timeline: [{ type: 'note', description: 'Hello' }],
      },
    ])
  })

  it('are narrowed by kind, e-mail and number', async () => {
    await contactId('ann@acme.example')
    await contactId('bob@acme.example')
    const records = async (query: string) => (await send(`/simulator/records?${query}`)).body
    expect(Object.keys(await records('only=deals,visitors'))).toEqual(['deals', 'visitors'])
    expect((await records('email=BOB@acme.example')).contacts).toHaveLength(1)
    expect((await records('limit=1')).contacts).toMatchObject([{ email: 'bob@acme.example' }])
  })
})

describe('settings, seed and reset', () => {
  it('refuse a setting there is none of, by name', async () => {
    const { status, body } = await settings({
      hourlyCall: 5,
      behaviour: { activityOwnerRequired: 'yes' },
    })
    expect(status).toBe(400)
    expect(body.error).toContain('hourlyCall: ')
    expect(body.error).toContain('behaviour.activityOwnerRequired: ')
  })

  it('change what is sent and keep the rest', async () => {
    await settings({ hourlyCalls: 60 })
    const { body } = await settings({ behaviour: { activityOwnerRequired: true } })
    expect(body).toMatchObject({
      hourlyCalls: 60,
      generation: 'both',
      behaviour: { activityOwnerRequired: true, contactNeeds: 'email' },
    })
  })

  it('put records in without a call', async () => {
    const { status } = await send('/simulator/seed', 'POST', {
      sales_accounts: [{ name: 'Acme' }],
      contacts: [{ emails: 'ann@acme.example', accounts: ['Acme'] }],
    })
    expect(status).toBe(200)
    const { contacts } = (await send('/simulator/records')).body
    expect(contacts).toMatchObject([{ sales_accounts: [{ name: 'Acme', is_primary: true }] }])
    expect((await send('/simulator/calls')).body.calls).toEqual([])
    expect((await send('/simulator/seed', 'POST', { contacts: [{}] })).body).toEqual({
      error: 'Need to fill this Email',
    })
  })

  it('bring a sample company when asked for nothing', async () => {
    expect((await send('/simulator/seed', 'POST')).status).toBe(200)
    expect((await send('/simulator/records')).body.contacts.length).toBeGreaterThan(3)
  })

  it('empty everything', async () => {
    await settings({ hourlyCalls: 60 })
    await upsert('ann@acme.example')
    await reset()
    expect((await send('/simulator/calls')).body.calls).toEqual([])
    expect((await send('/simulator/records')).body.contacts).toEqual([])
    expect((await send('/simulator/settings')).body.hourlyCalls).toBe(1000)
  })

  it('can keep the settings while emptying', async () => {
    await settings({ hourlyCalls: 60 })
    await send('/simulator/reset', 'POST', { keep: ['settings'] })
    expect((await send('/simulator/settings')).body.hourlyCalls).toBe(60)
  })

  it('say that something changed by another revision', async () => {
    const revision = async () => (await send('/simulator/status')).body.revision
    const before = await revision()
    expect(await revision()).toBe(before)
    await upsert('ann@acme.example')
    expect(await revision()).not.toBe(before)
  })

  it('name what can be asked for', async () => {
    const response = await SELF.fetch('https://acme.myfreshworks.com/simulator/nothing')
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('PUT /faults')
  })
})
