import { MAX_BATCH_EVENTS, MAX_REQUEST_BYTES } from '../../src/protocol/batch.ts'

/** Twenty events as a page of a shop sends them, 13 KB. */
export function goodBatch(): string {
  const batch = Array.from({ length: 20 }, (_, index) => ({
    type: index % 5 === 0 ? 'identify' : 'track',
    messageId: crypto.randomUUID(),
    anonymousId: crypto.randomUUID(),
    timestamp: new Date().toISOString(),
    event: 'Button Clicked',
    properties: { label: 'Sign up', plan: 'pro', value: 12, page: '/pricing' },
    traits: {
      email: `p${index}@acme.example`,
      firstName: 'Ann',
      lastName: 'Lee',
      company: 'Acme',
      cf_plan: 'pro',
    },
    context: {
      library: { name: 'freshsales-edge', version: '0.1.0' },
      page: {
        path: '/pricing',
        url: 'https://www.acme.example/pricing',
        title: 'Pricing',
        referrer: 'https://google.com',
        search: '?utm_source=google',
      },
      campaign: { source: 'google', medium: 'cpc', name: 'spring' },
      timezone: 'Europe/Berlin',
      locale: 'en-GB',
    },
  }))
  return JSON.stringify({ writeKey: 'wk_site', sentAt: new Date().toISOString(), batch })
}

/** What is left for the hostile part once its frame is written. */
const ROOM = MAX_REQUEST_BYTES - 200

const inBatch = (events: string): string => `{"writeKey":"wk_site","batch":[${events}]}`
const inEvent = (properties: string): string =>
  inBatch(`{"type":"track","event":"x","userId":"u","properties":${properties}}`)
const fill = (piece: string): string => piece.repeat(Math.floor(ROOM / piece.length))
const keys = (count: number): string =>
  `{${Array.from({ length: count }, (_, index) => `"k${index}":1`).join()}}`

/** Half a megabyte each, meant to keep a server busy. */
export const HOSTILE_BODIES: Record<string, string> = {
  'lists in lists, never closed': `{"batch":${fill('[')}`,
  'objects in objects, never closed': `{"batch":${fill('{"a":')}`,
  'lists in lists, all closed': inEvent(
    `${'['.repeat(Math.floor(ROOM / 2.2))}${']'.repeat(Math.floor(ROOM / 2.2))}`,
  ),
  'one event of 46,000 keys': inEvent(keys(46_000)),
  'empty events': inBatch(`${fill('{},').slice(0, -1)}`),
  'numbers for events': inBatch(`${fill('1,').slice(0, -1)}`),
  'one number of half a million digits': inEvent(fill('9')),
  'one long text': inEvent(`"${fill('x')}"`),
  'one text of escapes': inEvent(`"${fill('\\u0041')}"`),
  'a text of backslashes that never ends': `{"batch":["${fill('\\')}`,
  'no JSON at all': fill('x'),
  blanks: fill(' '),
  '480 identity tokens that do not hold': inBatch(
    Array.from({ length: 480 }, (_, index) =>
      JSON.stringify({
        type: 'page',
        userId: 'u',
        context: { identityToken: `${btoa('{"alg":"HS256"}')}.${btoa('{"sub":"u"}')}.${index}` },
      }),
    ).join(),
  ),
  '450 addresses of 120 labels': inBatch(
    Array.from({ length: 450 }, (_, index) =>
      JSON.stringify({
        type: 'identify',
        anonymousId: `a${index}`,
        traits: { email: `x@${'a.'.repeat(119)}example` },
      }),
    ).join(),
  ),
  'links with secrets': inBatch(
    Array.from({ length: 400 }, (_, index) =>
      JSON.stringify({
        type: 'page',
        userId: 'u',
        properties: { url: `https://a.example/${index}/${'reset/a1/'.repeat(110)}` },
      }),
    ).join(),
  ),
  'good events with an unknown key': JSON.stringify({
    writeKey: 'wk_unknown',
    batch: Array(MAX_BATCH_EVENTS).fill({ type: 'track', userId: 'u', event: 'x'.repeat(950) }),
  }),
}
