import fc from 'fast-check'
import type { ContactState, CrmState } from './crm.ts'

/** What one of a few people does. When it happened is its place in the story. */
export type Deed =
  | { kind: 'introduce' | 'identify'; who: number; keys: Keys; traits: { [name: string]: string } }
  | { kind: 'page'; who: number; keys: Keys; path: string }
  | { kind: 'track'; who: number; keys: Keys; name: string }
  | { kind: 'call'; who: number; keys: Keys }
  | { kind: 'tag'; who: number; keys: Keys; tag: string }
  | { kind: 'order'; who: number; keys: Keys; order: string; amount: number }
  | { kind: 'join'; who: number; keys: Keys; company: string; city: string }

/** By which of their two ids an event knows the person. */
type Keys = 'user' | 'browser' | 'both'

const who = fc.nat({ max: 2 })
const keys = fc.constantFrom<Keys>('user', 'browser', 'both')
const place = fc.constantFrom('Rome', 'Oslo', 'Bonn')
const traits = fc.dictionary(fc.constantFrom('city', 'jobTitle', 'country'), place, { maxKeys: 2 })
const company = fc.constantFrom('Acme', 'Globex')

const deed = fc.oneof(
  fc.record({
    kind: fc.constantFrom('introduce' as const, 'identify' as const),
    who,
    keys,
    traits,
  }),
  fc.record({ kind: fc.constant('page' as const), who, keys, path: fc.constantFrom('/a', '/b') }),
  fc.record({ kind: fc.constant('track' as const), who, keys, name: fc.constantFrom('Played') }),
  fc.record({ kind: fc.constant('call' as const), who, keys }),
  fc.record({ kind: fc.constant('tag' as const), who, keys, tag: fc.constantFrom('x', 'y') }),
  fc.record({
    kind: fc.constant('order' as const),
    who,
    keys,
    order: fc.constantFrom('one', 'two'),
    amount: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ kind: fc.constant('join' as const), who, keys, company, city: place }),
)

/** Few people, companies and values, so that they meet. */
export const story: fc.Arbitrary<Deed[]> = fc.array(deed, { minLength: 1, maxLength: 14 })

const SECOND_MS = 1_000

/** The deed as an event, as the edge admits it. */
export function eventOf(deed: Deed, index: number, startsAt: number): object {
  const { who, keys, kind } = deed
  const all = kind === 'introduce'
  return {
    messageId: `m-${index}`,
    timestamp: new Date(startsAt + index * SECOND_MS).toISOString(),
    ...((all || keys !== 'browser') && { userId: `user-${who}` }),
    ...((all || keys !== 'user') && { anonymousId: `browser-${who}` }),
    ...contentOf(deed, index),
  }
}

function contentOf(deed: Deed, index: number): object {
  const track = (event: string, properties: object) => ({ type: 'track', event, properties })
  switch (deed.kind) {
    case 'introduce':
      return { type: 'identify', traits: { ...deed.traits, email: emailOf(deed.who) } }
    case 'identify':
      return { type: 'identify', traits: deed.traits }
    case 'page':
      return { type: 'page', properties: { url: `https://www.acme.example${deed.path}` } }
    case 'track':
      return track(deed.name, { mark: `m${index}` })
    case 'call':
      return track('Called', { title: `Call ${index}` })
    case 'tag':
      return track('Tagged', { tag: deed.tag })
    case 'order':
      return track('Ordered', { order: `${deed.order} of ${deed.who}`, amount: deed.amount })
    case 'join':
      return {
        type: 'group',
        groupId: deed.company,
        traits: { name: deed.company, city: deed.city },
      }
  }
}

const emailOf = (who: number) => `person${who}@acme.example`

/** The naive CRM: everything in the order it happened, nothing delayed, nobody unknown. */
export function tell(deeds: readonly Deed[]): CrmState {
  const state: CrmState = { contacts: {}, companies: {} }
  const introduced = new Set(deeds.flatMap(({ kind, who }) => (kind === 'introduce' ? [who] : [])))
  for (const [index, deed] of deeds.entries()) {
    if (deed.kind === 'join') state.companies[deed.company] = { city: deed.city }
    if (!introduced.has(deed.who)) continue
    const contact = state.contacts[emailOf(deed.who)] ?? blank(deed.who)
    state.contacts[emailOf(deed.who)] = contact
    apply(deed, contact, index)
  }
  return state
}

const FIELDS: { [trait: string]: string } = {
  city: 'city',
  country: 'country',
  jobTitle: 'job_title',
}

const blank = (who: number): ContactState => ({
  fields: { external_id: `user-${who}` },
  tags: [],
  companies: [],
  deals: [],
  activities: [],
  told: 0,
})

function apply(deed: Deed, contact: ContactState, index: number): void {
  switch (deed.kind) {
    case 'introduce':
    case 'identify':
      for (const [trait, value] of Object.entries(deed.traits))
        contact.fields[FIELDS[trait] ?? trait] = value
      return
    case 'page':
    case 'track':
      contact.told++
      return
    case 'call':
      contact.activities = [...contact.activities, `Call ${index}`].sort()
      return
    case 'tag':
      contact.told++
      contact.tags = [...new Set([...contact.tags, deed.tag])].sort()
      return
    case 'order': {
      contact.told++
      const name = `${deed.order} of ${deed.who}`
      const others = contact.deals.filter((each) => !each.startsWith(`${name}:`))
      contact.deals = [...others, `${name}: ${deed.amount}`].sort()
      return
    }
    case 'join':
      contact.companies = [...new Set([...contact.companies, deed.company])].sort()
  }
}
