import { describe, expect, it, vi } from 'vitest'
import { appendRow } from '../../src/edge/outbox/store/inbox.ts'
import type { Call } from '../../src/freshsales/api/call.ts'
import { lost, NOW, only, openEngine, person } from './openEngine.ts'

vi.spyOn(console, 'log').mockImplementation(() => undefined)

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const fromPage = { admission: {} }
const email = 'p1@acme.example'

type Engine = ReturnType<typeof openEngine>
const contacts = ({ crm }: Engine) => crm.records().contacts.map((each) => each.email)
const inbox = ({ sql }: Engine) => sql.exec('SELECT id FROM inbox').toArray()

describe('a request that cannot be folded as a whole', () => {
  it.each<[string, string, number | undefined, string]>([
    ['is no JSON', 'nothing', undefined, 'This request could not be read: SyntaxError'],
    [
      'is no list',
      '{}',
      undefined,
      'This request could not be read: Error: it is no list of events',
    ],
    ['is of a later version', '[]', 99, 'This request could not be read: Error: '],
  ])(
    'that %s is a dead letter, and those beside it are folded',
    async (_, events, version, reason) => {
      const outbox = openEngine()
      outbox.say(person(1))
      appendRow(outbox.sql, {
        receivedAt: NOW,
        source: 'Website',
        events,
        ...(version !== undefined && { version }),
      })
      outbox.say(person(2))
      await outbox.rest()
      expect(contacts(outbox)).toEqual([email, 'p2@acme.example'])
      expect(outbox.letters()).toMatchObject([
        { at: NOW, subject: 0, inbox: { events, source: 'Website', receivedAt: NOW } },
      ])
      expect(outbox.letters()[0]?.reason).toContain(reason)
      expect(inbox(outbox)).toEqual([])
    },
  )

  it('costs the one event that is at fault', async () => {
    const outbox = openEngine()
    const broken = {
      ...person(3),
      timestamp: 7,
      context: { page: null },
      traits: null,
      type: 'identify',
    }
    outbox.say(person(1), broken, person(2))
    await outbox.rest()
    expect(contacts(outbox)).toEqual([email, 'p2@acme.example'])
    expect(inbox(outbox)).toEqual([])
  })

  it('asks for what cannot be done: a dead letter that names it', async () => {
    const outbox = openEngine({ EVENTS: '{"Logged":"sales_activity"}' })
    outbox.say(person(1), { type: 'track', event: 'Logged', userId: 'u1', messageId: 'm-1' })
    await outbox.rest()
    expect(outbox.letters()).toMatchObject([{ subject: 0, inbox: { source: 'Website' } }])
    expect(outbox.letters()[0]?.inbox?.events).toContain('m-1')
    expect(outbox.letters()[0]?.reason).toMatch(/^\w+: ./)
  })
})

describe('an event', () => {
  it('that is about nobody changes nothing', async () => {
    const outbox = openEngine()
    outbox.say({ type: 'track', event: 'Tried' }, { traits: { city: 'Pune' } })
    await outbox.rest()
    expect(outbox.sql.exec('SELECT id FROM subject').toArray()).toEqual([])
  })

  it('remembers where somebody was seen first, and when last', async () => {
    const outbox = openEngine()
    outbox.say(person(1))
    await outbox.pass(MINUTE)
    outbox.say({ type: 'page', userId: 'u1' })
    await outbox.rest()
    expect(outbox.person('u:u1')).toMatchObject({ source: 'Website', lastSeenAt: NOW + MINUTE })
  })

  it('of a page adds thirty names an hour to one person, and says what it left out', async () => {
    const outbox = openEngine()
    const tags = Array.from({ length: 20 }, (_, number) => `tag ${number}`)
    outbox.say({ ...person(1, { tags }), ...fromPage })
    outbox.say({ ...person(1, { tags: tags.map((tag) => `more ${tag}`) }), ...fromPage })
    outbox.say({ ...person(1, { tags }), ...fromPage })
    await outbox.rest()
    expect(outbox.crm.records().contacts[0]?.['tags']).toHaveLength(30)
    expect(JSON.stringify(outbox.deliveries())).toContain('more than 30 to this person')
    outbox.say({ ...person(1, { company: { name: 'Acme' } }), ...fromPage })
    await outbox.pass(HOUR)
    expect(outbox.crm.records().sales_accounts).toEqual([])
    outbox.say({ ...person(1, { company: { name: 'Acme' } }), ...fromPage })
    await outbox.pass(HOUR)
    expect(outbox.crm.records().sales_accounts).toHaveLength(1)
    outbox.say(person(1, { tags: tags.map((tag) => `server ${tag}`) }))
    outbox.say(person(1, { tags: tags.map((tag) => `again ${tag}`) }))
    await outbox.pass(HOUR)
    expect(outbox.crm.records().contacts[0]?.['tags']).toHaveLength(70)
  })

  it('of a page does not bring two with addresses together, and says so to both', async () => {
    const outbox = openEngine()
    outbox.say(person(1))
    await outbox.pass(HOUR)
    const other = { userId: 'u1', traits: { email: 'eve@acme.example' } }
    outbox.say({ ...other, ...fromPage })
    await outbox.pass(HOUR)
    expect(contacts(outbox)).toEqual([email, 'eve@acme.example'])
    const eve = outbox.crm.records().contacts[1]
    expect(eve).not.toHaveProperty('external_id')
    const told = outbox.crm.records().notes.map(({ description }) => String(description))
    expect(told).toHaveLength(2)
    expect(told.some((text) => text.includes('May be the same as eve@acme.example'))).toBe(true)
    expect(told.some((text) => text.includes(`May be the same as ${email}`))).toBe(true)
  })
})

