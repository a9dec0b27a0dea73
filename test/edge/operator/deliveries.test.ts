import { describe, expect, it } from 'vitest'
import { drain, person, records, send, sendFromPage, setFaults, useCleanEdge } from '../harness.ts'
import { findOne, operator, refusal } from './console.ts'

useCleanEdge()

describe('recent deliveries', () => {
  it('show what was sent, what came back and to whom', async () => {
    await send(person(1))
    await drain()
    const [delivery] = await operator.deliveries()
    expect(delivery).toMatchObject({
      who: 'person1@acme.example',
      outcome: 'delivered',
      purpose: 'contact',
      status: 201,
      call: { method: 'POST', path: '/contacts/upsert' },
      answer: { contact: { first_name: 'P1' } },
      problems: [],
    })
    expect(JSON.stringify(delivery?.call?.body)).toContain('person1@acme.example')
  })

  it('name the fields that were cut, and the ones Freshsales dropped without a word', async () => {
    await send(person(1, { city: 'x'.repeat(300), cfPlan: 'Platinum' }))
    await drain()
    const [repaired] = await operator.deliveries('?outcome=repaired')
    const reasons = Object.fromEntries(
      (repaired?.problems ?? []).map(({ field, reason }) => [field, reason]),
    )
    expect(reasons['city']).toContain('cut to 255 characters')
    expect(reasons['cf_plan']).toBeDefined()
  })

  it('say what Freshsales said when it refused', async () => {
    await setFaults({ rules: [refusal('No such luck', { path: 'contacts/upsert' })] })
    await send(person(1))
    await drain()
    expect(await operator.deliveries('?outcome=refused')).toMatchObject([
      { status: 400, messages: ['No such luck'] },
    ])
  })

  it('come a page at a time, newest first, and only the new ones when asked so', async () => {
    await send(...Array.from({ length: 60 }, (_, i) => person(i)))
    await drain()
    const first = await operator.deliveries()
    const second = await operator.deliveries(`?before=${first.at(-1)?.id}`)
    expect(first).toHaveLength(50)
    expect(second).toHaveLength(10)
    expect(new Set([...first, ...second].map(({ who }) => who)).size).toBe(60)
    expect(await operator.deliveries(`?after=${first[0]?.id}`)).toEqual([])
    await send(person(99))
    await drain()
    expect(await operator.deliveries(`?after=${first[0]?.id}`)).toMatchObject([
      { who: 'person99@acme.example' },
    ])
  })
})

describe('people who wait', () => {
  it('are shown with what they wait with, since when, and what Freshsales said', async () => {
    await setFaults({ rules: [{ match: { body: 'person1@' }, answer: { status: 500 } }] })
    await send(person(1, { city: 'Rome' }))
    await drain()
    const { now } = await operator.overview()
    const [waiting] = (await operator.waiting()).subjects
    expect(waiting).toMatchObject({ who: 'person1@acme.example', attempts: 1, waitingSince: now })
    expect(waiting?.retryAt).toBeGreaterThan(now)
    expect(waiting?.lastMessage).toContain('Freshsales')
    const waits = Object.fromEntries(
      (waiting?.waiting ?? []).map((item) => [item.what, item.detail]),
    )
    expect(waits['contact']).toBe('person1@acme.example')
    expect(waits['fields']).toContain('city')
  })

  it('come in the order in which they will be served: new contacts first', async () => {
    await send(person(1))
    await drain()
    await operator.pause()
    await send(person(1, { city: 'Rome' }))
    await send(person(2))
    await drain()
    const { subjects } = await operator.waiting()
    expect(subjects.map(({ who }) => who)).toEqual(['person2@acme.example', 'person1@acme.example'])
  })

  it('wait for nothing once everything is in the CRM', async () => {
    await send(person(1))
    await drain()
    expect(await operator.waiting()).toEqual({ subjects: [], held: [] })
  })
})

describe('a sign-up that is held back', () => {
  const trap = { type: 'identify', traits: { email: 'bot@acme.example', honeypot: 'x' } }

  it('waits for the operator and is delivered once released', async () => {
    await sendFromPage({ ...trap, anonymousId: 'a-9' })
    await drain()
    const [held] = (await operator.waiting()).held
    expect(held).toMatchObject({ who: 'bot@acme.example', isHeld: true, flags: ['honeypot'] })
    expect((await operator.overview()).backlog.held.count).toBe(1)
    expect((await records()).contacts).toEqual([])
    expect(await operator.release(held?.id ?? 0)).toEqual({ released: true })
    await drain()
    expect((await records()).contacts).toHaveLength(1)
    expect((await operator.waiting()).held).toEqual([])
    expect(await operator.release(held?.id ?? 0)).toEqual({ released: false })
  })
})

describe('search', () => {
  it('finds people by a part of an address or by userId, whatever the case', async () => {
    await send(person(1), person(12), person(2))
    await drain()
    const found = async (text: string) => (await operator.find(text)).map(({ who }) => who).sort()
    expect(await found('PERSON1')).toEqual(['person12@acme.example', 'person1@acme.example'])
    expect(await found(' person2@acme.example ')).toEqual(['person2@acme.example'])
    expect(await found('u-12')).toEqual(['person12@acme.example'])
    expect(await found('%')).toEqual([])
  })

  it('shows everything about one person', async () => {
    await send(person(1, { city: 'Rome' }), {
      type: 'page',
      userId: 'u-1',
      properties: { url: 'https://www.acme.example/pricing', title: 'Pricing' },
      context: { consent: { analytics: true, marketing: true, via: 'Cookiebot', model: 'opt-in' } },
    })
    await drain()
    const { id } = await findOne('person1')
    const person1 = await operator.person(id)
    expect(person1?.fields).toContainEqual(
      expect.objectContaining({ name: 'city', value: 'Rome', isDelivered: true }),
    )
    expect(person1?.keys).toContain('u:u-1')
    expect(person1?.visits).toMatchObject([{ pages: 1 }])
    expect(person1?.consent).toMatchObject({ marketing: true, via: 'Cookiebot', model: 'opt-in' })
    expect(person1?.deliveries).toHaveLength(1)
    expect(person1?.pseudonym).toMatch(/^[0-9a-f]{16}$/)
    expect(await operator.person(999)).toBeNull()
  })
})
