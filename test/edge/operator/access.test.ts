import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { CONSOLE_ROUTES } from '../../../src/edge/console/routes.ts'
import type { Env } from '../../../src/edge/env.ts'
import { handle } from '../../../src/edge/handle.ts'
import { createRateLimit } from '../collect/rateLimit.ts'
import { useCleanEdge } from '../harness.ts'
import { EDGE, knock } from './console.ts'

useCleanEdge()

const apiRoutes = CONSOLE_ROUTES.flatMap(({ method, path }) =>
  typeof path === 'string' ? [{ method, path }] : [],
)

describe('the console', () => {
  it('has questions and orders to protect', () => {
    expect(apiRoutes.length).toBeGreaterThan(10)
  })

  for (const { method, path } of apiRoutes) {
    const init = method === 'POST' ? { method, body: '{}' } : { method }

    it(`answers 401 to ${method} ${path} without the token`, async () => {
      const response = await knock(path, init)
      expect(response.status).toBe(401)
      expect(await response.json()).toMatchObject({ error: { code: 'wrong_admin_token' } })
    })

    it(`does not let other sites read ${method} ${path}`, async () => {
      const headers = {
        origin: 'https://www.acme.example',
        authorization: 'Bearer demo-admin-token',
      }
      const response = await knock(path, { ...init, headers }, '192.0.2.2')
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
      expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin')
      const preflight = await knock(path, { method: 'OPTIONS', headers }, '192.0.2.3')
      expect(preflight.status).toBe(405)
      expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
    })
  }

  for (const [what, authorization] of Object.entries({
    'a write key': 'Bearer demo-write-key',
    "a server's write key": 'Bearer demo-server-key',
    'the beginning of the token': 'Bearer demo-admin-toke',
    'more than the token': 'Bearer demo-admin-token2',
    'another case': 'Bearer DEMO-ADMIN-TOKEN',
    'the token as a password': `Basic ${btoa(':demo-admin-token')}`,
    'the token alone': 'demo-admin-token',
  }))
    it(`does not open to ${what}`, async () => {
      const init = { headers: { authorization } }
      expect((await knock('/console/api/overview', init, '192.0.2.4')).status).toBe(401)
    })

  it('does not open to a token in the address', async () => {
    const path = '/console/api/overview?token=demo-admin-token&ADMIN_TOKEN=demo-admin-token'
    expect((await knock(path)).status).toBe(401)
  })

  it('lets nobody guess: after ten wrong tokens even the right one has to wait', async () => {
    // As wrangler.jsonc has it; the window of the real one may end between two guesses.
    const bindings = { ...(env as unknown as Env), RATE_LIMIT: createRateLimit(600) }
    const guess = async (token: string, address = '192.0.2.66') => {
      const headers = { 'cf-connecting-ip': address, authorization: `Bearer ${token}` }
      return (await handle(new Request(`${EDGE}/console/api/overview`, { headers }), bindings))
        .status
    }
    const answers = []
    for (let n = 0; n < 12; n++) answers.push(await guess(`wrong-token-${n}`))
    expect(answers.slice(0, 10)).toEqual(Array(10).fill(401))
    expect(answers.at(-1)).toBe(429)
    expect(await guess('demo-admin-token')).toBe(429)
    expect(await guess('demo-admin-token', '192.0.2.67')).toBe(200)
  })

  it('names what is wrong with a question', async () => {
    const ask = async (path: string, init: RequestInit = {}) => {
      const headers = { authorization: 'Bearer demo-admin-token' }
      const response = await knock(path, { ...init, headers }, '192.0.2.5')
      return [response.status, ((await response.json()) as Refused).error.message]
    }
    expect(await ask('/console/api/deliveries?outcome=odd')).toEqual([
      400,
      expect.stringContaining('outcome: '),
    ])
    expect(await ask('/console/api/person?id=1;2')).toEqual([400, expect.stringContaining('id: ')])
    const replay = { method: 'POST', body: '{"everything":true}' }
    expect(await ask('/console/api/dead-letters/replay', replay)).toEqual([
      400,
      expect.stringContaining('"all": true'),
    ])
    const broken = { method: 'POST', body: '{' }
    expect((await ask('/console/api/pause', broken))[0]).toBe(400)
  })
})

interface Refused {
  error: { message: string }
}
