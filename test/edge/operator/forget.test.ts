import { describe, expect, it } from 'vitest'
import { calls, drain, pass, records, rows, send, setFaults, useCleanEdge } from '../harness.ts'
import { findOne, operator, refusal } from './console.ts'

useCleanEdge()

const ANN = 'ann@acme.example'
const ann = {
  type: 'identify',
  userId: 'user-ann',
  anonymousId: 'browser-ann',
  traits: { email: ANN, firstName: 'Annabel' },
}
/** Her address ends like Ann's. */
const joann = { type: 'identify', userId: 'user-jo', traits: { email: `jo${ANN}` } }

/** All that the outbox holds, as one text. */
async function everything(): Promise<string> {
  const tables = [
    'inbox',
    'provisional',
    'subject',
    'identity',
    'delivery',
    'dead_letter',
    'state',
    'list',
  ]
  return JSON.stringify(await Promise.all(tables.map((table) => rows(`SELECT * FROM ${table}`))))
}

const withoutJoann = (text: string) => text.toLowerCase().replaceAll(`jo${ANN}`, '')

describe('a person who asks to be forgotten', () => {
  it('is gone from every row: deliveries, dead letters, people and requests not read yet', async () => {
    await setFaults({ rules: [refusal(`${ANN} is odd`, { path: '/notes' })] })
    await send(ann, joann, {
      type: 'page',
      userId: 'user-ann',
      properties: { url: 'https://www.acme.example/' },
    })
    await pass(3_600_000)
    expect((await operator.deadLetters()).total.count).toBe(1)
    const { id } = await findOne(ANN)
    await operator.pause()
    await send({ type: 'track', anonymousId: 'browser-ann', event: 'Came Back' }, joann)
    await send({ ...ann, userId: undefined, traits: { email: ANN.toUpperCase() } })

    const report = await operator.forget(id)
    expect(report).toMatchObject({ forgotten: true, freshsales: 'notAsked' })
    const left = withoutJoann(await everything())
    for (const trace of [ANN, 'user-ann', 'browser-ann', 'annabel'])
      expect(left).not.toContain(trace)
  })

  it('takes nobody along whose address ends or begins alike, nor the others of a request', async () => {
    const annOrg = { type: 'identify', userId: 'user-org', traits: { email: `${ANN}.org` } }
    await setFaults({ rules: [refusal('No such luck', { path: 'contacts/upsert' })] })
    await send(ann, joann, annOrg)
    await drain()
    const { id } = await findOne('user-ann')
    await operator.pause()
    await send({ ...joann, traits: { ...joann.traits, city: 'Rome' } }, ann)
    await operator.forget(id)
    expect((await operator.deadLetters()).letters.map(({ who }) => who).sort()).toEqual([
      `${ANN}.org`,
      `jo${ANN}`,
    ])
    await setFaults({ rules: [] })
    await operator.replay({ all: true })
    await operator.resume()
    await drain()
    expect((await records()).contacts.map(({ email }) => email).sort()).toEqual([
      `${ANN}.org`,
      `jo${ANN}`,
    ])
  })

  it('still has a record in Freshsales, and its number is told', async () => {
    await send(ann)
    await drain()
    const { id, contactId } = await findOne(ANN)
    expect(await operator.forget(id)).toMatchObject({ forgotten: true, contactId })
    expect((await records()).contacts).toHaveLength(1)
  })

  it('is erased in Freshsales as well when that is asked for', async () => {
    await send(ann, joann)
    await drain()
    const { id, contactId } = await findOne(ANN)
    expect(await operator.forget(id, true)).toMatchObject({
      forgotten: true,
      freshsales: 'forgotten',
    })
    expect(await calls()).toContain(`DELETE /contacts/${contactId}/forget`)
    expect((await records()).contacts.map(({ email }) => email)).toEqual([`jo${ANN}`])
    expect((await operator.overview()).quota.hour.used).toBe(3)
  })

  it('is looked for in Freshsales when no call has told the number yet', async () => {
    await send(ann)
    await drain()
    await operator.forget((await findOne(ANN)).id)
    await operator.pause()
    await send({ ...ann, messageId: 'again' })
    await drain()
    const { id } = await findOne(ANN)
    expect(await operator.forget(id, true)).toMatchObject({ freshsales: 'forgotten' })
    expect((await records()).contacts).toEqual([])
  })

  it('stays until Freshsales has done it, so that nothing is left half done', async () => {
    await send(ann)
    await drain()
    await setFaults({ rules: [{ match: { path: '/forget' }, answer: { status: 500 } }] })
    const { id } = await findOne(ANN)
    const report = await operator.forget(id, true)
    expect(report).toMatchObject({
      forgotten: false,
      reason: expect.stringContaining('Nothing was deleted'),
    })
    expect(JSON.stringify(report)).not.toContain(ANN)
    await setFaults({ rules: [] })
    expect(await operator.forget(id, true)).toMatchObject({ freshsales: 'forgotten' })
  })

  it('counts as done when the record is gone from Freshsales already', async () => {
    await send(ann)
    await drain()
    await setFaults({ rules: [{ match: { path: '/forget' }, answer: { status: 404 } }] })
    const { id } = await findOne(ANN)
    expect(await operator.forget(id, true)).toMatchObject({
      forgotten: true,
      freshsales: 'notThere',
    })
  })

  it('is no longer known afterwards', async () => {
    await send(ann)
    await drain()
    const { id } = await findOne(ANN)
    await operator.forget(id)
    expect(await operator.find(ANN)).toEqual([])
    expect(await operator.person(id)).toBeNull()
    expect(await operator.forget(id)).toMatchObject({ forgotten: false })
  })
})

