import { describe, expect, it } from 'vitest'
import type { AdmittedEvent } from '../../src/edge/collect/admission.ts'
import { keepConsent } from '../../src/edge/outbox/person/keepConsent.ts'
import { createPerson, mergePeople } from '../../src/edge/outbox/person/person.ts'
import type { KeptConsent } from '../../src/edge/outbox/person/personCore.ts'

const now = Date.UTC(2026, 5, 10, 9)
const HOUR = 3_600_000

/** What is kept after these were told, an hour apart. */
const keptOf = (...told: unknown[]): KeptConsent | undefined => {
  const person = createPerson(now)
  for (const [hour, consent] of told.entries()) {
    const timestamp = new Date(now + hour * HOUR).toISOString()
    const event = { type: 'page', messageId: `m${hour}`, timestamp, context: { consent } }
    keepConsent(person, event as AdmittedEvent, now + 24 * HOUR)
  }
  return person.consent
}

const granted = { analytics: true, marketing: true }
const at = (hour: number): { at: string } => ({ at: new Date(now + hour * HOUR).toISOString() })

describe('what somebody allowed', () => {
  it('is kept with when and through which banner they did', () => {
    const how = { via: 'Cookiebot', model: 'opt-in' }
    expect(keptOf({ ...granted, ...how, ...at(-5) })).toEqual({
      ...granted,
      ...how,
      at: now - 5 * HOUR,
      by: 'page',
    })
  })

  it('is as old as the first event that tells of it, where nobody says when it was', () => {
    expect(keptOf(granted, granted, granted)).toEqual({ ...granted, at: now, by: 'page' })
    const part = { analytics: true, marketing: false }
    expect(keptOf(granted, part)).toEqual({ ...part, at: now + HOUR, by: 'page' })
  })

  it.each([
    [{ analytics_storage: 'granted', ad_user_data: 'denied' }],
    [{ categoryPreferences: { C0002: true, C0004: false } }],
  ])('is understood in the spellings of others: %j', (consent) => {
    expect(keptOf(consent)).toMatchObject({ analytics: true, marketing: false })
  })

  it('is the latest decision, in whatever order it is told', () => {
    expect(keptOf({ ...granted, ...at(3) }, { analytics: true, ...at(-3) })).toMatchObject(granted)
  })

  it.each([
    [{ via: 7, model: 'whatever', at: 'yesterday' }, {}],
    [
      { via: 'x'.repeat(900), ...at(999) },
      { via: 'x'.repeat(60), at: now + 24 * HOUR },
    ],
    [{ via: ' Our\u200b  banner ' }, { via: 'Our banner' }],
  ])('is kept within bounds: %j', (how, expected) => {
    expect(keptOf({ ...granted, ...how })).toEqual({ ...granted, at: now, by: 'page', ...expected })
  })

  it.each([[undefined], [null], ['yes'], [{}], [{ functional: true }]])(
    'is not made up: %j',
    (consent) => {
      expect(keptOf(consent)).toBeUndefined()
    },
  )

  it('is the later of the two of people who turn out to be one', () => {
    const [into, from] = [createPerson(now), createPerson(now)]
    from.consent = { ...granted, at: now, by: 'page' }
    mergePeople(into, from)
    expect(into.consent?.at).toBe(now)
    into.consent = { analytics: true, at: now + 1, by: 'server' }
    mergePeople(into, from)
    expect(into.consent?.at).toBe(now + 1)
  })
})
