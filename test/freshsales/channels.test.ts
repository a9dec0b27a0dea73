import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { channelOf, parseChannels } from '../../src/freshsales/interpret/channelOf.ts'
import { touchesOf } from '../../src/freshsales/interpret/touch.ts'
import type { Event, Touch } from '../../src/protocol/event.ts'

/** `source / medium: referrer ?query | referrer | ?query` a line. */
const CASES = readFileSync('test/fixtures/channels.txt', 'utf8')
  .trimEnd()
  .split('\n')
  .flatMap((line) => {
    const [expected = '', ways = ''] = line.split(/: ?(.*)/)
    return ways.split(' | ').map((way) => [expected, way] as const)
  })

/** As the script tells it: the campaign apart, the address as a whole. */
function touchOf(way: string): Touch {
  const [referrer = '', query] = way.startsWith('?') ? ['', way.slice(1)] : way.split(' ?')
  const campaign: Touch = {}
  for (const [name, value] of new URLSearchParams(query))
    if (name.startsWith('utm_'))
      Object.assign(campaign, { [name === 'utm_campaign' ? 'name' : name.slice(4)]: value })
  return { ...campaign, referrer, landing: `https://www.acme.example/?${query ?? ''}` }
}

describe('the channel', () => {
  test(`of ${CASES.length} referrers and addresses is the one that analytics tools name`, () => {
    expect(CASES.length).toBeGreaterThanOrEqual(400)
    const wrong = CASES.flatMap(([expected, way]) => {
      const { source, medium = '' } = channelOf(touchOf(way))
      const found = `${source} / ${medium}`.trim()
      return found === expected ? [] : [`${way}: ${found}, not ${expected}`]
    })
    expect(wrong).toEqual([])
  })

  it.each([
    [{ referrer: 'https://www.google.com/' }, 'Organic Search'],
    [{ click: { gclid: 'a' } }, 'Paid Search'],
    [{ source: 'linkedin', medium: 'cpc' }, 'Paid Social'],
    [{ referrer: 'https://www.facebook.com/' }, 'Organic Social'],
    [{ source: 'list', medium: 'newsletter' }, 'Email'],
    [{ referrer: 'https://claude.ai/' }, 'AI Assistant'],
    [{ referrer: 'https://partner.example/' }, 'Referral'],
    [{}, 'Direct'],
    [{ source: 'booth', medium: 'qr' }, undefined],
  ])('of %o is the lead source %s', (touch, leadSource) => {
    expect(channelOf(touch).leadSource).toBe(leadSource)
  })
})

describe("an operator's own channels", () => {
  const parsed = parseChannels({
    'https://www.Partner.example/': 'acme partners / partner / Partner',
    aff_id: 'affiliates / cpa',
    'chatgpt.com': 'openai / assistant',
  })
  const own = 'value' in parsed ? parsed.value : {}

  it.each([
    [{ referrer: 'https://shop.partner.example/' }, 'acme partners / partner / Partner'],
    [{ landing: 'https://acme.example/?aff_id=7&gclid=a' }, 'affiliates / cpa / undefined'],
    [{ referrer: 'https://chatgpt.com/' }, 'openai / assistant / undefined'],
    [{ referrer: 'https://chatgpt.com/', source: 'x', medium: 'y' }, 'x / y / undefined'],
  ])('win over the table, and a campaign over them: %o', (touch, expected) => {
    const { source, medium, leadSource } = channelOf(touch, own)
    expect(`${source} / ${medium} / ${leadSource}`).toBe(expected)
  })

  it.each([[], 'x', { a: 1 }, { a: 'google' }, { a: 'a / b / ' }, { a: 'a/b/c/d' }])(
    'are refused with what to write: %j',
    (value) => {
      expect(parseChannels(value)).toMatchObject({ reason: expect.stringContaining('/') })
    },
  )
})

describe('the touches of an event', () => {
  const page = (properties: object, context: object = {}) =>
    ({ type: 'page', messageId: 'm', timestamp: '', properties, context }) as unknown as Event

  it.each([
    [{ url: 'https://www.acme.example/', referrer: 'https://www.bing.com/' }, 'bing'],
    [{ url: 'https://www.acme.example/?gclid=a', referrer: 'https://acme.example/x' }, 'google'],
    [{ url: 'https://www.acme.example/', referrer: 'https://shop.acme.example/' }, undefined],
    [{ url: 'https://www.acme.example/' }, undefined],
    [
      { url: 'https://www.acme.example/?utm_source=news&utm_medium=email&utm_campaign=May' },
      'news',
    ],
    [{ url: 'https://www.acme.example/?utm_medium=email' }, undefined],
    [{ url: '/?utm_source=news' }, undefined],
  ])("of another library's page are read from its addresses: %o", (properties, source) => {
    expect(touchesOf(page(properties)).first?.source).toBe(source)
  })

  it('of somebody who only came directly say so', () => {
    const first = { landing: 'https://acme.example/', referrer: '' }
    expect(touchesOf(page({}, { attribution: { first } }))).toMatchObject({
      first: { source: 'direct', medium: 'none' },
      last: { source: 'direct', medium: 'none' },
    })
  })
})
