import { abortAllDurableObjects } from 'cloudflare:test'
import { exports } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import {
  control,
  drain,
  emails,
  pass,
  records,
  rows,
  send,
  sendFromPage,
  useCleanEdge,
} from '../harness.ts'
import { findOne, operator } from '../operator/console.ts'

useCleanEdge()

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const worker = (exports as unknown as { default: Fetcher }).default

/** A sign-up as the browser's script reports it, before the form's own page is left. */
const signUp = (rest: { [field: string]: unknown } = {}) => ({
  type: 'identify',
  messageId: 'form-1',
  anonymousId: 'browser-1',
  traits: { email: 'ann@acme.example', city: 'Rome' },
  context: { form: { provisional: true } },
  ...rest,
})
const submitted = (rest: { [field: string]: unknown } = {}) => ({
  ...signUp(),
  type: 'track',
  messageId: 'form-2',
  event: 'Form Submitted',
  traits: undefined,
  ...rest,
})
const confirmed = (confirms: unknown = ['form-1', 'form-2'], rest: object = {}) => ({
  type: 'track',
  anonymousId: 'browser-1',
  event: 'Form Confirmed',
  context: { form: { confirms } },
  ...rest,
})
const refused = (withdraws: unknown = ['form-1', 'form-2'], rest: object = {}) => ({
  type: 'track',
  anonymousId: 'browser-1',
  event: 'Form Refused',
  context: { form: { withdraws } },
  ...rest,
})
const known = {
  type: 'identify',
  anonymousId: 'browser-1',
  traits: { email: 'ann@acme.example', firstName: 'Ann' },
}

const everything = async () => JSON.stringify(await control('/simulator/records'))
const held = () => rows<{ message_id: string }>('SELECT message_id FROM provisional')

