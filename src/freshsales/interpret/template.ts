import type { Json, Properties } from '../../protocol/event.ts'
import { isNothing, isObject } from '../../protocol/json.ts'
import type { Problem } from '../change.ts'
import { toText } from '../coercion/text.ts'

const WHOLE = /^\{([^{}]+)\}$/
const PLACEHOLDER = /\{([^{}]+)\}/g

/**
 * `"Order {order_id}"` with the event's properties; a dotted name looks inside (`{order.id}`,
 * `{products.0.name}`). A text that is one placeholder takes the value as it is, so that a number
 * stays one. A text with a hole is none: `"Order "` would be one deal for every order.
 */
export function fillTemplate(template: Json, properties: Properties): Json | undefined {
  if (Array.isArray(template))
    return template.flatMap((part) => fillTemplate(part, properties) ?? [])
  if (typeof template !== 'string') return template
  const whole = WHOLE.exec(template)?.[1]
  if (whole !== undefined) return propertyOf(properties, whole)
  if (holesOf(template, properties).length > 0) return undefined
  const text = template.replace(PLACEHOLDER, (_, name: string) => textOf(properties, name) ?? '')
  return text.replace(/\s+/g, ' ').trim() || undefined
}

/** The placeholders of a template that the event has nothing for. */
export function holesOf(template: Json, properties: Properties): string[] {
  if (Array.isArray(template)) return template.flatMap((part) => holesOf(part, properties))
  if (typeof template !== 'string') return []
  const names = [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name.trim())
  return names.filter((name) => textOf(properties, name) === undefined)
}

/** A property that stands alone may be optional; one inside a text leaves a hole in it. */
export function holeProblems(
  field: string,
  templates: readonly Json[],
  properties: Properties,
): Problem[] {
  return templates.flatMap((template) => {
    const holes = holesOf(template, properties)
    if (holes.length === 0 || (typeof template === 'string' && /^\{[^{}]*\}$/.test(template)))
      return []
    return [{ field, reason: `left out: the event has no ${holes.join(', ')}`, value: template }]
  })
}

function textOf(properties: Properties, name: string): string | undefined {
  const value = propertyOf(properties, name)
  if (value === undefined) return undefined
  return typeof value === 'boolean' ? String(value) : toText(value)
}

/** A property may have a dot in its name; it goes first. */
function propertyOf(properties: Properties, name: string): Json | undefined {
  const key = name.trim()
  const value = Object.hasOwn(properties, key) ? properties[key] : valueAt(properties, key)
  return isNothing(value) ? undefined : value
}

function valueAt(properties: Properties, path: string): Json | undefined {
  let value: Json | undefined = properties
  for (const key of path.split('.')) {
    if (Array.isArray(value)) value = value[Number(key)]
    else value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
  }
  return value
}
