import { expect, it } from 'vitest'
import { isStrangers } from '../../../src/edge/collect/lane.ts'
import { validate } from '../../../src/edge/collect/validate.ts'
import { parseActions } from '../../../src/freshsales/actions.ts'

const parsed = parseActions({ 'Signed Up': { tag: 'new' } })
const settings = { actions: parsed.ok ? parsed.value : new Map() }

it.each([
  [true, { type: 'page', anonymousId: 'a' }],
  [true, { type: 'track', anonymousId: 'a', event: 'Video Played' }],
  [true, { type: 'identify', anonymousId: 'a', traits: { plan: 'pro' } }],
  [false, { type: 'identify', anonymousId: 'a', traits: { emails: ['ann@acme.example'] } }],
  [false, { type: 'page', userId: '42' }],
  [false, { type: 'group', anonymousId: 'a', traits: { name: 'Acme' } }],
  [false, { type: 'track', anonymousId: 'a', event: 'signed up' }],
  [false, { type: 'track', anonymousId: 'a', event: 'sales_activity' }],
  [false, { type: 'alias', userId: '42', previousId: 'a' }],
])('what a page says is a stranger’s (%s): %j', (expected, event) => {
  const valid = validate(event, settings)
  if (!valid.ok) throw new Error(valid.reason)
  expect(isStrangers(valid.value, { ...settings, provenance: 'page' })).toBe(expected)
  for (const provenance of ['server', 'signed'] as const)
    expect(isStrangers(valid.value, { ...settings, provenance })).toBe(false)
})
