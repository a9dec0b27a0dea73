import { describe, expect, it } from 'vitest'
import type { Person } from '../../src/edge/outbox/parts/parts.ts'
import { choose, type Identity } from '../../src/edge/outbox/person/identity.ts'
import { createPerson, mergePeople, revive } from '../../src/edge/outbox/person/person.ts'

const now = Date.UTC(2026, 0, 10, 9)

const someone = (rest: Partial<Person> = {}): Person => ({ ...createPerson(now), ...rest })

const identity = (rest: Partial<Identity>): Identity => ({
  introduces: true,
  provenance: 'page',
  ...rest,
})

const email = 'ann@acme.example'
const userId = 'u-1'
const anonymousId = 'a-1'

describe('who an event is about', () => {
  it('goes by the address before the userId before the anonymousId', () => {
    const [byEmail, byUser, byAnonymous] = [someone({ email }), someone({ userId }), someone()]
    const all = { byEmail, byUser, byAnonymous }
    expect(choose(all, identity({ email, userId, anonymousId }))).toBe(byEmail)
    expect(choose(all, identity({ userId, anonymousId }))).toBe(byUser)
    expect(choose(all, identity({ anonymousId }))).toBe(byUser)
    expect(choose({ byAnonymous }, identity({ anonymousId }))).toBe(byAnonymous)
  })

  it('is somebody new where nobody is known', () => {
    expect(choose({}, identity({ email }))).toBeUndefined()
  })

  it('is not who used the browser before under another userId or address', () => {
    const byAnonymous = someone({ userId: 'u-2' })
    expect(choose({ byAnonymous }, identity({ userId, anonymousId }))).toBeUndefined()
    const other = someone({ email: 'bob@acme.example' })
    expect(choose({ byAnonymous: other }, identity({ email, anonymousId }))).toBeUndefined()
  })

  it('is the user whose address nobody knew', () => {
    const byUser = someone({ userId })
    expect(choose({ byUser }, identity({ email, userId, introduces: false }))).toBe(byUser)
  })

  it('is the user with a new address only for an identify that is vouched for as well as the id', () => {
    const old = 'old@acme.example'
    const byUser = someone({ userId, email: old, ranks: { [`u:${userId}`]: 'server' } })
    const moved = identity({ email, userId, provenance: 'server' })
    expect(choose({ byUser }, moved)).toBe(byUser)
    expect(choose({ byUser }, { ...moved, introduces: false })).toBeUndefined()
    expect(choose({ byUser }, { ...moved, provenance: 'page' })).toBeUndefined()
    const byPage = someone({ userId, email: old, ranks: { [`u:${userId}`]: 'page' } })
    expect(choose({ byUser: byPage }, moved)).toBeUndefined()
    const ofServer = {
      ...byUser,
      ranks: { [`u:${userId}`]: 'server', [`e:${old}`]: 'server' },
    } as const
    expect(choose({ byUser: ofServer }, { ...moved, provenance: 'signed' })).toBeUndefined()
  })

  it('takes who is in the CRM in a row of before for a server’s', () => {
    const byUser = someone({ userId, email: 'old@acme.example', contactId: 7 })
    expect(choose({ byUser }, identity({ email, userId, provenance: 'server' }))).toBe(byUser)
    const { contactId: _, ...waiting } = byUser
    expect(choose({ byUser: waiting }, identity({ email, userId, provenance: 'server' }))).toBe(
      undefined,
    )
  })
})

describe('two people who turn out to be one', () => {
  it('keep what only a later version understands', () => {
    const into = someone({ email })
    mergePeople(into, Object.assign(someone({ userId }), { invoices: [{ no: 5 }], contactId: 9 }))
    expect(into).toMatchObject({ invoices: [{ no: 5 }] })
    expect(into.contactId).toBeUndefined()
  })

  it('prefer their own where both have it', () => {
    const into = Object.assign(someone({ email }), { invoices: 'ours' })
    mergePeople(into, Object.assign(someone(), { invoices: 'theirs' }))
    expect(into).toMatchObject({ invoices: 'ours' })
  })

  it('keep unknown parts of a deal that both have', () => {
    const deal = { fields: {}, custom: {} }
    const into = someone({ deals: { Pro: { ...deal } } })
    mergePeople(into, someone({ deals: { Pro: Object.assign({ ...deal }, { products: [1] }) } }))
    expect(into.deals['Pro']).toMatchObject({ products: [1] })
  })
})

describe('a row of an earlier version', () => {
  it('gets what it lacks, and keeps what is not known here', () => {
    const { tasks: _, ...older } = someone({ email })
    const person = revive(JSON.parse(JSON.stringify({ ...older, later: true })))
    expect(person).toMatchObject({ tasks: [], email, later: true })
  })

  it('takes names such as __proto__ for names', () => {
    const person = revive(
      JSON.parse(`{"kind":"person","tags":{"__proto__":false,"constructor":true}}`),
    )
    expect(person.kind === 'person' && Object.keys(person.tags)).toEqual([
      '__proto__',
      'constructor',
    ])
  })
})
