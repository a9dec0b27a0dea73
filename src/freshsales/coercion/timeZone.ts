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

/** Freshsales' name of an IANA zone. Any other text stays as it is, for it may be Freshsales' name already. */
export function toTimeZone(value: Json): string | undefined {
  const text = toText(value)
  if (text === undefined) return undefined
  const name = BY_IANA.get(text.toLowerCase())
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
