import { describe, expect, it } from 'vitest'
import { orderParts } from '../../src/edge/outbox/parts/orderParts.ts'
import {
  PARTS,
  type Person,
  partsOf,
  type Subject,
  unknownRemovals,
} from '../../src/edge/outbox/parts/parts.ts'
import { createPerson } from '../../src/edge/outbox/person/person.ts'
import { createAccount } from '../../src/edge/outbox/person/personCore.ts'

const part = (name: string, ...after: string[]) => ({ name, after })
const names = (parts: readonly { name: string }[]) => parts.map(({ name }) => name)

describe('the order of the parts', () => {
  it('is as they are listed, but for what waits for another', () => {
    const parts = [part('a', 'c'), part('b'), part('c'), { name: 'last', after: 'rest' as const }]
    expect(names(orderParts([...parts.slice(3), ...parts.slice(0, 3)]))).toEqual([
      'c',
      'a',
      'b',
      'last',
    ])
  })

  it.each([
    [[part('a', 'b'), part('b', 'a')], 'a → b → a'],
    [[part('a', 'a')], 'a → a'],
    [[part('a'), part('b', 'c'), part('c', 'd'), part('d', 'b')], 'b → c → d → b'],
  ])('refuses parts that wait for each other', (parts, path) => {
    expect(() => orderParts(parts)).toThrow(`These parts wait for each other: ${path}`)
  })

  it('refuses a part that waits for what is not there', () => {
    expect(() => orderParts([part('a', 'b')])).toThrow('a waits for b: no such part')
    expect(names(orderParts([part('a', 'b')], ['b']))).toEqual(['a'])
  })
})

describe('the parts of a person', () => {
  it('own different fields', () => {
    const owned = PARTS.flatMap(({ owns }) => Object.keys(owns))
    expect(owned).toEqual([...new Set(owned)])
  })

  it('tell of visits when all else is in the CRM', () => {
    expect(names(PARTS).slice(-1)).toEqual(['visits'])
  })

  it('put back what a letter of this version holds, and leave that of a later one', () => {
    expect(unknownRemovals({})).toEqual([])
    expect(unknownRemovals({ activity: {}, task: {} })).toEqual([])
    expect(unknownRemovals({ activity: {}, invoice: {} })).toEqual(['invoice'])
  })

  it('know each kind of call once', () => {
    const kinds = PARTS.flatMap(({ calls }) => Object.keys(calls))
    expect(kinds).toEqual([...new Set(kinds)])
  })
})

describe('what waits, as the operator reads it', () => {
  const at = Date.UTC(2026, 0, 10, 9)
  const stamped = { value: 'x', at }
  const ann = (rest: Partial<Person> = {}): Person => ({
    ...createPerson(at),
    email: 'ann@acme.example',
    ...rest,
  })
  const known = (rest: Partial<Person> = {}) => ann({ contactId: 7, ...rest })
  const visit = {
    id: 'v',
    startedAt: at,
    lastSeenAt: at,
    pages: [{ url: '/', views: 2, at }],
    events: [{ name: 'Tried', at, properties: {} }],
  }
  const deal = { fields: {}, custom: {} }
  const task = { key: 'k', at, event: 'Asked', texts: {}, values: {}, dueInDays: 0, fields: {} }
  const acme = createAccount('Acme', at)

  it.each<[Subject, { [what: string]: string[] }]>([
    [ann(), { contact: ['ann@acme.example'] }],
    [ann({ refused: true }), {}],
    [known(), {}],
    [
      known({
        fields: { city: stamped, zip: { ...stamped, delivered: true } },
        custom: { plan: stamped },
      }),
      { fields: ['city', 'plan'] },
    ],
    [known({ accounts: { Acme: false, Beta: true } }), { company: ['Acme'] }],
    [known({ tags: { vip: false, old: true } }), { tags: ['vip'] }],
    [known({ deals: { Order: deal, Won: { ...deal, id: 3 } } }), { deal: ['Order'] }],
    [known({ activities: [{ key: 'k', at, fields: { title: 'Call' } }] }), { activity: ['Call'] }],
    [known({ activities: [{ key: 'k', at, fields: {} }] }), { activity: [''] }],
    [known({ tasks: [task] }), { task: ['Asked'] }],
    [known({ visits: [visit] }), { visit: ['3 page views and events'] }],
    [known({ visits: [{ ...visit, entry: { id: 1, told: 3 } }] }), {}],
    [known({ tracked: [{ object: 'page' }] }), { events: ['1 for the tracking API'] }],
    [known({ tracked: [] }), {}],
    [
      {
        ...createPerson(at),
        fields: {
          first_name: { ...stamped, value: 'Ann' },
          mobile_number: { ...stamped, value: '7' },
        },
      },
      { 'needs an e-mail address': ['Ann, 7'], fields: ['first_name', 'mobile_number'] },
    ],
    [acme, { company: ['Acme'] }],
    [{ ...acme, refused: true }, {}],
    [{ ...acme, id: 3, fields: { city: stamped } }, { fields: ['city'] }],
  ])('names what it is: %#', (subject, expected) => {
    const told = partsOf(subject).map((part) => part.describe(subject))
    const named = told.flatMap(Object.entries).filter(([, names]) => names.length > 0)
    expect(Object.fromEntries(named)).toEqual(expected)
  })
})
