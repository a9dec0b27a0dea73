import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { describe, expect, it, vi } from 'vitest'
import type { Outbox } from '../../src/edge/outbox/outbox.ts'
import { batch, type GateOptions, openGate, read } from './collect/gate.ts'
import {
  configure,
  control,
  drain,
  outbox,
  pass,
  person,
  records,
  rows,
  send,
  sendFromPage,
  strangersOf,
  useCleanEdge,
} from './harness.ts'
import { findOne, operator } from './operator/console.ts'

useCleanEdge()

const MINUTE = 60_000
const DAY = 86_400_000

const view = (anonymousId: string, path: string, more: object = {}) => ({
  type: 'page',
  anonymousId,
  properties: { url: `https://www.acme.example/${path}`, title: path },
  ...more,
})
const signUp = (number: number, anonymousId: string, more: object = {}) => ({
  type: 'identify',
  anonymousId,
  traits: { email: `person${number}@acme.example` },
  ...more,
})

const kept = (anonymousId: string, query = 'SELECT * FROM visitor') =>
  runInDurableObject(strangersOf(anonymousId), (_, { storage }) =>
    storage.sql.exec(query).toArray(),
  )
const alarmOf = (anonymousId: string) =>
  runInDurableObject(strangersOf(anonymousId), (_, { storage }) => storage.getAlarm())
/** The file says that so many requests wait to be read; there is one, and it is read at once. */
const fillInbox = () =>
  runInDurableObject(outbox(), (_: Outbox, { storage }) => {
    storage.sql.exec(
      "INSERT INTO inbox (id, received_at, source, events) VALUES (1, 1, '', '[]'), (60000, 1, '', '[]')",
    )
  })

interface Notes {
  notes: { description: string }[]
}
const timeline = async () => {
  const { notes } = await control<Notes>('/simulator/records')
  return notes.map(({ description }) => description).join('\n')
}
const times = (text: string, part: string) => text.split(part).length - 1

describe('what strangers do', () => {
  it('is kept apart from the outbox, one row a visitor', async () => {
    await sendFromPage(view('ann', 'start'), view('ann', 'prices'))
    await sendFromPage(view('ann', 'tour'))
    expect(await rows('SELECT * FROM inbox')).toEqual([])
    const [{ visits }, ...others] = (await kept('ann')) as [{ visits: string }]
    expect(JSON.parse(visits)).toHaveLength(3)
    expect(others).toEqual([])
  })

  it('comes to the CRM with their introduction, as if all had been sent at once', async () => {
    await sendFromPage(view('ann', 'start'))
    await sendFromPage(view('ann', 'prices'))
    await pass(2 * DAY)
    await sendFromPage(signUp(1, 'ann'), view('ann', 'thanks'))
    await pass(MINUTE)
    const told = await timeline()
    for (const page of ['start', 'prices', 'thanks']) expect(times(told, page)).toBeGreaterThan(0)
    expect(await kept('ann', "SELECT * FROM visitor WHERE visits <> '[]'")).toEqual([])
    expect(await rows('SELECT * FROM handover')).toEqual([])
  })

  it('is forwarded from then on', async () => {
    await sendFromPage(view('ann', 'start'))
    await sendFromPage(signUp(1, 'ann'))
    await drain()
    await sendFromPage(view('ann', 'docs'))
    expect(await rows('SELECT * FROM inbox')).toHaveLength(1)
    await pass(40 * MINUTE)
    expect(await timeline()).toContain('docs')
  })

  it('counts once where it was sent again with the introduction', async () => {
    const played = { type: 'track', event: 'Played', messageId: 'once', anonymousId: 'ann' }
    await sendFromPage(played)
    await sendFromPage(played)
    await sendFromPage(played, signUp(1, 'ann'))
    await pass(40 * MINUTE)
    expect(times(await timeline(), 'Played')).toBe(1)
  })

  it('comes from each browser that is said to be theirs', async () => {
    await sendFromPage(view('desk', 'one'))
    await sendFromPage(view('phone', 'two'))
    await sendFromPage(view('old', 'three'))
    await sendFromPage(signUp(1, 'desk', { userId: 'u-1' }))
    await sendFromPage({ type: 'alias', userId: 'u-1', anonymousId: 'phone', previousId: 'old' })
    await pass(40 * MINUTE)
    const told = await timeline()
    for (const page of ['one', 'two', 'three']) expect(told).toContain(page)
  })

  it('is found by a userId that only a server introduced', async () => {
    await sendFromPage(view('ann', 'before', { userId: 'u-1' }))
    await send(person(1))
    await drain()
    expect(await alarmOf('ann')).toBe(Date.now() + 15 * MINUTE)
    await runDurableObjectAlarm(strangersOf('ann'))
    await pass(40 * MINUTE)
    expect(await timeline()).toContain('before')
  })

  it('is behind a lead, and holds it up no longer than the outbox has patience', async () => {
    await sendFromPage(view('ann', 'start'))
    await kept('ann', 'ALTER TABLE visitor RENAME TO gone')
    await sendFromPage(signUp(1, 'ann'))
    await drain()
    expect((await records()).contacts).toHaveLength(1)
    await kept('ann', 'ALTER TABLE gone RENAME TO visitor')
    await pass(40 * MINUTE)
    expect(await timeline()).toContain('start')
  })

  it('is forgotten after 30 days, and the object then has no alarm', async () => {
    await sendFromPage(view('ann', 'start'))
    for (let day = 0; day <= 31; day++) {
      const alarm = await alarmOf('ann')
      if (alarm === null) break
      vi.setSystemTime(alarm)
      await runDurableObjectAlarm(strangersOf('ann'))
    }
    expect(await kept('ann')).toEqual([])
    expect(await alarmOf('ann')).toBeNull()
  })

  it('is shown to the operator by its anonymous id, and erased', async () => {
    await sendFromPage(view('ann', 'start'))
    const { id } = await findOne('ann')
    expect(JSON.stringify(await operator.person(id))).toContain('start')
    await sendFromPage(view('bob', 'start'))
    await sendFromPage(signUp(2, 'bob'))
    await drain()
    const bob = await findOne('person2@acme.example')
    await operator.forget(bob.id)
    expect(JSON.stringify(await kept('bob'))).not.toContain('bob')
  })
})

