import { beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/protocol/event.ts'
import { accountId, call, contactId, reset, settings, upsert } from './account.ts'

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
  const END = '2026-01-05T10:30:00Z'
  const create = async (fields: JsonObject = {}) =>
    call('POST', '/sales_activities', {
      sales_activity: {
        title: 'Pricing viewed',
        sales_activity_type_id: WEBSITE,
        start_date: START,
        end_date: END,
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
      conversation_time: '2026-01-05T11:30:00+01:00',
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

  it('needs a type an admin made, and an owner where the account is set so', async () => {
    await settings({ behaviour: { activityOwnerRequired: true } })
    const { body } = await create({ sales_activity_type_id: PHONE })
    expect(body.errors.message).toEqual([
      "Sales owner can't be empty",
      'Invalid sales activity type provided.',
    ])
    await settings({
      behaviour: { activityOwnerRequired: false, builtInActivityTypesRefused: false },
    })
    expect((await create({ sales_activity_type_id: PHONE })).status).toBe(201)
  })

  it('is the last activity of its contact and of the account, which nobody has contacted', async () => {
    const account = await accountId('Acme')
    await upsert('ann@acme.example', { sales_accounts: [{ id: account, is_primary: true }] })
    const { body } = await create()
    const last = {
      last_contacted: null,
      last_contacted_via_sales_activity: '2026-01-05T11:30:00+01:00',
      last_contacted_sales_activity_mode: 'Website',
    }
    const { targetable_id } = body.sales_activity
    expect((await call('GET', `/contacts/${targetable_id}`)).body.contact).toMatchObject(last)
    expect((await call('GET', `/sales_accounts/${account}`)).body.sales_account).toMatchObject(last)
  })

  it('is answered with a word of success when it is deleted', async () => {
    const { body } = await create()
    const gone = await call('DELETE', `/sales_activities/${body.sales_activity.id}`)
    expect(gone.body).toEqual({ success: '200' })
  })

  it.each(['activities', 'activities.json'])(
    'is an entry among all %s of its contact',
    async (path) => {
      const { body } = await create()
      const { id, targetable_id } = body.sales_activity
      await note('Came back', targetable_id)
      const { users, activities, meta } = (await call('GET', `/contacts/${targetable_id}/${path}`))
        .body
      expect(users).toMatchObject([{ display_name: 'Olivia Hart' }])
      expect(meta).toEqual({ has_next: false, has_previous: false })
      expect(activities).toMatchObject([
        { actionable_type: 'Note', action_data: { description: 'Came back' } },
        {
          id: String(id),
          composite_id: expect.any(String),
          actionable_type: 'SalesActivity',
          actionable_id: id,
          targetable_type: 'Contact',
          targetable_id,
          targetable_name: 'ann@acme.example',
          action_data: {
            title: 'Pricing viewed',
            from_date: '2026-01-05T11:00:00+01:00',
            end_date: '2026-01-05T11:30:00+01:00',
          },
        },
      ])
      for (const field of ['title', 'start_date', 'notes'])
        expect(activities[1]).not.toHaveProperty(field)
    },
  )

  it('comes ten to a page unless more are asked for', async () => {
    const id = await contactId('ann@acme.example')
    for (let number = 1; number <= 12; number++) await note(`Visit ${number}`, id)
    const page = async (query: string) =>
      (await call('GET', `/contacts/${id}/activities${query}`)).body
    expect((await page('')).activities).toHaveLength(10)
    expect((await page('')).meta).toEqual({ has_next: true, has_previous: false })
    expect(await page('?page=2')).toMatchObject({
      activities: [{ action_data: { description: 'Visit 2' } }, {}],
      meta: { has_next: false, has_previous: true },
    })
    expect((await page('?limit=50')).activities).toHaveLength(12)
  })
})
