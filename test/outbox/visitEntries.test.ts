import { describe, expect, it, vi } from 'vitest'
import { only, openEngine, person, refused, unheard } from './openEngine.ts'

vi.spyOn(console, 'log').mockImplementation(() => undefined)

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const SITE = 'https://acme.example'

const page = (path = '/', rest: object = {}) => ({
  type: 'page',
  anonymousId: 'a1',
  properties: { url: SITE + path, title: path === '/' ? 'Home' : path.slice(1) },
  ...rest,
})
const tried = (properties: object = {}) => ({
  type: 'track',
  event: 'Tried',
  anonymousId: 'a1',
  properties,
})
const signUp = (traits: object = {}) => ({ ...person(1, traits), anonymousId: 'a1' })

type Engine = ReturnType<typeof openEngine>
const notes = ({ crm }: Engine) => crm.records().notes.map(({ description }) => String(description))

describe('a visit', () => {
  it('is one entry, a moment after somebody introduced themselves, with all that was before', async () => {
    const outbox = openEngine()
    outbox.say(page(), page('/pricing'), page('/pricing'))
    await outbox.pass(MINUTE)
    expect(outbox.calls()).toEqual([])
    outbox.say(signUp())
    await outbox.pass(1_499)
    expect(notes(outbox)).toEqual([])
    await outbox.pass(1)
    await outbox.rest()
    expect(notes(outbox)).toEqual([
      'Visited the site on 10 Jan 2026, 09:00 UTC\nCame directly\n• Home (/)\n• pricing (/pricing) ×2',
    ])
  })

  it('is written once more when it is over, and never again', async () => {
    const outbox = openEngine()
    outbox.say(signUp(), page())
    await outbox.pass(10 * SECOND)
    outbox.say(tried({ plan: 'Pro' }))
    outbox.sent()
    await outbox.pass(30 * MINUTE - 1 - 10 * SECOND)
    expect(outbox.calls()).toEqual([])
    await outbox.pass(2 * MINUTE)
    expect(outbox.calls()).toEqual(['PUT /notes/2'])
    expect(notes(outbox)).toHaveLength(1)
    expect(notes(outbox)[0]).toMatch(/• Home \(\/\)\n→ Tried \(plan: Pro\)$/)
    await outbox.pass(24 * HOUR)
    expect(outbox.calls()).toEqual([])
  })

  it('ends after half an hour of quiet: the next one is an entry of its own', async () => {
    const outbox = openEngine()
    outbox.say(signUp(), page())
    await outbox.pass(HOUR)
    outbox.say(page('/again'))
    await outbox.pass(HOUR)
    expect(notes(outbox)).toHaveLength(2)
    expect(notes(outbox)[1]).toMatch(/^Second visit|visit/i)
  })

  it.each([
    ['activity', 'sales_activities'],
    ['note', 'notes'],
  ] as const)('is written as TIMELINE says: %s', async (timeline, collection) => {
    const outbox = openEngine({ TIMELINE: timeline, ACTIVITY_TYPE: 'Website visit' })
    outbox.say(signUp(), page())
    await outbox.pass(10 * SECOND)
    outbox.say(page('/more'))
    await outbox.pass(HOUR)
    expect(outbox.crm.records()[collection]).toHaveLength(1)
    expect(JSON.stringify(outbox.crm.records()[collection])).toContain('• more (/more)')
    expect(outbox.calls().slice(-1)).toEqual([`PUT /${collection}/2`])
  })

  it('is a note where the account has no such type of activity', async () => {
    const outbox = openEngine({ TIMELINE: 'activity', ACTIVITY_TYPE: 'Nothing like it' })
    outbox.say(signUp(), page())
    await outbox.pass(HOUR)
    expect(notes(outbox)).toHaveLength(1)
    expect(outbox.crm.records().sales_activities).toEqual([])
  })

  it('is not written with TIMELINE=off', async () => {
    const outbox = openEngine({ TIMELINE: 'off' })
    outbox.say(signUp(), page(), tried())
    await outbox.pass(HOUR)
    expect(outbox.calls()).toEqual(['POST /contacts/upsert'])
  })

  it('goes on as what it began as, though TIMELINE has changed', async () => {
    const outbox = openEngine({ TIMELINE: 'activity', ACTIVITY_TYPE: 'Website visit' })
    outbox.say(signUp(), page())
    await outbox.pass(10 * SECOND)
    Object.assign(outbox.deps, { config: { ...outbox.deps.config, timeline: 'note' } })
    outbox.say(page('/more'))
    await outbox.pass(HOUR)
    expect(outbox.crm.records().sales_activities).toHaveLength(1)
    expect(notes(outbox)).toEqual([])
  })

  it('is looked for under the words that were sent, though more has come in', async () => {
    const outbox = openEngine()
    outbox.fate(only('POST /notes', unheard(outbox.crm)))
    outbox.say(signUp(), page())
    await outbox.pass(2 * SECOND)
    outbox.say(page('/earlier', { timestamp: new Date(outbox.now() - 10 * MINUTE).toISOString() }))
    outbox.fate(() => undefined)
    await outbox.pass(2 * HOUR)
    expect(notes(outbox)).toHaveLength(1)
    expect(notes(outbox)[0]).toContain('/earlier')
  })

  it('is written anew where its entry was deleted', async () => {
    const outbox = openEngine()
    outbox.say(signUp(), page())
    await outbox.pass(10 * SECOND)
    outbox.crm.records().notes.splice(0)
    outbox.say(page('/more'))
    await outbox.pass(HOUR)
    expect(notes(outbox)).toHaveLength(1)
    expect(notes(outbox)[0]).toContain('/more')
    expect(outbox.letters()).toEqual([])
  })

  it('is let go where its entry takes no change, and not written twice', async () => {
    const outbox = openEngine()
    outbox.say(signUp(), page())
    await outbox.pass(10 * SECOND)
    outbox.fate(only('PUT /notes', refused('No such luck')))
    outbox.say(page('/more'))
    await outbox.pass(3 * HOUR)
    expect(notes(outbox)).toHaveLength(1)
    expect(outbox.letters()).toHaveLength(1)
    expect(outbox.calls().filter((call) => call.startsWith('PUT'))).toHaveLength(1)
  })

  it('tells what somebody wrote and no field of the account takes', async () => {
    const outbox = openEngine()
    outbox.say(signUp({ message: 'Please call me back on Monday' }), page())
    await outbox.pass(HOUR)
    expect(notes(outbox)[0]).toContain('“Please call me back on Monday” (message)')
  })

  it.each([
    ['prose', { wish: 'Please call me back soon' }, 1],
    ['a field for prose', { comment: 'Thanks' }, 1],
    ['a choice', { wish: 'Demo' }, 0],
  ])('is made up for %s alone', async (_, traits, count) => {
    const outbox = openEngine()
    outbox.say(person(1, traits))
    await outbox.pass(HOUR)
    expect(notes(outbox)).toHaveLength(count)
  })
})

