import { describe, expect, it } from 'vitest'
import { batch, openGate, SITE, track } from './gate.ts'

const basic = (user: string) => ({ authorization: `Basic ${btoa(`${user}:`)}` })

describe('a write key', () => {
  const gate = openGate()

  it.each([
    ['in the body', '/v1/batch', batch(track), {}],
    ['as HTTP Basic user', '/v1/batch', { batch: [track] }, basic('wk_site')],
    ['in the address', '/v1/batch?writeKey=wk_site', { batch: [track] }, {}],
    ['in the body of one event', '/v1/track', { ...track, writeKey: 'wk_site' }, {}],
  ])('opens %s', async (_, path, body, headers) => {
    const { status } = await gate.post(path, body, headers)
    expect(status).toBe(200)
    expect(gate.appended.at(-1)?.source).toBe('Website')
  })

  it.each([
    ['nowhere', '/v1/batch', {}, {}],
    ['empty', '/v1/batch?writeKey=', {}, {}],
    ['unknown', '/v1/batch', { writeKey: 'wk_other' }, {}],
    ['with a NUL byte behind it', '/v1/batch?writeKey=wk_site%00', {}, {}],
    ['as a list', '/v1/batch?writeKey[]=wk_site', {}, {}],
    ['as a list in the body', '/v1/batch', { writeKey: ['wk_site'] }, {}],
    ['named like a method of every object', '/v1/batch', { writeKey: 'constructor' }, {}],
    ['of 10 KB', '/v1/batch', { writeKey: 'k'.repeat(10_240) }, {}],
    ['of 10 KB in the header', '/v1/batch', {}, basic('k'.repeat(10_240))],
    ['in another case', '/v1/batch', { writeKey: 'WK_SITE' }, {}],
    ['as password', '/v1/batch', {}, { authorization: `Basic ${btoa(':wk_site')}` }],
    ['in Base64 that is none', '/v1/batch', {}, { authorization: 'Basic a' }],
  ])('that is %s is refused with 401', async (_, path, key, headers) => {
    const before = gate.appended.length
    const { status, body } = await gate.post(path, { batch: [track], ...key }, headers)
    expect(status).toBe(401)
    expect(body.error.code).toBe('unknown_write_key')
    expect(gate.appended).toHaveLength(before)
  })

  it('that is wrong in the header is not made good by the body', async () => {
    expect((await gate.post('/v1/batch', batch(track), basic('wk_other'))).status).toBe(401)
  })

  it('can be replaced without a gap: two stand for one source', async () => {
    const rotating = openGate({ env: { WRITE_KEYS: { wk_old: 'Website', wk_new: 'Website' } } })
    for (const writeKey of ['wk_old', 'wk_new']) {
      expect((await rotating.post('/v1/batch', { writeKey, batch: [track] })).status).toBe(200)
    }
    expect(rotating.appended.map(({ source }) => source)).toEqual(['Website', 'Website'])
  })

  it('of a server is refused from a page', async () => {
    const body = { writeKey: 'sk_server', batch: [track] }
    const { status, body: answer } = await gate.post('/v1/batch', body, { origin: SITE })
    expect(status).toBe(403)
    expect(answer.error.code).toBe('server_key_in_browser')
    expect((await gate.post('/v1/batch', body)).status).toBe(200)
  })

  it('may be limited to types of events', async () => {
    const WRITE_KEYS = { wk_site: { source: 'Website', events: ['page'] } }
    const limited = openGate({ env: { WRITE_KEYS } })
    const page = { type: 'page', anonymousId: 'a1' }
    const { body } = await limited.post('/v1/batch', batch(page, track))
    expect(body.accepted).toBe(1)
    expect(body.rejected).toEqual([{ index: 1, reason: 'type: this write key may not send track' }])
    expect((await limited.post('/v1/track', { ...track, writeKey: 'wk_site' })).status).toBe(403)
  })
})
