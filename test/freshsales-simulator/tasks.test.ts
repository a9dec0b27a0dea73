import { beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/protocol/event.ts'
import { call, contactId, reset, settings } from './account.ts'

beforeEach(reset)

describe('tasks, meetings and calls', () => {
  it('are created with 201, in their wrapper or flat', async () => {
    const task = { title: 'Call Ann', due_date: '2026-01-06T10:00:00Z' }
    expect((await call('POST', '/tasks', { task })).status).toBe(201)
    expect((await call('POST', '/tasks', task)).status).toBe(201)
    await settings({ behaviour: { taskWrapperRequired: true } })
    expect((await call('POST', '/tasks', task)).status).toBe(400)
    expect((await call('POST', '/tasks', { task: {} })).body.errors.message).toEqual([
      "Title can't be blank",
      "Due date can't be blank",
    ])
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

  it.each([
    ['open', ['Late', 'Today', 'Tomorrow']],
    ['due_today', ['Today']],
    ['due_tomorrow', ['Tomorrow']],
    ['overdue', ['Late']],
    ['completed', ['Done']],
  ])('are listed by the filter %s', async (filter, titles) => {
    await settings({ now: '2026-01-06T10:00:00Z' })
    for (const [title, due_date, status] of [
      ['Late', '2026-01-05T10:00:00Z', 0],
      ['Today', '2026-01-06T20:00:00Z', 0],
      ['Tomorrow', '2026-01-07T09:00:00Z', 0],
      ['Done', '2026-01-06T20:00:00Z', 1],
    ])
      await call('POST', '/tasks', { title, due_date, status } as JsonObject)
    const { body } = await call('GET', `/tasks?filter=${filter}`)
    expect(body.tasks.map(({ title }: { title: string }) => title).toSorted()).toEqual(titles)
    expect((await call('GET', '/tasks?filter=urgent')).status).toBe(400)
  })

  it('of an appointment come with what hangs on it beside it', async () => {
    const id = await contactId('ann@acme.example')
    const sent = {
      title: 'Demo',
      from_date: '2026-01-06T10:00:00Z',
      end_date: '2026-01-06T11:00:00Z',
      targetable_type: 'Contact',
      targetable_id: id,
    }
    const { body } = await call('POST', '/appointments', sent)
    expect(body).toMatchObject({
      notes: [],
      conferences: [],
      appointment_attendees: [],
      appointment: {
        title: 'Demo',
        provider: 'freshsales',
        targetables: [{ id, type: 'Contact' }],
      },
    })
    const list = async (filter: string) =>
      (await call('GET', `/appointments?filter=${filter}`)).body.appointments
    await settings({ now: '2026-01-06T09:00:00Z' })
    expect([(await list('upcoming')).length, (await list('past')).length]).toEqual([1, 0])
    await settings({ now: '2026-01-06T12:00:00Z' })
    expect([(await list('upcoming')).length, (await list('past')).length]).toEqual([0, 1])
    const gone = await call('DELETE', `/appointments/${body.appointment.id}`)
    expect(gone.body).toEqual({ success: '200' })
  })
})
