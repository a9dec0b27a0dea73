import type { Claim, Kind } from '../kind.ts'

const PLACES = ['Rome', 'Oslo', 'Bonn'] as const

/** Somebody says more about themselves, with or without their address. */
export const identify: Kind = {
  name: 'identify',
  weight: 3,
  fromPage: true,
  write(luck, who) {
    const isIntroduction = luck.chance(0.6) || who.writeKey === 'page'
    const value = luck.pick(PLACES)
    const [trait, field] = luck.pick([
      ['city', 'city'],
      ['jobTitle', 'job_title'],
    ] as const)
    const traits = { [trait]: value, ...(isIntroduction && { email: who.email }) }
    const ids = isIntroduction ? who.allIds : who.ids(luck)
    const claims: Claim[] = [{ is: 'field', name: field, value }]
    if (isIntroduction) claims.push({ is: 'contact' })
    const event = { type: 'identify', ...ids, traits }
    return [{ kind: 'identify', who: who.number, event, claims }]
  },
}
