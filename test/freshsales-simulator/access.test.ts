import { beforeEach, describe, expect, it } from 'vitest'
import { call, reset, send, settings } from './account.ts'

beforeEach(reset)

const FILTERS = '/crm/sales/api/contacts/filters'

describe('access', () => {
  it.each(['', 'Token token=wrong', 'Bearer demo-api-key', 'Token demo-api-key'])(
    'refuses the key %j',
    async (authorization) => {
      const { status, body } = await send(FILTERS, 'GET', undefined, { authorization })
      expect([status, body]).toEqual([401, { login: 'failed', message: null }])
    },
  )

  it('shows the sign-in page to who does not accept JSON', async () => {
    const { status, headers } = await send(FILTERS, 'GET', undefined, {
      authorization: '',
      accept: 'text/html',
    })
    expect(status).toBe(302)
    expect(headers.get('location')).toContain('/login')
  })

  it('keeps a key with read access from writing, and a revoked one out', async () => {
    await settings({ apiKeys: { 'read-key': 'read', 'demo-api-key': 'revoked' } })
    const reader = { authorization: 'Token token=read-key' }
    expect((await send(FILTERS, 'GET', undefined, reader)).status).toBe(200)
    expect(
      (await send('/crm/sales/api/contacts', 'POST', { email: 'a@x.example' }, reader)).status,
    ).toBe(403)
    expect((await call('GET', '/contacts/filters')).status).toBe(401)
  })

  it.each([
    ['/contacts', 400],
    ['/contacts/upsert', 400],
    ['/sales_accounts/upsert', 500],
    ['/deals', 500],
  ])('answers text/plain on %s with %i', async (path, status) => {
    expect(
      (await call('POST', path, '{"name":"x"}', { 'content-type': 'text/plain' })).status,
    ).toBe(status)
  })

  it.each([
    ['{"contact": ', 400],
    ['[]', 400],
    ['{"contact": "Ann"}', 400],
    ['', 500],
  ])('answers the body %j with %i', async (body, status) => {
    expect((await call('POST', '/contacts', body)).status).toBe(status)
  })

  it('knows no other formats, no other paths, and a page for those outside the API', async () => {
    expect((await call('GET', '/contacts/filters.xml')).status).toBe(406)
    expect((await call('GET', '/shoes')).status).toBe(404)
    const lost = await send('/crm/sales/contacts/upsert', 'POST', {})
    expect(lost.status).toBe(200)
    expect(lost.headers.get('content-type')).toContain('text/html')
  })

  it('can answer as accounts that differ: one text for all errors, 403 for a bad key', async () => {
    await settings({ behaviour: { errorMessages: 'text', badKeyStatus: 403 } })
    expect((await call('POST', '/contacts', {})).body).toEqual({
      errors: { code: 400, message: 'Need to fill this Email' },
    })
    expect((await send(FILTERS, 'GET', undefined, { authorization: '' })).status).toBe(403)
  })
})
