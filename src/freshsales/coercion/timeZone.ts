import type { Json } from '../../protocol/event.ts'
import { RAILS_TIME_ZONES } from './railsTimeZones.ts'
import { toText } from './text.ts'

/** Cities that share one zone: the name that the zone's own city has, where Rails offers several. */
const PREFERRED: ReadonlySet<string> = new Set([
  'London',
  'Zurich',
  'Moscow',
  'Karachi',
  'Kolkata',
  'Almaty',
  'Tokyo',
  'Melbourne',
  'Auckland',
  'Bangkok',
  'Lima',
  'Abu Dhabi',
])

const BY_IANA = indexByIana()

const BY_OWN_NAME: ReadonlyMap<string, string> = new Map(
  Object.keys(RAILS_TIME_ZONES).map((name) => [name.toLowerCase(), name]),
)

/** Freshsales' name of an IANA zone. Any other text stays as it is, for it may be Freshsales' name already. */
export function toTimeZone(value: Json): string | undefined {
  // Minutes from UTC are those of many zones.
  const text = typeof value === 'string' ? toText(value) : undefined
  if (text === undefined || /^[+-]?\d+$/.test(text)) return undefined
  const bare = text.replace(/^\((?:GMT|UTC)[^)]{0,10}\) */i, '')
  const name = BY_IANA.get(bare.toLowerCase()) ?? BY_OWN_NAME.get(bare.toLowerCase())
  if (name !== undefined) return name
  return isIana(text) ? undefined : text
}

/** No name of Freshsales' has a slash. */
function isIana(text: string): boolean {
  return /^[a-z_]+\/[a-z0-9_+/-]+$/i.test(text)
}

function indexByIana(): ReadonlyMap<string, string> {
  const index = new Map<string, string>()
  for (const [name, zones] of Object.entries(RAILS_TIME_ZONES)) {
    for (const zone of zones) {
      if (!index.has(zone.toLowerCase()) || PREFERRED.has(name)) index.set(zone.toLowerCase(), name)
    }
  }
  return index
}