const DAY = 86_400_000

describe('what else holds a person who asks to be forgotten', () => {
  const friend = { type: 'identify', userId: 'user-bob', traits: { email: 'bob@acme.example' } }

  it.each([
    ['an event', { type: 'track', event: 'Invite Sent', properties: { invited: ANN } }],
    [
      'an event with their id',
      { type: 'track', event: 'Invite Sent', properties: { invited: 'user-ann' } },
    ],
    ['a text', { type: 'identify', traits: { referredBy: `Ann <${ANN}>`, notes: 'x' } }],
    ['a page', { type: 'page', properties: { url: `https://www.acme.example/${ANN}` } }],
  ])('%s of somebody else is cleaned, and what is theirs stays', async (_, said) => {
    await send(ann, friend, { userId: 'user-bob', ...said })
    await drain()
    await operator.forget((await findOne(ANN)).id)
    const left = withoutJoann(await everything())
    for (const trace of [ANN, 'user-ann', 'browser-ann']) expect(left).not.toContain(trace)
    expect(await operator.find('bob@')).toHaveLength(1)
  })

  it.each([
    ['goes with them where nobody else belongs to it', false],
    ['stays where others belong to it', true],
  ])('a company %s', async (_, isShared) => {
    const company = { name: 'Annabel Lee Consulting', phone: '+1 555 0177' }
    const others = isShared ? [{ ...friend, traits: { ...friend.traits, company } }] : []
    await send({ ...ann, traits: { ...ann.traits, company } }, ...others)
    await pass(60_000)
    await operator.forget((await findOne(ANN)).id)
    const left = await everything()
    expect(left.includes('Annabel Lee Consulting')).toBe(isShared)
    expect(left.includes('555 0177')).toBe(isShared)
  })
})

describe('what was said before a person was forgotten and comes only now', () => {
  it.each([
    ['the same request', ann],
    ['an event of their browser', { type: 'track', anonymousId: 'browser-ann', event: 'Seen' }],
    [
      'a sign-up with the address in its context',
      { type: 'track', event: 'Seen', anonymousId: 'b-2', context: { traits: { email: ANN } } },
    ],
  ])('is kept out: %s', async (_, said) => {
    const timestamp = new Date().toISOString()
    await send(ann)
    await pass(60_000)
    await operator.forget((await findOne(ANN)).id)
    for (const wait of [1_000, 5 * DAY]) {
      await pass(wait)
      await send({ ...said, timestamp }, joann)
      await drain()
    }
    expect((await operator.find(ANN)).filter(({ who }) => who === ANN)).toEqual([])
    expect(withoutJoann(await everything())).not.toContain(ANN)
  })

  it('does not keep out a new sign-up', async () => {
    await send(ann)
    await pass(60_000)
    await operator.forget((await findOne(ANN)).id)
    await pass(1_000)
    await send(ann)
    await drain()
    expect(await operator.find(ANN)).toHaveLength(1)
  })
})

it('shows whoever asks everything that is kept of a person', async () => {
  const company = { name: 'Acme', phone: '+1 555 0177' }
  await send({ ...ann, traits: { ...ann.traits, company, favouriteColour: 'teal' } })
  await send({
    type: 'track',
    userId: 'user-ann',
    event: 'Demo Watched',
    properties: { film: 'Intro' },
  })
  await pass(60_000)
  const text = JSON.stringify(await operator.person((await findOne(ANN)).id))
  for (const known of [ANN, 'user-ann', 'browser-ann', 'teal', 'Demo Watched', 'Intro', '555 0177'])
    expect(text).toContain(known)
})