describe('where room is short', () => {
  const refused = async (response: Response) => (await read(response)).body
  const claim = (userId: string) => ({ type: 'identify', userId, traits: { plan: 'x' } })
  const strangers = (number: number) =>
    Array.from({ length: number }, (_, index) => view('s', `flood-${index}`))

  it('keeps the last quarter of the rows of the day for leads', async () => {
    await configure({ DAILY_ROWS: '100' })
    let shed = 0
    for (const stranger of strangers(40)) {
      const { success, accepted, rejected } = await refused(await sendFromPage(stranger))
      expect(success).toBe(true)
      expect(accepted + rejected.length).toBe(1)
      shed += rejected.length
      for (const { messageId, reason } of rejected) {
        expect(messageId).toMatch(/^test-/)
        expect(reason).toContain('rows of the day')
      }
    }
    expect(shed).toBeGreaterThan(8)
    expect(shed).toBeLessThan(40)
    expect((await sendFromPage(signUp(1, 'ann'))).status).toBe(200)
    await drain()
    expect((await records()).contacts).toHaveLength(1)
  })

  it('turns away who only claims to be somebody, and nobody who is', async () => {
    await sendFromPage(signUp(1, 'ann', { userId: 'u-1' }))
    await drain()
    await fillInbox()
    vi.setSystemTime(Date.now() + 1_000)
    expect((await refused(await sendFromPage(claim('junk')))).rejected).toMatchObject([
      { index: 0, reason: expect.stringContaining('turned away') },
    ])
    expect((await refused(await sendFromPage(claim('u-1')))).rejected).toEqual([])
    expect((await refused(await sendFromPage(signUp(2, 'bob')))).rejected).toEqual([])
  })

  it('counts it, and tells the operator', async () => {
    await configure({ ALERT_WEBHOOK: 'https://hooks.example/x' })
    const posted: string[] = []
    const network = globalThis.fetch
    const spy = vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
      if (!String(input).startsWith('https://hooks.example/')) return network(input, init)
      posted.push(String(init?.body))
      return new Response('ok')
    })
    await fillInbox()
    await sendFromPage(claim('junk'), claim('more junk'))
    await sendFromPage(signUp(1, 'ann'))
    await drain()
    const { flow, health } = await operator.overview()
    expect(flow.hour.reduce((sum, { shed }) => sum + shed, 0)).toBe(2)
    expect(health.ok).toBe(true)
    expect(posted.join()).toContain('strangers_shed')
    spy.mockRestore()
  })
})