describe('a form that the browser itself submitted', () => {
  it('counts as soon as the next page confirms it', async () => {
    await sendFromPage(signUp(), submitted())
    await pass(MINUTE / 2)
    expect(await emails()).toEqual([])
    await sendFromPage(confirmed())
    await drain()
    expect(await emails()).toEqual(['ann@acme.example'])
  })

  it('counts by itself after a minute, and not before', async () => {
    await sendFromPage(signUp(), submitted())
    await pass(MINUTE - 1)
    expect(await emails()).toEqual([])
    await pass(1)
    await drain()
    expect(await emails()).toEqual(['ann@acme.example'])
    await pass(HOUR)
    expect(await everything()).toContain('Filled in a form')
  })

  it('leaves nothing when the next page refuses it', async () => {
    await sendFromPage(signUp(), submitted())
    await sendFromPage(refused())
    await pass(2 * HOUR)
    expect(await emails()).toEqual([])
    expect(await rows('SELECT * FROM subject')).toEqual([])
    expect((await operator.deadLetters()).total.count).toBe(0)
  })

  it('counts once when it was refused, corrected and confirmed', async () => {
    await sendFromPage(signUp({ traits: { email: 'ann@acme.exmple' } }), submitted())
    const again = { messageId: 'form-3', traits: { email: 'ann@acme.example' } }
    await sendFromPage(refused(), signUp(again))
    await sendFromPage(confirmed(['form-3']))
    await pass(2 * HOUR)
    expect(await emails()).toEqual(['ann@acme.example'])
  })

  it('is decided event by event', async () => {
    await sendFromPage(signUp(), submitted())
    await sendFromPage(refused(['form-2']), confirmed(['form-1']))
    await pass(2 * HOUR)
    expect(await emails()).toEqual(['ann@acme.example'])
    expect(await everything()).not.toContain('Filled in a form')
  })

  it.each([
    ['once', 1],
    ['three times', 3],
  ])('counts once though it and the word about it come %s', async (_, times) => {
    for (let time = 0; time < times; time++) await sendFromPage(signUp(), submitted())
    for (let time = 0; time < times; time++) await sendFromPage(confirmed())
    for (let time = 0; time < times; time++) await sendFromPage(signUp(), submitted())
    await pass(2 * HOUR)
    expect(await emails()).toEqual(['ann@acme.example'])
    const { notes } = await control<{ notes: { description: string }[] }>('/simulator/records')
    expect(notes.map(({ description }) => description.match(/→/g)?.length)).toEqual([1])
  })

  it('stays withdrawn when it is sent again days later', async () => {
    await sendFromPage(signUp(), submitted())
    await sendFromPage(refused())
    await pass(5 * 24 * HOUR)
    await sendFromPage(signUp(), submitted())
    await pass(HOUR)
    expect(await emails()).toEqual([])
  })

  it('keeps other events of the visitor waiting for nothing, and the order of what was said', async () => {
    await sendFromPage(signUp({ traits: { email: 'ann@acme.example', firstName: 'Anna' } }))
    vi.setSystemTime(Date.now() + MINUTE / 6)
    await sendFromPage(known)
    await drain()
    expect(await emails()).toEqual(['ann@acme.example'])
    await pass(2 * MINUTE)
    expect((await records()).contacts[0]?.['first_name']).toBe('Ann')
  })

  it('is confirmed and refused in the order of receipt, however late the alarm comes', async () => {
    await sendFromPage(signUp(), submitted())
    vi.setSystemTime(Date.now() + MINUTE / 2)
    await sendFromPage(refused())
    vi.setSystemTime(Date.now() + HOUR)
    await pass(2 * HOUR)
    expect(await emails()).toEqual([])
    await sendFromPage(signUp({ messageId: 'form-3' }))
    vi.setSystemTime(Date.now() + MINUTE)
    await sendFromPage(refused(['form-3']))
    await pass(2 * HOUR)
    expect(await emails()).toEqual(['ann@acme.example'])
  })

  it('outlives the outbox', async () => {
    await sendFromPage(signUp())
    await drain()
    await abortAllDurableObjects()
    await pass(2 * MINUTE)
    expect(await emails()).toEqual(['ann@acme.example'])
  })

  it('counts at once where the clock was set back', async () => {
    await sendFromPage(signUp())
    await drain()
    vi.setSystemTime(Date.now() - HOUR)
    await send({ type: 'page', anonymousId: 'browser-9', properties: { url: '/' } })
    await drain()
    expect(await emails()).toEqual(['ann@acme.example'])
  })

  it('is known to /health as long as it waits', async () => {
    await sendFromPage(signUp())
    await pass(MINUTE / 2)
    const health = await (await worker.fetch('https://edge.acme.example/health')).json()
    expect(health).toMatchObject({ ok: true, oldestWaitingSeconds: 30 })
  })

  it('is erased with the person, and so is what was said of it', async () => {
    await sendFromPage(known)
    await drain()
    await sendFromPage(signUp(), refused(['form-9']), submitted({ anonymousId: 'browser-2' }))
    await drain()
    const { id } = await findOne('ann@acme.example')
    await operator.forget(id)
    expect(await held()).toEqual([{ message_id: 'form-2' }])
  })

  it('counts at once where a source has too many waiting', async () => {
    await sendFromPage(signUp())
    await drain()
    await rows(`INSERT INTO provisional
      SELECT NULL, received_at, source, server, 'b' || value, message_id, events, verdict
      FROM provisional, json_each('[${Array.from({ length: 4_999 }, (_, i) => i).join()}]')`)
    await sendFromPage({ ...signUp(), messageId: 'form-9', anonymousId: 'browser-9' })
    await drain()
    expect(await emails()).toEqual(['ann@acme.example'])
  })
})

