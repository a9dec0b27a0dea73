import { describe, expect, it, vi } from 'vitest'
import {
  calls,
  drain,
  pass,
  person,
  records,
  rows,
  send,
  setAccount,
  setFaults,
  useCleanEdge,
} from '../harness.ts'
import { lenient } from '../lenient.ts'
import { findOne, knock, operator } from '../operator/console.ts'

useCleanEdge()
vi.setConfig({ testTimeout: 20_000 })

const SECOND = 1_000
const MINUTE = 60 * SECOND

const health = async () =>
  (await (await knock('/health')).json()) as { ok: boolean; degraded: string[] }

const order = (number: number) => ({
  type: 'identify',
  userId: `u-${number}`,
  traits: { deal: { name: `A-${number}`, amount: 10 } },
})
const note = (number: number) => ({
  type: 'page',
  userId: `u-${number}`,
  properties: { url: 'https://www.acme.example/pricing' },
})

const forbid = (...forbidden: string[]) => setAccount({ ...lenient.dealsWithoutAccount, forbidden })

describe('a right that the user of the key lacks', () => {
  it.each([
    ['deals', 'POST /deals', 'create deals'],
    ['notes', 'POST /notes', 'create notes'],
    ['accounts', 'POST /sales_accounts', 'create accounts'],
  ])("to make %s delays no lead, and is told in Freshsales' words", async (_, call, right) => {
    await forbid(call)
    await send(person(1, { company: 'Acme' }), order(1), note(1))
    await pass(8 * SECOND)
    for (let number = 2; number < 6; number++) {
      await send(person(number, { company: `Acme ${number}` }), order(number), note(number))
      await pass(2 * SECOND)
      expect((await records()).contacts).toHaveLength(number)
    }
    const { ok, degraded } = await health()
    expect(ok).toBe(false)
    expect(degraded.join()).toMatch(new RegExp(`does not let this user ${right}: \\w+`))
    expect(degraded.join()).not.toMatch(/API key/i)
  })

  it('is asked for now and then with one call, and what waited goes out once it is there', async () => {
    await forbid('POST /deals')
    const people = Array.from({ length: 8 }, (_, number) => number)
    await send(...people.flatMap((number) => [person(number), order(number)]))
    await pass(MINUTE)
    const asked = async () => (await calls()).filter((call) => call === 'POST /deals').length
    const first = await asked()
    expect(first).toBeLessThanOrEqual(3)
    await pass(20 * MINUTE)
    expect((await asked()) - first).toBeLessThanOrEqual(5)
    expect(await rows('SELECT * FROM dead_letter')).toEqual([])
    await forbid()
    await pass(15 * MINUTE)
    expect((await records()).deals).toHaveLength(8)
    expect(await health()).toMatchObject({ ok: true, degraded: [] })
  })

  it('to make contacts holds the leads, and they arrive once it is there', async () => {
    await forbid('POST /contacts')
    await send(...Array.from({ length: 6 }, (_, number) => person(number)))
    await pass(8 * MINUTE)
    expect((await health()).degraded.join()).toMatch(/create contacts.*New leads wait/)
    expect(await rows('SELECT * FROM dead_letter')).toEqual([])
    await forbid()
    await pass(5 * MINUTE)
    expect((await records()).contacts).toHaveLength(6)
  })
})

it('one person alone asks for a missing right seldom, and is not told of once nothing waits for it', async () => {
  await forbid('POST /deals')
  await send(person(1), order(1))
  await pass(30 * MINUTE)
  expect((await health()).degraded.join()).toContain('create deals')
  expect((await calls()).filter((call) => call === 'POST /deals').length).toBeLessThanOrEqual(9)
  await operator.forget((await findOne('person1@')).id)
  await pass(3 * 60 * MINUTE)
  expect(await health()).toMatchObject({ ok: true })
})

describe('a record that Freshsales does not allow while it allows others', () => {
  const refused = (match: object) =>
    setFaults({
      rules: [
        {
          match,
          answer: {
            status: 403,
            body: { errors: { code: 403, message: ['You are not authorized to do this.'] } },
          },
        },
      ],
    })

  it.each([
    ['a contact', { method: 'POST', path: '/contacts/upsert', body: 'person0@' }],
    ['a deal', { method: 'POST', path: '/deals', body: 'A-0' }],
  ])('%s: is set aside with its words, and nobody waits', async (_, match) => {
    await setAccount(lenient.dealsWithoutAccount)
    await refused(match)
    const people = Array.from({ length: 6 }, (_, number) => number)
    await send(...people.flatMap((number) => [person(number), order(number)]))
    await drain()
    expect((await records()).contacts.length).toBeGreaterThanOrEqual(5)
    await pass(5 * MINUTE)
    const letters = await rows<{ reason: string }>('SELECT reason FROM dead_letter')
    expect(letters).toEqual([{ reason: 'You are not authorized to do this.' }])
  })
})

describe('an address at which nothing is found', () => {
  const nothing = { rules: [{ answer: { status: 404 } }] }

  it('makes leads wait, tells what to check, and loses none once it is right', async () => {
    await setFaults(nothing)
    await send(
      ...Array.from({ length: 5 }, (_, number) => person(number, { owner: 'Olivia Owens' })),
    )
    await pass(6 * MINUTE)
    expect(await rows('SELECT * FROM dead_letter')).toEqual([])
    expect((await health()).degraded.join()).toContain('FRESHSALES_DOMAIN')
    await setFaults({ rules: [] })
    await pass(5 * MINUTE)
    expect((await records()).contacts).toHaveLength(5)
    expect(await health()).toMatchObject({ ok: true })
  })
})

it('tells of a new contact that Freshsales refused until it is sent again', async () => {
  await setFaults({
    rules: [
      { match: { path: 'upsert' }, answer: { status: 400, body: { errors: { message: ['No'] } } } },
    ],
  })
  await send(person(1))
  await drain()
  const { ok, degraded } = await health()
  expect(ok).toBe(false)
  expect(degraded.join()).toMatch(/refused a lead.*replay/)
})
