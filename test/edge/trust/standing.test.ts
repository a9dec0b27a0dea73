import { expect, it } from 'vitest'
import { standingOf } from '../../../src/edge/collect/standing.ts'
import { validate } from '../../../src/edge/collect/validate.ts'
import { parseActions } from '../../../src/freshsales/actions.ts'

const parsed = parseActions({ 'Signed Up': { tag: 'new' } })
const settings = { actions: parsed.ok ? parsed.value : new Map() }

it.each([
  ['stranger', { type: 'page', anonymousId: 'a' }],
  ['stranger', { type: 'track', anonymousId: 'a', event: 'Video Played' }],
  ['stranger', { type: 'identify', anonymousId: 'a', traits: { plan: 'pro' } }],
  ['known', { type: 'identify', anonymousId: 'a', traits: { emails: ['ann@acme.example'] } }],
  ['known', { type: 'page', userId: '42' }],
  ['known', { type: 'group', anonymousId: 'a', traits: { name: 'Acme' } }],
  ['known', { type: 'track', anonymousId: 'a', event: 'signed up' }],
  ['known', { type: 'track', anonymousId: 'a', event: 'sales_activity' }],
  ['known', { type: 'alias', userId: '42', previousId: 'a' }],
] as const)('what a page says is of a %s: %j', (standing, event) => {
  const valid = validate(event, settings)
  if (!valid.ok) throw new Error(valid.reason)
  expect(standingOf(valid.value, { provenance: 'page', settings })).toBe(standing)
  for (const provenance of ['server', 'signed'] as const)
    expect(standingOf(valid.value, { provenance, settings })).toBe('believed')
})