describe('a form that the browser itself submits', () => {
  const form = { ...person(1), ...fromPage, anonymousId: 'a1', messageId: 'f1', userId: undefined }
  const provisional = { ...form, context: { form: { provisional: true, name: 'Contact' } } }
  const next = (event: string, said: object, rest: object = {}) => ({
    type: 'track',
    event,
    anonymousId: 'a1',
    context: { form: said },
    ...fromPage,
    ...rest,
  })
  const confirmed = next('Form Confirmed', { confirms: ['f1'] })
  const withdrawn = next('Form Refused', { withdraws: 'f1' })

  it.each<[string, object[][], number, number]>([
    ['counts by itself after a minute', [[provisional]], MINUTE, 1],
    ['waits for that minute', [[provisional]], MINUTE - 1, 0],
    ['counts at once when the next page confirms it', [[provisional], [confirmed]], 0, 1],
    ['counts where the word came first', [[confirmed], [provisional]], 0, 1],
    ['leaves nothing when the next page refuses it', [[provisional], [withdrawn]], HOUR, 0],
    ['leaves nothing where the word came first', [[withdrawn, provisional]], HOUR, 0],
    ['goes by the first word', [[provisional], [withdrawn], [confirmed]], HOUR, 0],
    ['and by no second one', [[provisional], [confirmed], [withdrawn]], HOUR, 1],
    [
      'minds nobody else’s word',
      [
        [provisional],
        [{ ...withdrawn, anonymousId: 'a2' }],
        [{ ...withdrawn, anonymousId: undefined }],
      ],
      MINUTE,
      1,
    ],
    [
      'minds no word about another one',
      [[provisional], [next('Form Refused', { withdraws: ['', 7, null, 'x'.repeat(900)] })]],
      MINUTE,
      1,
    ],
    [
      'minds no event of another name',
      [[provisional], [{ ...withdrawn, event: 'Refused' }]],
      MINUTE,
      1,
    ],
    ['minds no page view', [[provisional], [{ ...withdrawn, type: 'page' }]], MINUTE, 1],
  ])('%s', async (_, requests, wait, count) => {
    const outbox = openEngine()
    for (const events of requests) outbox.say(...events)
    await outbox.pass(wait)
    await outbox.rest()
    expect(contacts(outbox)).toHaveLength(count)
    expect(JSON.stringify(outbox.crm.records().notes)).not.toMatch(/Form (Confirmed|Refused)/)
  })

  it('is decided by when the word was received, however late the alarm comes', async () => {
    const outbox = openEngine()
    outbox.say(provisional)
    await outbox.rest()
    await outbox.pass(MINUTE - 1)
    outbox.say(withdrawn)
    await outbox.pass(HOUR)
    expect(contacts(outbox)).toEqual([])
    const late = openEngine()
    late.say(provisional)
    await late.pass(MINUTE)
    late.say(withdrawn)
    await late.pass(HOUR)
    expect(contacts(late)).toEqual([email])
  })

  it('is looked at again when the minute is over', async () => {
    const outbox = openEngine()
    outbox.say(provisional)
    expect(await outbox.rest()).toBe(NOW + MINUTE)
  })

  it('is an event like any other where it is said to be about no form', async () => {
    const outbox = openEngine()
    outbox.say(person(1), { type: 'track', event: 'Form Confirmed', userId: 'u1' })
    await outbox.pass(HOUR)
    expect(JSON.stringify(outbox.crm.records().notes)).toContain('→ Form Confirmed')
  })

  it('is named with a hundred others at most in one request', async () => {
    const outbox = openEngine()
    const many = Array.from({ length: 99 }, (_, number) => `x${number}`)
    outbox.say({ ...provisional, messageId: 'f100' }, { ...provisional, messageId: 'f101' })
    outbox.say(
      next('Form Refused', { withdraws: many }),
      next('Form Refused', { withdraws: ['f100', 'f101'] }),
    )
    await outbox.rest()
    const held = outbox.sql
      .exec('SELECT message_id FROM provisional WHERE verdict IS NULL')
      .toArray()
    expect(held).toMatchObject([{ message_id: 'f101' }])
  })
})

