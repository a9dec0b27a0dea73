import { beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/protocol/event.ts'
import { call, contactId, reset, settings } from './account.ts'

beforeEach(reset)

const WEBSITE = 70000000709
const PHONE = 70000000702

async function note(description: string, target: number) {
  return call('POST', '/notes', {
    note: { description, targetable_type: 'Contact', targetable_id: target },
  })
}

describe('a note', () => {
  it('is written, changed, listed newest first and deleted', async () => {
    const id = await contactId('ann@acme.example')
    const first = await note('Looked at pricing', id)
    await note('Came back', id)
    expect(first.status).toBe(200)
    expect(first.body.note.targetables).toEqual([{ id, type: 'Contact' }])
    const changed = await call('PUT', `/notes/${first.body.note.id}`, {
      note: { description: 'Looked twice' },
    })
    expect(changed.body.note.description).toBe('Looked twice')
    const listed = await call('GET', `/contacts/${id}/notes`)
    expect(listed.body.notes.map((one: JsonObject) => one['description'])).toEqual([
      'Came back',
      'Looked twice',
    ])
    expect((await call('DELETE', `/notes/${first.body.note.id}`)).body).toEqual({ success: '200' })
    expect((await call('GET', `/contacts/${id}/notes`)).body.notes).toHaveLength(1)
  })

  it('shows as the recent note of its contact', async () => {
    const id = await contactId('ann@acme.example')
    await note('Older', id)
    const newest = await note('Newest', id)
    expect((await call('GET', `/contacts/${id}`)).body.contact.recent_note).toBe('Newest')
    await call('DELETE', `/notes/${newest.body.note.id}`)
    expect((await call('GET', `/contacts/${id}`)).body.contact.recent_note).toBe('Older')
  })

  it('is refused when it says nothing or hangs on nobody', async () => {
    const id = await contactId('ann@acme.example')
    expect((await note('  ', id)).body.errors.message).toEqual(["Description can't be empty"])
    expect((await note('Hello', 7)).status).toBe(400)
    expect((await call('PUT', '/notes/7', { note: { description: 'x' } })).status).toBe(404)
  })
})

describe('a sales activity', () => {
  const START = '2026-01-05T10:00:00Z'
  const create = async (fields: JsonObject = {}) =>
    call('POST', '/sales_activities', {
      sales_activity: {
        title: 'Pricing viewed',
        sales_activity_type_id: WEBSITE,
        start_date: START,
        end_date: START,
        targetable_type: 'Contact',
        targetable_id: await contactId('ann@acme.example'),
        notes: 'plan: pro',
        ...fields,
      },
    })

  it('is created on a contact, in the time of the account, and changed', async () => {
    const { status, body } = await create({ owner_id: 70000000601 })
    expect(status).toBe(201)
    expect(body.sales_activity).toMatchObject({
      title: 'Pricing viewed',
      start_date: '2026-01-05T11:00:00+01:00',
      status: false,
      owner_id: 70000000601,
      targetable_type: 'Contact',
    })
    const changed = await call('PUT', `/sales_activities/${body.sales_activity.id}`, {
      sales_activity: { title: 'Pricing viewed twice' },
    })
    expect(changed.body.sales_activity).toMatchObject({
      title: 'Pricing viewed twice',
      notes: 'plan: pro',
    })
    const listed = await call('GET', `/contacts/${body.sales_activity.targetable_id}/activities`)
    expect(listed.body.activities).toHaveLength(1)
    const feed = await call('GET', `/contacts/${body.sales_activity.targetable_id}/timeline_feeds`)
    expect(feed.body).toMatchObject({
      timeline_feeds: [{ title: 'Pricing viewed twice' }],
      meta: { has_next: false },
    })
  })

  it.each([
    [{ title: null }, "Title can't be empty"],
    [{ start_date: 'soon' }, "Start date can't be empty"],
    [{ end_date: null }, "End date can't be empty"],
    [{ sales_activity_type_id: 'Website' }, 'Invalid sales activity type provided.'],
    [{ targetable_id: 7 }, "Targetable doesn't exist"],
    [{ targetable_type: 'Person' }, "Targetable doesn't exist"],
  ])('is refused: %j', async (fields, message) => {
    const { status, body } = await create(fields)
    expect(status).toBe(400)
    expect(body.errors.message).toContain(message)
  })

  it('can be set to need an owner and a type an admin made', async () => {
    await settings({
      behaviour: { activityOwnerRequired: true, builtInActivityTypesRefused: true },
    })
    const { body } = await create({ sales_activity_type_id: PHONE })
    expect(body.errors.message).toEqual([
      "Sales owner can't be empty",
      'Invalid sales activity type provided.',
    ])
  })
})

describe('tasks, meetings and calls', () => {
  it('are created with 201, a task also without its wrapper', async () => {
    const task = { title: 'Call Ann', due_date: '2026-01-06T10:00:00Z' }
    expect((await call('POST', '/tasks', { task })).status).toBe(201)
    expect((await call('POST', '/tasks', task)).status).toBe(201)
    expect((await call('POST', '/tasks', { task: {} })).body.errors.message).toEqual([
      "Title can't be blank",
      "Due date can't be blank",
    ])
    expect((await call('POST', '/phone_calls', { call_direction: 'outgoing' })).status).toBe(400)
    expect(
      (await call('POST', '/phone_calls', { phone_call: { call_direction: 'outgoing' } })).status,
    ).toBe(201)
  })

  it('take time zones by their Rails names', async () => {
    const appointment = {
      title: 'Demo',
      from_date: '2026-01-06T10:00:00Z',
      end_date: '2026-01-06T11:00:00Z',
    }
    const send = (time_zone: string) =>
      call('POST', '/appointments', { appointment: { ...appointment, time_zone } })
    expect((await send('Chennai')).status).toBe(201)
    expect((await send('Europe/Rome')).body.errors.message).toEqual(['Not a supported time zone'])
  })
})
