import { describe, expect, it } from 'vitest'
import { putBack, refuse } from '../../src/edge/outbox/engine/settle.ts'
import { callKindOf, type Person } from '../../src/edge/outbox/parts/parts.ts'
import { createPerson } from '../../src/edge/outbox/person/person.ts'

const at = Date.UTC(2026, 0, 10, 9)
const visit = {
  id: 'v',
  startedAt: at,
  lastSeenAt: at,
  pages: [{ url: '/', views: 3, at }],
  events: [],
}
const told = { ...visit, entry: { id: 9, told: 1, is: 'note' as const } }
const change = { kind: 'entry', visit: 'v', told: 3 }

const ann = (rest: Partial<Person>): Person => ({ ...createPerson(at), ...rest })

describe('an entry that is there and does not take a change', () => {
  it.each([400, 403, 422, 500])('is not written a second time after %i', (status) => {
    const person = ann({ visits: [{ ...told }] })
    const refusal = { now: at, status, messages: [], doubtAccounts: () => [] }
    expect(callKindOf(change)?.letGo?.(person, change, refusal)).toBe(false)
    refuse(person, change)
    expect(person.visits).toMatchObject([{ entry: { id: 9, told: 3 } }])
  })

  it('is told the rest when the operator sends it again', () => {
    const person = ann({ visits: [{ ...told }] })
    putBack(person, change, refuse(person, change) ?? {})
    expect(person.visits).toEqual([told])
  })

  it('is written anew where somebody deleted it', () => {
    const person = ann({ visits: [{ ...told }] })
    const refusal = { now: at, status: 404, messages: [], doubtAccounts: () => [] }
    expect(callKindOf(change)?.letGo?.(person, change, refusal)).toBe(true)
    expect(person.visits).toEqual([visit])
  })
})

describe('what may be there and cannot be looked for', () => {
  const key = { key: 'k', at, event: 'e', texts: {}, values: {}, dueInDays: 1, fields: {} }
  it.each<[string, { kind: string; [field: string]: string }, string, Partial<Person>]>([
    ['a task', { kind: 'findTask', key: 'k', title: '', due: '' }, 'task:k', { tasks: [key] }],
    ['an activity', { kind: 'findActivity', key: 'k' }, 'activity:k', { activities: [key] }],
    [
      'an entry',
      { kind: 'findEntry', visit: 'v', doubtKey: 'entry:v' },
      'entry:v',
      { visits: [visit] },
    ],
    [
      'a deal',
      { kind: 'findDeals', name: 'Order' },
      'deal:Order',
      { deals: { Order: { fields: {}, custom: {}, looked: true } } },
    ],
  ])(
    'leaves %s in doubt among the dead letters, and looks again from there',
    (_, purpose, doubt, has) => {
      const person = ann({ ...has, unsure: [doubt] })
      const before = structuredClone(person)
      const removed = refuse(person, purpose)
      expect(Object.keys(removed ?? {})).toHaveLength(1)
      expect(person).not.toEqual(before)
      expect(person.unsure).toEqual([doubt])
      putBack(person, purpose, removed ?? {})
      expect(person).toEqual(before)
    },
  )
})
