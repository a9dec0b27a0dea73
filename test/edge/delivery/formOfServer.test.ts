import { beforeEach, describe, expect, it } from 'vitest'
import { openGate } from '../collect/gate.ts'
import {
  configure,
  control,
  drain,
  pass,
  records,
  send,
  sendFromPage,
  useCleanEdge,
} from '../harness.ts'

useCleanEdge()

const HOUR = 3_600_000
const ANN = 'ann@acme.example'

const field = (name: string, value: string, type = 'text') => ({ type, name, value })

/** A form that the site's server took, with the fields as they were handed in. */
const taken = (id = 'hand-in-1', more: object[] = []) => {
  const raw = [field('your-email', ANN, 'email'), field('your-name', 'Ann Lee'), ...more]
  const context = { form: { raw: [...raw, field('fse_form', id)] } }
  return [
    { type: 'identify', context },
    { type: 'track', event: 'Form Submitted', context },
  ]
}

/** The same, of a server that knows what its fields mean. */
const told = (id = 'hand-in-1') => {
  const context = { form: { id }, traits: { email: ANN, name: 'Ann Lee' } }
  return [
    { type: 'identify', context },
    { type: 'track', event: 'Form Submitted', context },
  ]
}

/** The same, as the page reports it. */
const reported = (id = 'hand-in-1', email = ANN) => {
  const context = {
    form: { id, seconds: 9 },
    attribution: { first: { source: 'google', medium: 'cpc', name: 'spring' } },
  }
  return [
    { type: 'identify', anonymousId: 'browser-1', traits: { email, name: 'Ann Lee' }, context },
    { type: 'track', anonymousId: 'browser-1', event: 'Form Submitted', context },
  ]
}

interface Seen {
  notes: { description: string }[]
  tasks: object[]
}

/** How often the CRM tells of the form, and what else came of it. */
const seen = async () => {
  await pass(2 * HOUR)
  const { notes, tasks } = await control<Seen>('/simulator/records')
  const { contacts } = await records()
  return {
    people: contacts.map(({ email }) => email),
    entries: notes.length,
    lines: notes.map(({ description }) => description.match(/Filled in a form/g)?.length ?? 0),
    tasks: tasks.length,
    campaign: contacts[0]?.['campaign'] ?? undefined,
  }
}

beforeEach(() =>
  configure({ EVENTS: JSON.stringify({ 'Form Submitted': { task: { title: 'Call {email}' } } }) }),
)

describe('a form that a server took', () => {
  const once = { people: [ANN], entries: 1, lines: [1], tasks: 1 }

  it('counts where no page reports it', async () => {
    await send(...taken())
    expect(await seen()).toEqual({ ...once, campaign: undefined })
  })

  it.each([
    ['before the page', () => [() => send(...taken()), () => sendFromPage(...reported())]],
    ['after the page', () => [() => sendFromPage(...reported()), () => send(...taken())]],
    [
      'with traits before the page',
      () => [() => send(...told()), () => sendFromPage(...reported())],
    ],
    [
      'with traits after the page',
      () => [() => sendFromPage(...reported()), () => send(...told())],
    ],
  ])('counts once with the report of the page, told %s', async (_, order) => {
    for (const tell of order()) {
      await tell()
      await drain()
    }
    expect(await seen()).toEqual({ ...once, campaign: 'spring' })
  })

  it('counts again when it is handed in again', async () => {
    await send(...taken(), ...taken('hand-in-2'))
    await sendFromPage(...reported('hand-in-2'))
    expect(await seen()).toMatchObject({ people: [ANN], tasks: 2, lines: [2] })
  })

  it('is suppressed by nobody who does not know its id, nor through somebody else', async () => {
    await sendFromPage(...reported('guessed'), ...reported('hand-in-1', 'eve@evil.example'))
    await send(...taken())
    const { tasks, people } = await seen()
    expect(people.sort()).toEqual([ANN, 'eve@evil.example'])
    // The two forged ones, and the one that was taken.
    expect(tasks).toBe(3)
  })

  it('is the word of who typed it: what a server has said stays', async () => {
    await send({ type: 'identify', traits: { email: ANN, phone: '+31 10 555 0134' } })
    await drain()
    await send(...taken('hand-in-1', [field('phone', '+31 20 666 0000', 'tel')]))
    await drain()
    const [ann] = (await records()).contacts
    expect(ann).toMatchObject({ work_number: '+31 10 555 0134', first_name: 'Ann' })
  })
})

describe('at the door', () => {
  const post = async (events: object[], key = 'sk_server') => {
    const gate = openGate({ env: { TURNSTILE_SECRET: 'secret' } })
    const batch = events.map((event, i) => ({ messageId: `m-${i}`, ...event }))
    const answer = await gate.post('/v1/batch', { writeKey: key, batch })
    return { answer, stored: gate.stored() }
  }

  it('is not asked to prove that it is human, and says whom it is about', async () => {
    const { stored } = await post(taken())
    expect(stored.map(({ admission }) => admission)).toEqual([
      { provenance: 'page', judged: true },
      { provenance: 'page', judged: true },
    ])
    expect(stored[1]?.context).toMatchObject({
      form: { id: 'hand-in-1' },
      traits: { email: ANN },
    })
    expect(JSON.stringify(stored)).not.toContain('raw')
  })

  it('is told why it is no sign-up', async () => {
    const [identify] = taken()
    const context = { form: { raw: [field('q', 'gears')] } }
    const { answer, stored } = await post([{ ...identify, anonymousId: 'a', context }])
    expect(stored).toEqual([])
    expect(JSON.stringify(answer)).toContain('is no sign-up (no address, phone or full name in it)')
  })
})
