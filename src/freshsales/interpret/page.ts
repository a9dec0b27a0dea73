import type { PageEvent, ScreenEvent } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import type { Interpretation, PageViewChange } from '../change.ts'
import { toText } from '../coercion/text.ts'
import { attributionFields } from './attribution.ts'
import type { InterpretContext } from './interpretContext.ts'

/** A page view, or the screen of an app, for the visit's timeline entry; and how the person came, for the contact. */
export function interpretPage(
  event: PageEvent | ScreenEvent,
  { meaning, settings }: InterpretContext,
): Interpretation {
  const { fields, custom } = attributionFields(event, settings)
  if (settings.timeline !== 'off') meaning.changes.push(pageView(event))
  if (Object.keys(fields).length > 0 || Object.keys(custom).length > 0) {
    meaning.changes.push({ object: 'contact', fields, custom })
  }
  return meaning
}

function pageView(event: PageEvent | ScreenEvent): PageViewChange {
  const { context } = event
  const properties = isObject(event.properties) ? event.properties : {}
  const given: { [key in Exclude<keyof PageViewChange, 'object'>]: unknown } = {
    url: properties['url'] ?? properties['path'] ?? context?.page?.url ?? context?.page?.path,
    title: properties['title'] ?? context?.page?.title,
    referrer: properties['referrer'] ?? context?.page?.referrer,
    name: event.name ?? properties['name'],
    category: event.category ?? properties['category'],
  }
  const view: PageViewChange = { object: 'page' }
  for (const [key, value] of Object.entries(given) as [keyof typeof given, unknown][]) {
    const text = typeof value === 'string' ? toText(value) : undefined
    if (text !== undefined) view[key] = text
  }
  return view
}