describe('a sign-up that looks odd', () => {
  const odd = { admission: { held: true, flags: ['disposable'] } }
  const judged = { admission: { judged: true } }
  const fine = { ...person(1, { city: 'Rome' }), ...judged }

  it('waits for the operator, with all that hangs on it', async () => {
    const outbox = openEngine({ EVENTS: '{"Todo":{"task":"Ring"}}' })
    outbox.say({ ...person(1, { company: { name: 'Acme' } }), ...odd })
    outbox.say({ type: 'track', event: 'Todo', userId: 'u1' })
    await outbox.pass(24 * HOUR)
    expect(outbox.calls()).toEqual([])
    expect(outbox.person('u:u1')).toMatchObject({ held: true, flags: ['disposable'] })
  })

  it('is let through by one that does not', async () => {
    const outbox = openEngine()
    outbox.say({ ...person(1), ...odd })
    outbox.say(fine)
    await outbox.rest()
    expect(contacts(outbox)).toEqual([email])
    expect(outbox.person('u:u1')).not.toHaveProperty('held')
  })

  it.each<[string, object]>([
    ['somebody who was found to be in order', fine],
    ['somebody of whom a server has spoken', person(1, { city: 'Rome' })],
  ])('does nothing to %s, and sales people read of it', async (_, first) => {
    const outbox = openEngine()
    outbox.say(first)
    await outbox.pass(HOUR)
    outbox.say({ ...person(1, { city: 'Pune', tags: ['odd'] }), ...odd })
    await outbox.pass(HOUR)
    expect(outbox.person('u:u1')).not.toHaveProperty('held')
    expect(outbox.crm.records().contacts).toMatchObject([{ city: 'Rome', tags: [] }])
    expect(JSON.stringify(outbox.crm.records().notes)).toContain('Pune')
  })

  it('names a company that waits until one of its people may go', async () => {
    const outbox = openEngine()
    outbox.say({ ...person(1, { company: { name: 'Acme' } }), ...odd })
    await outbox.pass(HOUR)
    expect(outbox.calls()).toEqual([])
    outbox.say({ ...person(2, { company: { name: 'Acme' } }), ...judged })
    await outbox.pass(HOUR)
    expect(outbox.crm.records().sales_accounts).toMatchObject([{ name: 'Acme' }])
    expect(contacts(outbox)).toEqual(['p2@acme.example'])
  })

  it('changes no company that others know', async () => {
    const outbox = openEngine()
    const company = { name: 'Acme', city: 'Rome' }
    outbox.say(person(2, { company }))
    await outbox.pass(HOUR)
    outbox.say({ ...person(1, { company: { ...company, city: 'Pune' } }), ...odd })
    await outbox.pass(HOUR)
    expect(outbox.crm.records().sales_accounts).toMatchObject([{ city: 'Rome' }])
  })
})