describe('the word of the next page', () => {
  it.each([
    ['an array', ['form-1', 'form-2']],
    ['with blanks, and others among them', [' form-1', 'form-2', 'nobody', null, {}, 'form-1']],
  ])('decides on arrival what comes after it: %s', async (_, names) => {
    await sendFromPage(confirmed(names))
    await sendFromPage(signUp(), submitted())
    await drain()
    expect(await emails()).toEqual(['ann@acme.example'])
    await sendFromPage(refused(['form-5'], { anonymousId: 'browser-5' }))
    const other = { anonymousId: 'browser-5', traits: { email: 'five@acme.example' } }
    await sendFromPage(signUp({ ...other, messageId: 'form-5' }))
    await pass(2 * HOUR)
    expect(await emails()).toEqual(['ann@acme.example'])
  })

  it.each([
    ['names nobody', confirmed(['nobody'])],
    ['names nothing', confirmed([])],
    ['is no list', refused('nobody')],
    ['is nothing', refused(null)],
    ['says both', confirmed([], { context: { form: { confirms: ['x'], withdraws: ['y'] } } })],
    ['says the wrong one', confirmed([], { context: { form: { withdraws: ['y'] } } })],
    ['has properties', refused(['nobody'], { properties: { form: 'Contact' }, userId: 'u-1' })],
    ['comes with an address', confirmed(['x'], { properties: { email: 'bob@acme.example' } })],
    [
      'is provisional',
      confirmed(['x'], { context: { form: { confirms: [], provisional: true } } }),
    ],
  ])('never reaches the CRM when it %s', async (_, word) => {
    await sendFromPage(known, word, word)
    await pass(2 * HOUR)
    expect(await emails()).toEqual(['ann@acme.example'])
    expect((await everything()).match(/Form (Confirmed|Refused)/)).toBeNull()
    const [people] = await rows<{ count: number }>('SELECT COUNT(*) AS count FROM subject')
    expect(people?.count).toBe(1)
  })

  it('is an event like any other where it speaks of no form', async () => {
    await sendFromPage(known, { ...confirmed(), context: {} })
    await pass(2 * HOUR)
    expect(await everything()).toContain('Form Confirmed')
  })

  it.each([
    ['another visitor', (word: object) => sendFromPage({ ...word, anonymousId: 'browser-2' })],
    ['nobody', (word: object) => sendFromPage({ ...word, anonymousId: undefined, userId: 'u-1' })],
    ['another source', (word: object) => send(word)],
  ])('withdraws nothing when it comes from %s', async (_, say) => {
    await say(refused())
    await sendFromPage(signUp())
    await say(refused())
    await pass(2 * MINUTE)
    expect(await emails()).toEqual(['ann@acme.example'])
  })

  it.each([
    ['before', true],
    ['after', false],
  ])('withdraws nothing that is not provisional, also when it comes %s', async (_, isBefore) => {
    const plain = { ...signUp(), context: {} }
    await sendFromPage(...(isBefore ? [refused(), plain] : [plain, refused()]))
    await sendFromPage(refused())
    await pass(2 * MINUTE)
    expect(await emails()).toEqual(['ann@acme.example'])
  })

  it('says nothing about an event without a visitor, which counts after a minute', async () => {
    const stranger = { anonymousId: undefined, userId: 'u-1' }
    await sendFromPage(signUp(stranger), refused(['form-1'], stranger))
    await pass(MINUTE / 2)
    expect(await emails()).toEqual([])
    await pass(MINUTE)
    expect(await emails()).toEqual(['ann@acme.example'])
  })

  it('decides first come, first served', async () => {
    await sendFromPage(signUp(), confirmed(['form-1']), refused(['form-1']))
    await sendFromPage(signUp({ messageId: 'form-3', traits: { email: 'three@acme.example' } }))
    await sendFromPage(refused(['form-3']), confirmed(['form-3']))
    await pass(2 * MINUTE)
    expect(await emails()).toEqual(['ann@acme.example'])
  })

  it('is forgotten after a week, and where somebody makes up too many', async () => {
    await sendFromPage(refused(['form-8']))
    await pass(8 * 24 * HOUR)
    expect(await held()).toEqual([])
    await sendFromPage(refused(['form-9']))
    await drain()
    await rows(
      "INSERT INTO provisional VALUES (90000, 1, 'Website', 0, 'x', 'y', NULL, 'withdrawn')",
    )
    await rows('UPDATE provisional SET received_at = (SELECT MAX(received_at) FROM provisional)')
    await sendFromPage(refused(['form-10']))
    await drain()
    expect((await held()).map(({ message_id }) => message_id).sort()).toEqual(['form-10', 'y'])
  })
})
