import { describe, expect, test } from 'vitest'
import { parseDomain, parseHost } from '../../src/freshsales/domain.ts'

const MODERN = {
  origin: 'https://acme.myfreshworks.com',
  api: 'https://acme.myfreshworks.com/crm/sales/api',
  track: 'https://acme.myfreshworks.com/crm/sales',
  generation: 'modern',
}

describe('the domain of an account', () => {
  test.each([
    'acme',
    ' ACME ',
    'acme.myfreshworks.com',
    'https://acme.myfreshworks.com/',
    'http://acme.myfreshworks.com',
    'acme.myfreshworks.com/crm/sales',
    'https://acme.myfreshworks.com/crm/sales/api/',
    'https://acme.myfreshworks.com/crm/sales/contacts/view/402001',
  ])('is read from %j', (text) => {
    expect(parseDomain(text)).toEqual({ ok: true, value: MODERN })
  })

  test('is classic on freshsales.io', () => {
    const classic = {
      origin: 'https://acme.freshsales.io',
      api: 'https://acme.freshsales.io/api',
      track: 'https://acme.freshsales.io',
      generation: 'classic',
    }
    expect(parseDomain('acme.freshsales.io')).toEqual({ ok: true, value: classic })
    expect(parseDomain('https://acme.freshsales.io/api/')).toEqual({ ok: true, value: classic })
  })

  test('is modern on freshworks.com', () => {
    expect(parseDomain('acme.freshworks.com')).toMatchObject({
      ok: true,
      value: { generation: 'modern', api: 'https://acme.freshworks.com/crm/sales/api' },
    })
  })

  test.each([
    '',
    '   ',
    'acme.myfreshworks.com.evil.com',
    'acme.myfreshworks.com@evil.com',
    'https://user:pass@acme.myfreshworks.com',
    'evil.com#acme.myfreshworks.com',
    'evil.com/acme.myfreshworks.com',
    'evil.com?.myfreshworks.com',
    '127.0.0.1',
    'localhost',
    '2130706433',
    '[::1]',
    'http://[::1]:8788',
    'acme.myfreshworks.com:22',
    'acme.myfreshworks.com.',
    'acm\u0435.myfreshworks.com',
    'ac\u212Ae.myfreshworks.com',
    'a..myfreshworks.com',
    '-acme.myfreshworks.com',
    '.myfreshworks.com',
    'myfreshworks.com',
    'a.b.myfreshworks.com',
    'acme.myfreshworks.com/../evil',
    'acme.myfreshworks.com\\evil',
    'acme.myfreshworks.com\nevil',
    'ftp://acme.myfreshworks.com',
    'javascript:alert(1)',
    `${'a'.repeat(64)}.myfreshworks.com`,
    'http://169.254.169.254',
    'http://127.0.0.1:8788',
  ])('is refused as %j', (text) => {
    expect(parseDomain(text)).toMatchObject({ ok: false })
  })

  test.each(['http://127.0.0.1:8788', 'http://localhost:8788', 'http://localhost:8788/'])(
    'may be the simulator at %s where that is allowed',
    (text) => {
      const origin = text.replace(/\/$/, '')
      expect(parseDomain(text, { allowLoopback: true })).toEqual({
        ok: true,
        value: {
          origin,
          api: `${origin}/crm/sales/api`,
          track: `${origin}/crm/sales`,
          generation: 'modern',
        },
      })
    },
  )

  test('is a classic simulator with the path /classic', () => {
    expect(parseDomain('http://127.0.0.1:8788/classic', { allowLoopback: true })).toEqual({
      ok: true,
      value: {
        origin: 'http://127.0.0.1:8788',
        api: 'http://127.0.0.1:8788/api',
        track: 'http://127.0.0.1:8788',
        generation: 'classic',
      },
    })
  })

  test.each([
    'http://127.0.0.1',
    'http://127.0.0.1:99999',
    'http://127.0.0.1:8788@evil.com',
    'http://127.0.0.1:8788/x',
    'http://10.0.0.1:80',
  ])('refuses %j even then', (text) => {
    expect(parseDomain(text, { allowLoopback: true })).toMatchObject({ ok: false })
  })
})

describe('the host of an account under the domain of a company', () => {
  test.each([
    'tickets.example.com',
    ' Tickets.Example.COM ',
    'https://tickets.example.com',
    'https://tickets.example.com/crm/sales/',
    'https://tickets.example.com/crm/sales/contacts/view/402001',
  ])('is read from %j', (text) => {
    expect(parseHost(text)).toEqual({
      ok: true,
      value: {
        origin: 'https://tickets.example.com',
        api: 'https://tickets.example.com/crm/sales/api',
        track: 'https://tickets.example.com/crm/sales',
        generation: 'modern',
      },
    })
  })

  test.each([
    'http://tickets.example.com',
    'ftp://tickets.example.com',
    'https://key@tickets.example.com',
    'https://acme.myfreshworks.com@tickets.example.com',
    'tickets.example.com:8443',
    'tickets.example.com.',
    'tickets.example.com/login',
    'tickets.example.com?x=/crm/sales',
    'tickets.example.com#/crm/sales',
    'tickets.example.com\\crm',
    'tickets..example.com',
    '-tickets.example.com',
    't\u0456ckets.example.com',
    'tickets',
    'localhost',
    'http://127.0.0.1:8788',
    '127.0.0.1',
    '10.0.0.7',
    '169.254.169.254',
    '0x7f.1',
    '2130706433',
    '[::1]',
    'crm.localhost',
    'crm.acme.internal',
    'crm.acme.local',
    'nas.home.arpa',
    'acme.myfreshworks.com',
    'acme.myfreshworks.com.evil.com',
    'acme-myfreshworks.com',
    'acme.freshsales.io',
    `${'a'.repeat(64)}.example.com`,
  ])('is refused as %j', (text) => {
    expect(parseHost(text)).toMatchObject({ ok: false })
  })
})