describe('a cap on new contacts', () => {
  const WRITE_KEYS = '{"key":{"source":"Website","newContactsPerHour":2}}'
  const many = (first: number, rest: object = fromPage) =>
    [0, 1, 2, 3].map((number) => ({ ...person(first + number), ...rest }))

  it('lets a site make so many an hour, and the others in the next one', async () => {
    const outbox = openEngine({ WRITE_KEYS })
    outbox.say(...many(1))
    expect(await outbox.rest()).toBe(NOW + HOUR)
    expect(contacts(outbox)).toHaveLength(2)
    await outbox.pass(HOUR)
    await outbox.rest()
    expect(contacts(outbox)).toHaveLength(4)
  })

  it('keeps out nobody of whom a server speaks, and nobody who is there', async () => {
    const outbox = openEngine({ WRITE_KEYS })
    outbox.say(...many(1))
    await outbox.rest()
    outbox.say(...many(11, {}))
    outbox.say({ ...person(1, { city: 'Pune' }), ...fromPage })
    await outbox.rest()
    expect(contacts(outbox)).toHaveLength(6)
    expect(outbox.crm.records().contacts[0]).toMatchObject({ city: 'Pune' })
  })

  it('counts companies by themselves', async () => {
    const outbox = openEngine({ WRITE_KEYS })
    const made = (call: Call) => ({ ...outbox.crm.answer(structuredClone(call)), status: 201 })
    outbox.fate(only('POST /sales_accounts', made))
    outbox.say(
      ...[1, 2, 3].map((number) => ({
        ...person(number, { company: { name: `Company ${number}` } }),
        ...fromPage,
      })),
    )
    await outbox.rest()
    expect(outbox.crm.records().sales_accounts).toHaveLength(2)
    expect(contacts(outbox)).toHaveLength(2)
  })

  it.each([
    ['the common one holds for a site without its own', { NEW_CONTACTS_PER_HOUR: '1' }, 1],
    ['nothing is capped by 0', { NEW_CONTACTS_PER_HOUR: '0' }, 4],
  ])('%s', async (_, settings, count) => {
    const outbox = openEngine(settings)
    outbox.say(...many(1))
    await outbox.rest()
    expect(contacts(outbox)).toHaveLength(count)
  })
})

describe('what needs no call', () => {
  it('is planned and not sent with DRY_RUN', async () => {
    const outbox = openEngine({ DRY_RUN: 'true' })
    outbox.say(person(1, { city: 'Pune' }))
    expect(await outbox.rest()).toBe(NOW + HOUR)
    expect(outbox.calls()).toEqual([])
    expect(outbox.deliveries()).toMatchObject([
      { outcome: 'planned', purpose: 'contact', call: { path: expect.stringContaining('upsert') } },
    ])
  })

  it('is forgotten when its time is over: a stranger after a month, a contact after 400 days', async () => {
    const outbox = openEngine()
    outbox.say({ type: 'page', anonymousId: 'a1' }, person(1))
    await outbox.pass(32 * 24 * HOUR)
    await outbox.rest()
    expect([outbox.person('a:a1'), outbox.person('u:u1')?.email]).toEqual([undefined, email])
    await outbox.pass(402 * 24 * HOUR)
    await outbox.rest()
    expect(outbox.person('u:u1')).toBeUndefined()
    expect(outbox.sql.exec('SELECT key FROM identity').toArray()).toEqual([])
  })

  it('is settled with its reason where nothing of it can be sent', async () => {
    const outbox = openEngine()
    outbox.say(person(1))
    await outbox.pass(HOUR)
    outbox.say(person(1, { plan: 'Pro' }))
    await outbox.pass(HOUR)
    expect(outbox.deliveries().at(-1)).toMatchObject({
      outcome: 'repaired',
      problems: [{ field: 'plan' }],
    })
    expect(outbox.deliveries().at(-1)).not.toHaveProperty('call')
  })

  it('is a dead letter where it can never be sent as it is', async () => {
    const outbox = openEngine({ EVENTS: '{"Called":{"activity":"Nothing like it"}}' })
    outbox.say(person(1), { type: 'track', event: 'Called', userId: 'u1' })
    await outbox.pass(HOUR)
    expect(outbox.letters()).toMatchObject([
      { purpose: { kind: 'activity' }, lost: { activity: { key: expect.any(String) } } },
    ])
    expect(outbox.deliveries().at(-1)).toMatchObject({ outcome: 'refused', purpose: 'activity' })
  })
})

describe('a person whose row or plan fails', () => {
  it('waits, ever longer, while the others go on, and is set aside after a week', async () => {
    const outbox = openEngine()
    outbox.say(person(1), person(2))
    outbox.fate(
      only('POST /contacts', (call) => {
        if (JSON.stringify(call).includes('p1@'))
          outbox.sql.exec("UPDATE subject SET state = json_set(state, '$.fields', 7) WHERE id = 1")
        return JSON.stringify(call).includes('p1@') ? lost(call) : undefined
      }),
    )
    await outbox.pass(HOUR)
    expect(contacts(outbox)).toEqual(['p2@acme.example'])
    await outbox.pass(8 * 24 * HOUR)
    expect(outbox.letters()).toMatchObject([
      { subject: 1, who: email, reason: expect.stringContaining('could not be used') },
    ])
    expect(outbox.person('u:u1')).toBeUndefined()
  })
})
