import { expect, it } from 'vitest'
import { openGate } from './gate.ts'

const VISITOR = { 'cf-connecting-ip': '203.0.113.77', 'user-agent': 'Mozilla/5.0' }

async function contextOf({
  CLIENT_IP = '',
  writeKey = 'wk_site',
  context = {},
  headers = {},
}: {
  CLIENT_IP?: string
  writeKey?: string
  context?: object
  headers?: Record<string, string>
}) {
  const gate = openGate({ env: { CLIENT_IP } })
  const page = { anonymousId: 'a1', context, writeKey }
  await gate.post('/v1/page', page, { ...VISITOR, ...headers })
  return gate.stored()[0]?.context
}

it.each([
  ['', undefined],
  ['off', undefined],
  ['truncated', '203.0.113.0'],
  ['full', '203.0.113.77'],
])('keeps of an address, with CLIENT_IP=%j: %s', async (CLIENT_IP, ip) => {
  expect((await contextOf({ CLIENT_IP }))?.['ip']).toBe(ip)
})

it.each([
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::'],
  ['2001:DB8::1', '2001:db8:0::'],
  ['::1', '0:0:0::'],
  ['not an address', undefined],
  ['1:2:3', undefined],
])('truncates %s to %s', async (address, ip) => {
  const headers = { 'cf-connecting-ip': address }
  expect((await contextOf({ CLIENT_IP: 'truncated', headers }))?.['ip']).toBe(ip)
})

it('does not believe the address that a browser claims', async () => {
  const context = { ip: '198.51.100.1' }
  expect((await contextOf({ CLIENT_IP: 'full', context }))?.['ip']).toBe('203.0.113.77')
  expect((await contextOf({ context }))?.['ip']).toBeUndefined()
})

it('takes the address and the browser of a visitor from a server, never its own', async () => {
  const context = { ip: '198.51.100.1', userAgent: 'Safari' }
  const server = { writeKey: 'sk_server', CLIENT_IP: 'truncated' }
  expect(await contextOf({ ...server, context })).toEqual({
    ip: '198.51.100.0',
    userAgent: 'Safari',
  })
  expect(await contextOf(server)).toEqual({})
})

it('adds the browser where the event does not say it', async () => {
  expect((await contextOf({}))?.['userAgent']).toBe('Mozilla/5.0')
  expect((await contextOf({ context: { userAgent: 'Own' } }))?.['userAgent']).toBe('Own')
})
