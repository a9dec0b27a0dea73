import { describe, expect, it } from 'vitest'
import type { Env } from '../../src/edge/env.ts'
import { plan } from '../../src/edge/outbox/engine/plan.ts'
import type { PlanContext } from '../../src/edge/outbox/parts/part.ts'
import type { Person } from '../../src/edge/outbox/parts/parts.ts'
import { createPerson } from '../../src/edge/outbox/person/person.ts'
import { parseConfig } from '../../src/edge/settings/config.ts'

const now = Date.UTC(2026, 0, 10, 9)

const config = parseConfig({
  FRESHSALES_DOMAIN: 'acme',
  FRESHSALES_API_KEY: 'key',
  WRITE_KEYS: '{"key":"Site"}',
} as unknown as Env)
if (!config.ok) throw new Error(config.reason)

const context: PlanContext = {
  now,
  config: config.value,
  catalog: {},
  findAccount: () => undefined,
  doOthersWait: () => true,
}

const ann = (rest: Partial<Person> = {}): Person => ({
  ...createPerson(now),
  email: 'ann@acme.example',
  ...rest,
})

const fields = { city: { value: 'Pune', at: now } }
const done = {
  title: 'Demo',
  sales_activity_type_id: 1,
  start_date: '2026-01-10T09:00:00Z',
  end_date: '2026-01-10T09:30:00Z',
}
const ofDeal = { key: 'k', fields: done, target: { type: 'Deal' as const, id: 5 }, at: now }
const kindOf = (person: Person) => {
  const step = plan(person, context)
  return step?.do === 'call' ? step.purpose.kind : step?.do
}

describe('the next step of a person', () => {
  it('is the contact, before what hangs on it', () => {
    expect(kindOf(ann({ fields, tags: { vip: false }, activities: [ofDeal] }))).toBe('contact')
  })

  it.each([
    ['held back', ann({ fields, held: true })],
    ['refused', ann({ fields, refused: true })],
    [
      'without an address',
      { ...createPerson(now), fields, tracked: [{ object: 'page' as const }] },
    ],
  ])('is nothing of one who is %s', (_, person) => {
    expect(kindOf(person)).toBeUndefined()
  })

  it('is no more than what names its own record, of one who is held back', () => {
    const held = ann({ fields, held: true, activities: [ofDeal] })
    expect(kindOf(held)).toBe('activity')
    expect(kindOf({ ...held, activities: [] })).toBeUndefined()
  })

  it('goes on with what is worth less once the contact is there', () => {
    const deals = { Pro: { looked: true, fields: {}, custom: {} } } as const
    const known = ann({ contactId: 7, existed: false })
    expect(kindOf({ ...known, deals, activities: [ofDeal] })).toBe('deal')
    expect(kindOf({ ...known, activities: [ofDeal] })).toBe('activity')
    expect(kindOf(known)).toBeUndefined()
  })

  it('reads what the arrays hold before it adds to them', () => {
    const known = ann({ contactId: 7, tags: { vip: false } })
    expect(kindOf(known)).toBe('read')
    const read = { accounts: [], tags: ['old'], at: now }
    expect(plan({ ...known, read }, context)).toMatchObject({
      purpose: { kind: 'contact', tags: ['vip'] },
      call: { body: { contact: { tags: ['old', 'vip'] } } },
    })
  })
})
