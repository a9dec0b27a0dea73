import type { Json } from '../../src/protocol/event.ts'

/** As much of JSON Schema as `answers.schema.json` uses. */
export interface Schema {
  type?: string | string[]
  required?: string[]
  properties?: { [name: string]: Schema }
  items?: Schema
}

/** Where an answer is not as its schema says: `contact.emails.0.id: missing`. */
export function schemaProblems(value: Json | undefined, schema: Schema, path = 'body'): string[] {
  const allowed = [schema.type ?? []].flat()
  const type = typeOf(value)
  if (allowed.length > 0 && !allowed.includes(type)) return [`${path}: is ${type}, not ${allowed}`]
  if (Array.isArray(value))
    return value.flatMap((item, index) =>
      schemaProblems(item, schema.items ?? {}, `${path}.${index}`),
    )
  if (typeof value !== 'object' || value === null) return []
  const missing = (schema.required ?? []).filter((name) => !Object.hasOwn(value, name))
  const wrong = Object.entries(schema.properties ?? {})
    .filter(([name]) => Object.hasOwn(value, name))
    .flatMap(([name, part]) => schemaProblems(value[name], part, `${path}.${name}`))
  return [...missing.map((name) => `${path}.${name}: missing`), ...wrong]
}

function typeOf(value: Json | undefined): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