describe('the tracking API', () => {
  const settings = { TIMELINE: 'tracking', FRESHSALES_APP_TOKEN: 'token' }

  it('is told who it is, and then of each page view and event in their order', async () => {
    const outbox = openEngine(settings)
    outbox.say(page(), tried({ plan: 'Pro' }), signUp())
    await outbox.pass(HOUR)
    expect(outbox.sent().slice(1)).toEqual([
      ['POST /track/visitors', { identifier: 'u1', visitor: { Email: 'p1@acme.example' } }],
      ['POST /track/page_views', { identifier: 'u1', page_view: { url: `${SITE}/` } }],
      ['POST /track/events', { identifier: 'u1', event: { name: 'Tried', plan: 'Pro' } }],
    ])
    outbox.say(page('/more'))
    await outbox.pass(HOUR)
    expect(outbox.calls()).toEqual(['POST /track/page_views'])
  })

  it('costs what it refuses alone', async () => {
    const outbox = openEngine(settings)
    outbox.fate(only('POST /track/page_views', refused('No such luck')))
    outbox.say(signUp(), page(), tried())
    await outbox.pass(HOUR)
    expect(outbox.letters()).toMatchObject([{ lost: { tracked: { url: `${SITE}/` } } }])
    expect(outbox.crm.records().tracked).toHaveLength(2)
  })
})
