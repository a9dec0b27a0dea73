import type { Json, Properties } from '../../protocol/event.ts'
import { toText } from '../coercion/text.ts'

const WHOLE = /^\{([^{}]+)\}$/
const PLACEHOLDER = /\{([^{}]+)\}/g

/** `"Order {order_id}"` with the event's properties. A text that is one placeholder takes the value as it is, so that a number stays one. */
export function fill(template: Json, properties: Properties): Json | undefined {
  if (Array.isArray(template)) return template.flatMap((part) => fill(part, properties) ?? [])
  if (typeof template !== 'string') return template
  const whole = WHOLE.exec(template)?.[1]
  if (whole !== undefined) return propertyOf(properties, whole)
  const text = template.replace(PLACEHOLDER, (_, name: string) => textOf(properties, name))
  return text.replace(/\s+/g, ' ').trim() || undefined
}

function textOf(properties: Properties, name: string): string {
  const value = propertyOf(properties, name)
  return value === undefined ? '' : (toText(value) ?? '')
}

function propertyOf(properties: Properties, name: string): Json | undefined {
  const value = Object.hasOwn(properties, name.trim()) ? properties[name.trim()] : undefined
  return value === null ? undefined : value
}
