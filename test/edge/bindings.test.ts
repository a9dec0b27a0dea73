import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Setup } from '../../src/edge/console/questions.ts'
import type { Env } from '../../src/edge/env.ts'
import type { Outbox } from '../../src/edge/outbox/outbox.ts'
import worker from '../../src/worker/worker.ts'
import { read } from './collect/gate.ts'
import {
  configure,
  drain,
  outbox,
  pass,
  records,
  rows,
  sendFromPage,
  useCleanEdge,
} from './harness.ts'
import { EDGE } from './operator/console.ts'

useCleanEdge()

const MINUTE = 60_000

/** The Worker and its outbox, deployed with other bindings than the usual ones. */
async function ask(bindings: object, path: string, init: RequestInit = {}) {
  await configure(bindings as never)
  const given = { ...(env as unknown as Env), ...bindings }
  return read((await worker.fetch(new Request(EDGE + path, init) as never, given)) as Response)
}

const post = (bindings: object, ...batch: object[]) =>
  ask(bindings, '/v1/batch', {
    method: 'POST',
    body: JSON.stringify({ writeKey: 'demo-write-key', batch }),
  })

const view = { type: 'page', anonymousId: 'ann', properties: { url: 'https://www.acme.example/a' } }
const lead = { type: 'identify', anonymousId: 'ann', traits: { email: 'ann@acme.example' } }
const setup = '/console/api/setup'
const asOperator = { headers: { authorization: 'Bearer demo-admin-token' } }
const findingsWith = async (bindings: object) => {
  const { text } = await ask(bindings, setup, asOperator)
  return (JSON.parse(text) as Setup).findings
}

describe('without the outbox', () => {
  it.each([
    ['no such binding', { OUTBOX: undefined }],
    ['a variable of its name', { OUTBOX: 'outbox' }],
    ['something else of its name', { OUTBOX: { get: () => undefined } }],
  ])('nothing is taken, and the answer says what to do: %s', async (_, bindings) => {
    for (const { status, headers, body } of [
      await post(bindings, lead),
      await post(bindings, view),
      await ask(bindings, '/health'),
    ]) {
      expect(status).toBe(503)
      expect(headers.get('retry-after')).toBe('60')
      expect(body.error.code).toBe('configuration')
      expect(body.error.message).toMatch(/^OUTBOX: this binding is missing.*wrangler\.jsonc/)
      expect(body.error.message).toContain('"class_name": "Outbox"')
    }
  })

  it('the first page of the console, which needs no outbox, says so', async () => {
    expect(await findingsWith({ OUTBOX: undefined })).toContainEqual({
      mark: 'bad',
      text: expect.stringContaining('OUTBOX: this binding is missing'),
      advice: expect.stringContaining('wrangler.jsonc'),
    })
  })
})

describe.each([
  ['VISITORS', undefined],
  ['VISITORS', 'a variable of its name'],
  ['RATE_LIMIT', undefined],
  ['RATE_LIMIT', { count: () => undefined }],
])('without %s: %j', (name, bound) => {
  const bindings = { [name]: bound }

  it('leads are taken, with what they did before', async () => {
    expect(await post(bindings, view)).toMatchObject({ status: 200, body: { accepted: 1 } })
    expect(await post(bindings, lead)).toMatchObject({ status: 200, body: { accepted: 1 } })
    await pass(40 * MINUTE)
    const { contacts } = await records()
    expect(contacts.map(({ email }) => email)).toEqual(['ann@acme.example'])
  })

  it('the doctor in the console, the console and /health say what to add', async () => {
    const said = expect.stringMatching(`${name}: this binding is missing`)
    expect(await findingsWith(bindings)).toContainEqual({
      mark: 'note',
      text: said,
      advice: expect.stringContaining('wrangler.jsonc'),
    })
    const health = JSON.parse((await ask(bindings, '/health')).text)
    expect(health).toMatchObject({ ok: true, advice: [said] })
    const overview = JSON.parse((await ask(bindings, '/console/api/overview', asOperator)).text)
    expect(overview.health).toMatchObject({ ok: true, advice: [said] })
  })
})

it('does not go round in circles over strangers that are out of reach now', async () => {
  await sendFromPage(view)
  await configure({ VISITORS: undefined } as never)
  const offered = { anonymousId: 'ann', about: ['e:ann@acme.example'] }
  await runInDurableObject(outbox(), (each: Outbox) => each.offer([offered]))
  expect(await rows('SELECT * FROM handover')).toHaveLength(1)
  await drain()
  await configure({ VISITORS: (env as { VISITORS?: unknown }).VISITORS } as never)
  await runInDurableObject(outbox(), (each: Outbox) => each.offer([offered]))
  await runDurableObjectAlarm(outbox())
  expect(await rows('SELECT * FROM handover')).toEqual([])
})