describe('the lane of an event', () => {
  /** Who was given it: the outbox, or an object of strangers. */
  async function wayOf(event: object, options: GateOptions = {}): Promise<string> {
    const ways: string[] = []
    const visitors = {
      append: async ({ visits }: { visits: readonly unknown[] }) => {
        ways.push(...visits.map(() => 'visit'))
        return { forward: [] }
      },
    }
    const gate = openGate({ env: { VISITORS: { getByName: () => visitors as never } }, ...options })
    await gate.post('/v1/batch', batch({ messageId: 'm', ...event }))
    return [...ways, ...gate.appended.map(({ lane }) => lane ?? 'lead')].join()
  }
  const traits = { email: 'a@acme.example' }
  const form = { form: { provisional: true } }

  it.each([
    ['a sign-up', signUp(1, 'x'), 'lead'],
    ['somebody to be called back', { ...signUp(1, 'x'), traits: { phone: '+1 555 0100' } }, 'lead'],
    [
      'a sign-up as an event',
      { type: 'track', event: 'Lead', anonymousId: 'x', context: { traits } },
      'lead',
    ],
    ['a form', { type: 'track', event: 'Form Submitted', anonymousId: 'x', context: form }, 'lead'],
    ['a page view', view('x', 'p'), 'visit'],
    ['a page view with an address', view('x', 'p', { context: { traits } }), 'visit'],
    ['a page view with a userId', view('x', 'p', { userId: 'junk' }), 'visit'],
    [
      'a page view with an address as its userId',
      view('x', 'p', { userId: 'a@acme.example' }),
      'visit',
    ],
    [
      'a screen with an address among its properties',
      { type: 'screen', anonymousId: 'x', name: 'Home', properties: traits },
      'visit',
    ],
    [
      'a page view that says it is a form',
      view('x', 'p', { context: { ...form, traits } }),
      'visit',
    ],
    ['a number that is none', { ...signUp(1, 'x'), traits: { phone: 'n/a' } }, 'claim'],
    [
      'an event that says it is a server’s',
      { type: 'track', event: 'Played', anonymousId: 'x', admission: { provenance: 'server' } },
      'visit',
    ],
    ['an event', { type: 'track', event: 'Played', anonymousId: 'x', userId: 'junk' }, 'visit'],
    ['a userId', { type: 'identify', userId: 'junk', anonymousId: 'x' }, 'claim'],
    [
      'a company',
      { type: 'group', groupId: 'g', anonymousId: 'x', traits: { name: 'A' } },
      'claim',
    ],
    ['a page view of no browser', { type: 'page', userId: 'junk' }, 'claim'],
  ])('of %s', async (_, event, lane) => {
    expect(await wayOf(event)).toBe(lane)
  })

  it('is the best of its request', async () => {
    const gate = openGate({ env: { VISITORS: { getByName: () => ({}) as never } } })
    await gate.post('/v1/batch', batch(view('x', 'p'), signUp(1, 'x'), view('y', 'p')))
    expect(gate.appended).toMatchObject([{ lane: 'lead', count: 3, introduces: ['x'] }])
  })

  it('leads to the outbox where there are no objects of strangers', async () => {
    const gate = openGate()
    await gate.post('/v1/batch', batch(view('x', 'p')))
    expect(gate.appended).toMatchObject([{ lane: 'visit', about: ['a:x'] }])
  })
})

describe('where the data lives', () => {
  it('is said by /health, and asked of the platform', async () => {
    const asked: unknown[] = []
    const outboxes = {
      getByName: (name: string, options: object) => {
        asked.push([name, options])
        return { status: async () => ({ ok: true, degraded: [], oldestWaitingSeconds: 0 }) }
      },
    }
    const namespace = {
      ...outboxes,
      jurisdiction: (name: string) => asked.push(name) && outboxes,
    }
    const gate = openGate({
      env: { JURISDICTION: 'eu', REGION: 'weur', OUTBOX: namespace as never },
    })
    const { status, body } = await read(await gate.ask('/health'))
    expect(status).toBe(200)
    expect(body).toMatchObject({ jurisdiction: 'eu', region: 'weur' })
    expect(asked).toEqual(['eu', ['outbox', { locationHint: 'weur' }]])
  })

  it('is not changed later, and /health says what to do', async () => {
    await send(person(1))
    await configure({ JURISDICTION: 'eu' })
    const { degraded } = await runInDurableObject(outbox(), (each: Outbox) => each.status())
    expect(degraded.join()).toMatch(/JURISDICTION: was changed.*take it out again/)
  })

  it.each([
    ['not where another outbox has the data', { isInhabited: async () => true }, 503],
    ['where no other has any', { isInhabited: async () => false }, 200],
    ['where no other may be asked', {}, 200],
  ])('is %s', async (_, elsewhere, status) => {
    const OUTBOX = { getByName: () => elsewhere, jurisdiction: () => OUTBOX }
    await configure({ JURISDICTION: 'eu', OUTBOX } as never)
    const answer = await read(await send(person(1)))
    expect(answer.status).toBe(status)
    if (status === 503)
      expect(answer.body.error).toMatchObject({
        code: 'configuration',
        message: expect.stringContaining('JURISDICTION: was changed'),
      })
  })

  it('takes a hint as long as nothing is kept, and says so of a later one', async () => {
    await configure({ REGION: 'weur' })
    await send(person(1))
    const degraded = () =>
      runInDurableObject(outbox(), async (each: Outbox) => (await each.status()).degraded.join())
    expect(await degraded()).toBe('')
    await configure({ REGION: 'enam' })
    expect(await degraded()).toContain('REGION: counts only before the first event, and was weur')
  })

  it('is not in a region outside the jurisdiction', async () => {
    const gate = openGate({ env: { JURISDICTION: 'eu', REGION: 'enam' } })
    const { status, body } = await gate.post('/v1/batch', batch(view('x', 'p')))
    expect(status).toBe(503)
    expect(body.error.message).toContain('REGION: enam is outside JURISDICTION=eu')
  })
})
