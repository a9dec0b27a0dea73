import type { Event, Touch } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import { toText } from '../coercion/text.ts'
import { looseName, valueNamed } from '../mapping/looseName.ts'
import { type Channel, type Channels, channelOf, isOwnSite } from './channelOf.ts'

/** How the person came, as far as the event says, and by which channel. */
export interface Touches {
  first?: KnownTouch
  last?: KnownTouch
}

export type KnownTouch = Touch & Partial<Pick<Channel, 'leadSource'>>

/**
 * The browser's own record where there is one; else the campaign of this event alone, or the address
 * and the referrer of the page it shows. A campaign without a source is none: analytics tools ignore
 * it, and so do we. Who has only ever come directly has that for their latest visit as well.
 */
export function touchesOf(event: Event, channels?: Channels): Touches {
  const { context } = event
  const attribution = context?.attribution
  if (isObject(attribution) && (attribution.first || attribution.last)) {
    const { first, last = first } = attribution
    return {
      ...(isObject(first) && { first: known(first, channels) }),
      ...(isObject(last) && { last: known(last, channels) }),
    }
  }
  const campaign = campaignOf(event)
  const shown = pageOf(event)
  if (campaign?.source) {
    const touch = known({ ...shown, ...campaign }, channels)
    return { first: touch, last: touch }
  }
  const touch = shown && known(shown, channels)
  return touch && touch.medium !== 'none' ? { first: touch, last: touch } : {}
}

function known(sent: Touch, channels: Channels | undefined): KnownTouch {
  const touch: Touch = { ...sent }
  for (const name of TEXTS) {
    const text = toText(sent[name] ?? null)
    if (text === undefined) delete touch[name]
    else touch[name] = text
  }
  return { ...touch, ...channelOf(touch, channels) }
}

/** Typed as texts, and sent by anybody. */
const TEXTS = ['source', 'medium', 'name', 'term', 'content'] as const

/** What another library tells of a page; ours keeps its own record. */
function pageOf({ type, context, ...event }: Event): Touch | undefined {
  if (type !== 'page' || context?.library?.name === OUR_LIBRARY) return undefined
  const properties = 'properties' in event && isObject(event.properties) ? event.properties : {}
  const landing = textOf(properties['url']) ?? textOf(context?.page?.url)
  const referrer = textOf(properties['referrer']) ?? textOf(context?.page?.referrer)
  if (landing === undefined) return undefined
  const isOther = referrer !== undefined && !isOwnSite(referrer, landing)
  return { landing, ...(isOther && { referrer }), ...campaignIn(landing) }
}

const UTM = {
  source: 'utm_source',
  medium: 'utm_medium',
  name: 'utm_campaign',
  term: 'utm_term',
  content: 'utm_content',
} as const satisfies { [part in keyof Touch]: string }

/** As Segment names its parts, or as the parameters are called; a form may hold these as fields of its own. */
function campaignOf(event: Event): Touch | undefined {
  const sent = event.context?.campaign
  if (isObject(sent) && sent.source) return sent
  const traits = event.type === 'identify' ? event.traits : undefined
  for (const given of [sent, traits]) {
    const said = Object.entries(UTM).flatMap(([part, parameter]) => {
      const text = toText(valueNamed(given, [looseName(parameter)]) ?? null)
      return text === undefined ? [] : [[part, text] as const]
    })
    const campaign: Touch = Object.fromEntries(said)
    if (campaign.source) return campaign
  }
  return undefined
}

function campaignIn(address: string): Touch {
  if (!address.includes('utm_source=') || !URL.canParse(address)) return {}
  const { searchParams } = new URL(address)
  const said = Object.entries(UTM).map(([part, parameter]) => [part, searchParams.get(parameter)])
  return Object.fromEntries(said.filter(([, value]) => value))
}

const OUR_LIBRARY = 'freshsales-edge'

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
