import { describe, expect, it } from 'vitest'
import { batch, openGate } from './gate.ts'
import { meaningOf } from './meaning.ts'

const NOBODY = [
  ...[0, -1, '0', '-1', '-1.0', '000', '0000-0000', '00000000-0000-0000-0000-000000000000', '--'],
  ...['null', 'NULL', '"null"', '(null)', 'undefined', 'None', 'NaN', 'TRUE', true, 'false'],
  ...['guest', 'Guest User', 'ANONYMOUS', '<anonymous>', 'un-known', 'N/A', '[object Object]'],
  ...[
    '{{User ID}}',
    '{user.id}',
    '<%= id %>',
    '%USER_ID%',
    'g\u200buest',
    ' \u00a0\ufeff',
    'ｎｕｌｌ',
  ],
]
const SOMEBODY = [1, '1', '10', '-12', 'guest-17', 'nulla', 'truelove', 'none@acme.example', 'x0']

const identify = { type: 'identify', traits: { firstName: 'Ann' } }

describe('an id that identifies nobody', () => {
  it.each(NOBODY)('is none: %j', async (userId) => {
    const beside = await meaningOf({ ...identify, userId, anonymousId: 'a1' })
    expect(beside.stored).not.toHaveProperty('userId')
    expect(beside.people).toEqual({ emails: [], anonymousId: 'a1' })
    const anonymous = await meaningOf({ ...identify, userId: 'u1', anonymousId: userId })
    expect(anonymous.people).toEqual({ emails: [], userId: 'u1' })
    const traits = { email: 'ann@acme.example', userId, id: userId }
    const trait = await meaningOf(
      { type: 'identify', anonymousId: 'a1', traits },
      { writeKey: 'sk_server' },
    )
    expect(trait.contact?.fields).not.toHaveProperty('external_id')
  })

  it.each(SOMEBODY)('is not this one: %j', async (userId) => {
    const { people } = await meaningOf({ ...identify, userId })
    expect(people?.userId).toBe(String(userId))
  })

  it('is reported, and the event goes on by its other keys', async () => {
    const traits = { email: 'ann@acme.example' }
    const { stored } = await meaningOf({ type: 'identify', userId: 0, messageId: 'm', traits })
    expect(stored?.admission?.problems).toEqual([
      { field: 'userId', reason: 'left out: 0 identifies nobody' },
    ])
  })

  it.each([
    [
      { type: 'track', event: 'x', userId: 'guest' },
      'userId: left out: "guest" identifies nobody; send',
    ],
    [
      { type: 'page', anonymousId: 'null' },
      'anonymousId: left out: "null" identifies nobody; send',
    ],
    [{ type: 'alias', userId: 'u1', previousId: 'undefined' }, 'previousId: left out: "undefined"'],
  ])('is the reason why %j is rejected', async (event, reason) => {
    expect((await meaningOf(event)).body.rejected[0]?.reason).toContain(reason)
  })

  it('does not make one message of many', async () => {
    const gate = openGate()
    const page = { type: 'page', anonymousId: 'a1', messageId: 'undefined' }
    await gate.post('/v1/batch', batch(page, page))
    const [one, other] = gate.stored()
    expect(one?.messageId).not.toBe(other?.messageId)
  })

  it.each(['0', '0-0', 0, '-1'])('may be that of a message: %j', async (messageId) => {
    const { stored } = await meaningOf({ type: 'page', anonymousId: 'a1', messageId })
    expect(stored?.messageId).toBe(String(messageId))
  })

  it.each(['0', 'null', -1])('is no record of the CRM: %j', async (id) => {
    const properties = { title: 'Call', salesActivityName: 'Demo', startDate: 1, endDate: 2 }
    const event = { type: 'track', event: 'sales_activity', userId: 'u1', properties }
    const context = { externalId: { type: 'Deal', id } }
    const { changes } = await meaningOf({ ...event, context }, { writeKey: 'sk_server' })
    expect(changes).toEqual([])
  })
})

describe('what PHP writes', () => {
  const NOTHING = [[], false, '', null]

  it.each(NOTHING)('is taken for nothing where an object belongs: %j', async (empty) => {
    const event = { traits: empty, properties: empty, context: empty, integrations: empty }
    for (const type of ['identify', 'track', 'page', 'group'])
      expect((await meaningOf({ type, event: 'x', userId: '42', ...event })).body.accepted).toBe(1)
  })

  it.each(NOTHING)('is taken for nothing inside of it: %j', async (empty) => {
    const traits = {
      email: 'ann@acme.example',
      company: empty,
      deal: empty,
      tags: empty,
      name: empty,
    }
    const { problems, changes } = await meaningOf({ type: 'identify', userId: '42', traits })
    expect(problems).toEqual([])
    expect(changes).toHaveLength(1)
  })

  it.each(NOTHING)('is no id: %j', async (empty) => {
    const event = { type: 'page', userId: empty, anonymousId: 'a1', groupId: empty }
    const { stored } = await meaningOf(event)
    expect(stored).not.toHaveProperty('userId')
    expect(stored?.admission).not.toHaveProperty('problems')
  })

  it.each([
    [404, '404'],
    [false, undefined],
    [{ a: 1 }, undefined],
  ])('names a page: %j', async (name, text) => {
    const { stored, status } = await meaningOf({ type: 'page', userId: '42', name })
    expect(status).toBe(200)
    expect((stored as { name?: string }).name).toBe(text)
  })
})

describe('characters that nobody sees', () => {
  it.each(['\u200b', '\ufeff', '\u202a', '\u00ad', '\u2060'])(
    'are taken out: %j',
    async (ghost) => {
      const { people, contact } = await meaningOf({
        type: 'identify',
        userId: `4${ghost}2`,
        traits: {
          email: `ann@acme.example${ghost}`,
          phone: `${ghost}+91 98765 43210`,
          city: `Pu${ghost}ne`,
        },
      })
      expect(people).toMatchObject({ userId: '42', email: 'ann@acme.example' })
      expect(contact?.fields).toMatchObject({ work_number: '+91 98765 43210', city: 'Pune' })
    },
  )

  it('stay where names and emoji are written with them', async () => {
    const { contact } = await meaningOf({
      type: 'identify',
      userId: '42',
      traits: { firstName: 'ක්‍රි', city: '👩‍💻' },
    })
    expect(contact?.fields).toMatchObject({ first_name: 'ක්‍රි', city: '👩‍💻' })
  })
})

it('reads a name in two parts, and a view by its path', async () => {
  const traits = { name: { first: 'Ann', last: 'Lee' } }
  expect(
    (await meaningOf({ type: 'identify', userId: '1x', traits })).contact?.fields,
  ).toMatchObject({
    first_name: 'Ann',
    last_name: 'Lee',
  })
  const view = { type: 'page', userId: '1x', properties: { path: '/docs/api' } }
  expect((await meaningOf(view)).changes).toEqual([{ object: 'page', url: '/docs/api' }])
})
