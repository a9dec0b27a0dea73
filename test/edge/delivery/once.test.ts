import { abortAllDurableObjects, runDurableObjectAlarm } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import {
  configure,
  control,
  outbox,
  pass,
  person,
  records,
  send,
  setFaults,
  useCleanEdge,
} from '../harness.ts'

useCleanEdge()

const HOUR = 3_600_000

const visit = [
  person(1),
  {
    type: 'page',
    userId: 'u-1',
    properties: { url: 'https://www.acme.example/pricing', title: 'Pricing' },
  },
]
const activity = {
  type: 'track',
  userId: 'u-1',
  event: 'sales_activity',
  properties: {
    salesActivityName: 'Demo requested',
    title: 'Call',
    startDate: '2040-01-12T09:00:00Z',
    endDate: '2040-01-12T09:30:00Z',
    ownerId: 0,
  },
  context: { traits: { email: 'person1@acme.example' }, externalId: { type: 'Contact' } },
}

interface Effects {
  notes: { description: string }[]
  tasks: object[]
  sales_activities: { title: string }[]
  deals: object[]
}

const effects = () => control<Effects>('/simulator/records')

describe('an effect that a repeated call would double', () => {
  it('is there once when the answer to a note is lost', async () => {
    await setFaults({
      rules: [
        { match: { method: 'POST', path: '/notes' }, kind: 'close', applied: true, times: 1 },
      ],
    })
    await send(...visit)
    await pass(HOUR)
    expect((await effects()).notes).toHaveLength(1)
  })

  it('is there once when the answer to a deal is lost', async () => {
    await setFaults({
      rules: [
        {
          match: { method: 'POST', path: '/deals' },
          answer: { status: 500 },
          applied: true,
          times: 1,
        },
      ],
    })
    await send(person(1, { company: 'Acme', deal: { name: 'Pro plan', amount: 10 } }))
    await pass(HOUR)
    expect((await effects()).deals).toHaveLength(1)
  })

  it('is there once when every batch is sent three times', async () => {
    const batch = [...visit, { type: 'track', userId: 'u-1', event: 'Demo Requested' }].map(
      (event, i) => ({ ...event, messageId: `m-${i}` }),
    )
    for (let time = 0; time < 3; time++) {
      await send(...batch)
      await pass(8 * HOUR)
    }
    const { notes } = await effects()
    expect(notes).toHaveLength(1)
    expect(JSON.stringify(notes).match(/Demo Requested/g)).toHaveLength(1)
    expect((await records()).contacts).toHaveLength(1)
  })

  it('is there once when the outbox dies while the call is out', async () => {
    await setFaults({
      rules: [
        {
          match: { method: 'POST', path: '/notes' },
          applied: true,
          kind: 'hang',
          delayMs: 300,
          times: 1,
        },
      ],
    })
    await send(...visit)
    await pass(1_000)
    const dying = pass(3_000).catch(() => undefined)
    await untilCalled('/notes')
    await abortAllDurableObjects()
    await dying
    await runDurableObjectAlarm(outbox())
    await pass(HOUR)
    expect((await effects()).notes).toHaveLength(1)
  })
})

it('is found again though Freshsales keeps its time in whole seconds', async () => {
  await setFaults({
    rules: [
      {
        match: { method: 'POST', path: '/sales_activities' },
        answer: { status: 500 },
        applied: true,
        times: 1,
      },
    ],
  })
  const properties = { ...activity.properties, startDate: '2040-01-12T09:00:00.250Z' }
  await send(person(1), { ...activity, properties })
  await pass(HOUR)
  expect((await effects()).sales_activities).toHaveLength(1)
})

async function untilCalled(path: string): Promise<void> {
  for (;;) {
    const { calls } = await control<{ calls: { path: string }[] }>('/simulator/calls')
    if (calls.some((call) => call.path.includes(path))) return
  }
}

it('keeps ten activities that differ, and makes each once though every other answer is lost', async () => {
  await setFaults({
    rules: [
      {
        match: { method: 'POST', path: '/sales_activities' },
        answer: { status: 500 },
        applied: true,
        probability: 0.5,
      },
    ],
  })
  const tracks = Array.from({ length: 10 }, (_, i) => ({
    ...activity,
    properties: { ...activity.properties, title: `Call ${i}`, ownerId: undefined },
  }))
  await send(person(1), ...tracks)
  await pass(24 * HOUR)
  expect((await effects()).sales_activities).toHaveLength(10)
})

const lost = (path: string) =>
  setFaults({
    rules: [{ match: { method: 'POST', path }, answer: { status: 502 }, applied: true, times: 1 }],
  })

describe('an answer that got lost', () => {
  it.each(['Demo requested', 'Webinar attended'])(
    'makes no second entry of the type %s',
    async (type) => {
      await configure({ TIMELINE: 'activity', ACTIVITY_TYPE: type })
      await lost('/sales_activities')
      await send(...visit)
      await pass(3 * HOUR)
      expect((await effects()).sales_activities).toHaveLength(1)
    },
  )

  it('makes no second entry when where the visitor lives becomes known meanwhile', async () => {
    await lost('/notes')
    await send(...visit)
    await pass(2_000)
    await send(person(1, { timezone: 'Asia/Tokyo' }))
    await pass(3 * HOUR)
    const { notes } = await effects()
    expect(notes).toHaveLength(1)
    expect(notes[0]?.description).toContain('18:00 GMT+9')
  })

  it('makes no second activity of the twelfth that is in the timeline', async () => {
    const tracks = Array.from({ length: 12 }, (_, i) => ({
      ...activity,
      properties: { ...activity.properties, title: `Call ${i}` },
    }))
    await send(person(1), ...tracks.slice(0, 11))
    await pass(HOUR)
    await lost('/sales_activities')
    await send(...tracks.slice(11))
    await pass(HOUR)
    expect((await effects()).sales_activities).toHaveLength(12)
  })

  it.each(['Call {email}', 'Send the offer'])('makes no second task "%s"', async (title) => {
    await configure({ EVENTS: JSON.stringify({ 'Demo Requested': { task: { title } } }) })
    await lost('/tasks')
    await send(person(1), { type: 'track', userId: 'u-1', event: 'Demo Requested' })
    await pass(HOUR)
    expect((await effects()).tasks).toHaveLength(1)
  })

  it.each(['notes', 'tasks'])('makes no second of the %s of a lead', async (what) => {
    await configure({
      FRESHSALES_DOMAIN: 'acme.freshsales.io',
      EVENTS: JSON.stringify({ 'Demo Requested': { task: { title: 'Call' } } }),
    })
    await lost(`/${what}`)
    await send(person(1, { lastName: 'Lee', company: 'Acme' }), {
      type: 'track',
      userId: 'u-1',
      event: 'Demo Requested',
    })
    await pass(3 * HOUR)
    const { notes, tasks } = await effects()
    expect({ notes: notes.length, tasks: tasks.length }).toEqual({ notes: 1, tasks: 1 })
  })
})
