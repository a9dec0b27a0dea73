import type { Event } from '../../protocol/event.ts'
import type { Fields } from '../change.ts'
import { CONTACT } from '../mapping/contact.ts'
import { readTable } from '../mapping/read.ts'
import type { Row } from '../mapping/row.ts'
import { indexTable } from '../mapping/tableIndex.ts'
import type { InterpretSettings } from '../settings.ts'
import { type Touches, touchesOf } from './touch.ts'

const isAboutAttribution = (path: string) =>
  path.startsWith('context.attribution.') || path.startsWith('context.campaign.')

/** The contact's rows that a page view may fill: only their sources in the campaign and the attribution. */
const INDEX = indexTable(
  (CONTACT as readonly Row[]).map((row) => ({
    ...row,
    from: row.from.filter(isAboutAttribution),
    also: (row.also ?? []).filter(isAboutAttribution),
  })),
)

/** What a page view tells of how the person came; nothing for a visit without a source. */
export function attributionFields(
  event: Event,
  settings: InterpretSettings,
): { fields: Fields; custom: Fields } {
  const touches = touchesOf(event, settings.channels)
  if (touches.first === undefined && touches.last === undefined) return { fields: {}, custom: {} }
  const { fields } = readTable(INDEX, { traits: [], event: withTouches(event, touches) })
  return { fields, custom: clickFields(touches, settings) }
}

/** The event with its touches where the table looks for them. */
export function withTouches(event: Event, touches: Touches): Event {
  return { ...event, context: { ...event.context, attribution: touches } }
}

/** Click ids into the custom fields that the operator named for them; those of the latest visit win. */
export function clickFields(
  { first, last }: Touches,
  { clickFields = {} }: InterpretSettings,
): Fields {
  const custom: Fields = {}
  for (const [parameter, field] of Object.entries(clickFields)) {
    const value =
      last?.click?.[parameter] ?? first?.click?.[parameter] ?? landingOrReferrer(first, parameter)
    if (typeof value === 'string' && value !== '') custom[field] = value
  }
  return custom
}

function landingOrReferrer(first: Touches['first'], parameter: string): string | undefined {
  return parameter === 'landing' || parameter === 'referrer' ? first?.[parameter] : undefined
}
