import { describe, expect, it } from 'vitest'
import { parseActions } from '../../../src/freshsales/actions.ts'
import { meaningOf } from './meaning.ts'

const track = (event: string, properties: object = {}) => ({
  type: 'track',
  event,
  anonymousId: 'a1',
  properties,
  context: { traits: { email: 'victim@acme.example' } },
})
const ORDER = { name: 'Order {id}', amount: '{revenue}', stage: 'Won' }

describe('what EVENTS says of an event', () => {
  it.each<[string, object, string[]]>([
    ['a stage', { lifecycleStage: 'Customer', city: 'Pune' }, ['lifecycle_stage_id']],
    ['an owner', { owner: 'marco@crm.example', city: 'Pune' }, ['owner_id']],
    ['a status in any spelling', { 'Contact Status': 'Won', city: 'Pune' }, ['contact_status_id']],
  ])('sets %s on a server’s word only', async (_, action, fields) => {
    const events = { 'Signed Up': action }
    const page = await meaningOf(track('Signed Up'), { events })
    expect(page.contact?.fields).toEqual({ city: 'Pune' })
    expect(page.withheld).toEqual(fields)
    const server = await meaningOf(track('Signed Up'), { events, writeKey: 'sk_server' })
    expect(Object.keys(server.contact?.fields ?? {})).toEqual([...fields, 'city'])
    const allowed = await meaningOf(track('signed up'), {
      events: { 'Signed Up': { ...action, from: 'page' } },
    })
    expect(allowed.contact?.fields).toEqual(server.contact?.fields)
    expect(allowed.withheld).toEqual([])
  })

  it.each([
    [{ deal: ORDER }, undefined],
    [{ deal: { name: 'Order {id}', value: 100 } }, undefined],
    [{ deal: { name: 'Order {id}', probability: 100 } }, undefined],
    [{ deal: { name: 'Order {id}', expectedClose: '2040-01-01' } }, 'Order 7'],
    [{ deal: ORDER, from: 'page' }, 'Order 7'],
    [{ deal: { ...ORDER, from: 'page' } }, 'Order 7'],
  ])('takes money from a page only where it says so: %j', async (action, name) => {
    const properties = { id: 7, revenue: 1e9 }
    const { deal, withheld } = await meaningOf(track('Order Completed', properties), {
      events: { 'Order Completed': action },
    })
    expect(deal?.name).toBe(name)
    expect(withheld.length > 0).toBe(name === undefined)
  })

  it('tags on anybody’s word, also beside a stage', async () => {
    const events = { 'Signed Up': { lifecycleStage: 'Lead', tag: 'signed up' } }
    const { changes } = await meaningOf(track('Signed Up'), { events })
    expect(changes.map(({ object }) => object)).toEqual(['tag', 'event'])
  })

  it.each([
    ['{plan}', ['gold']],
    [
      ['{plan}', 'buys {amount}'],
      ['gold', 'buys 7'],
    ],
  ])('tags with what the event holds, where that is all of a tag: %j', async (tag, tags) => {
    const asked = track('Tagged', { plan: 'gold', amount: 7 })
    const { changes } = await meaningOf(asked, { events: { Tagged: { tag } } })
    expect(changes.flatMap((change) => (change.object === 'tag' ? [change.tag] : []))).toEqual(tags)
  })

  it.each(['server', 'Page', true, ''])('names only "page" as who may send it: %j', (from) => {
    const parsed = parseActions({ 'Signed Up': { tag: 'x', from } })
    expect(parsed).toMatchObject({
      ok: false,
      reason: expect.stringContaining('from: must be "page"'),
    })
  })
})

describe('RudderStack’s built-in events from a page', () => {
  const activity = {
    title: 'Locked: <a href="http://evil.example">log in</a>',
    notes: '<img src=x onerror=alert(1)> & more\n<b>bold</b>',
    location: '"Pune"',
    salesActivityName: 'Demo',
    startDate: 1_600_000_000,
    endDate: 1_600_000_060,
    owner: 'marco@crm.example',
    createrId: 7,
  }

  it('make an activity of harmless text, and not in a colleague’s name', async () => {
    const page = await meaningOf(track('sales_activity', activity))
    expect(page.activity?.fields).toMatchObject({
      title: 'Locked: &lt;a href=&quot;http://evil.example&quot;&gt;log in&lt;/a&gt;',
      notes: '&lt;img src=x onerror=alert(1)&gt; &amp; more &lt;b&gt;bold&lt;/b&gt;',
      location: '&quot;Pune&quot;',
    })
    expect(page.withheld).toEqual(['activity.owner_id', 'activity.creater_id'])
    const server = await meaningOf(track('sales_activity', activity), { writeKey: 'sk_server' })
    expect(server.activity?.fields).toMatchObject({
      notes: activity.notes,
      owner_id: activity.owner,
    })
  })

  it.each(['Contact', 'SalesAccount', 'Deal'])('make none on somebody else’s %s', async (type) => {
    const event = track('sales_activity', activity)
    const context = { ...event.context, externalId: { type, id: 70_000_001 } }
    const { changes, withheld } = await meaningOf({ ...event, context })
    expect(withheld).toContain('activity.target')
    expect(JSON.stringify(changes)).not.toContain('70000001')
    expect(changes).toHaveLength(type === 'Contact' ? 1 : 0)
  })

  it.each(['lifecycle_stage', ' Lifecycle  Stage ', 'LIFECYCLE_STAGE'])(
    'set no stage: %s',
    async (name) => {
      const { changes, withheld, problems } = await meaningOf(
        track(name, { lifecycleStageName: 'Customer' }),
      )
      expect({ changes, withheld, problems }).toEqual({
        changes: [],
        withheld: ['lifecycle_stage_id'],
        problems: [],
      })
    },
  )

  it('make activities of EVENTS harmless as well', async () => {
    const events = {
      Asked: { activity: { type: 'Call', notes: '{question}', owner: 'ann@acme.com' } },
    }
    const { activity: made } = await meaningOf(track('Asked', { question: '<b>hi</b>' }), {
      events,
    })
    expect(made?.fields).toMatchObject({ notes: '&lt;b&gt;hi&lt;/b&gt;', owner_id: 'ann@acme.com' })
  })
})
