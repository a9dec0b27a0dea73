import { describe, expect, test } from 'vitest'
import { readDeals, readEmails, readFound, readNotes } from '../../src/freshsales/api/readFound.ts'
import { readId } from '../../src/freshsales/api/readId.ts'
import { readTimeline } from '../../src/freshsales/api/readTimeline.ts'
import type { JsonObject } from '../../src/protocol/event.ts'

const answer = (body: JsonObject) => ({ status: 200, body })

describe('an answer', () => {
  test.each(['contact', 'lead', 'sales_account', 'deal', 'sales_activity', 'note'])(
    'tells the id of a %s',
    (key) => {
      expect(readId(answer({ [key]: { id: 5 } }))).toBe(5)
      expect(readId(answer({ [key]: { id: '5' } }))).toBe(5)
    },
  )

  test('tells the id of the record that is asked for, where it holds several', () => {
    const both = answer({ contact: { id: 5 }, deal: { id: 6 } })
    expect(readId(both, 'deal')).toBe(6)
    expect(readId(both, 'note', 'sales_activity')).toBeUndefined()
  })

  test.each([{}, { contact: null }, { contact: { id: 'x' } }, { contact: { id: 0 } }])(
    'tells no id that is none: %j',
    (body) => {
      expect(readId(answer(body))).toBeUndefined()
    },
  )

  test('tells the records that were found, wherever they stand', () => {
    const record = { id: '7', name: 'Pro' }
    const found = [{ id: 7, record }]
    expect(readFound(answer({ contacts: { contacts: [record, null] } }), 'contacts')).toEqual(found)
    expect(readDeals(answer({ deals: [record] }))).toEqual(found)
    expect(readDeals(answer({ contact: { deals: [record] } }))).toEqual(found)
    expect(readNotes(answer({ notes: [record] }))).toEqual(found)
    expect(readNotes(answer({ notes: 'none' }))).toEqual([])
    const emails = [{ value: 'a@b.co', is_primary: true }]
    expect(readEmails(answer({ contact: { emails } }))).toEqual(emails)
  })

  test('tells the sales activities of a timeline by their own ids', () => {
    const activities = [
      {
        id: '990001',
        composite_id: '990001_1',
        action_type: 'SALES_ACTIVITY_CREATE',
        action_data: { title: 'Demo', from_date: '2026-01-05T10:00:00Z', description: 'Pro' },
        actionable_type: 'SalesActivity',
        actionable_id: '81',
      },
      {
        id: '990002',
        action_data: { title: 'Call back' },
        actionable_type: 'Task',
        actionable_id: 3,
      },
      { id: '990003', action_data: {}, actionable_type: 'SalesActivity', actionable_id: '82' },
    ]
    expect(readTimeline(answer({ activities }))).toEqual([
      { id: 81, title: 'Demo', startDate: '2026-01-05T10:00:00Z', notes: 'Pro' },
    ])
  })

  test('tells those of an account that lists the activities themselves', () => {
    const activities = [{ id: 81, title: 'Demo', start_date: '2026-01-05T10:00:00Z', notes: null }]
    expect(readTimeline(answer({ activities }))).toEqual([
      { id: 81, title: 'Demo', startDate: '2026-01-05T10:00:00Z' },
    ])
    expect(readTimeline(undefined)).toEqual([])
  })
})
