import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { REFUSAL_STATUS } from '../../src/edge/collect/refusal.ts'
import { ROUTES } from '../../src/edge/routes.ts'
import * as limits from '../../src/protocol/batch.ts'

interface Schema {
  enum?: string[]
  maxItems?: number
  maxLength?: number
  properties?: Record<string, Schema>
}

interface Description {
  paths: Record<string, Record<string, unknown>>
  components: {
    schemas: Record<string, Schema>
    pathItems: Record<string, Record<string, { responses: Record<string, unknown> }>>
  }
}

const description = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as Description
const guide = readFileSync('docs/http-api.md', 'utf8')

/** The console is the operator's page, not an interface for programs. */
const routes = ROUTES.filter(({ path }) => !String(path).includes('console'))

/** A path of the description as a request would have it. */
const example = (path: string) => path.replace('{writeKey}', 'wk_site')

const isAnsweredBy = (path: string, method: string) =>
  routes.some(
    (route) =>
      route.method.toLowerCase() === method &&
      (typeof route.path === 'string' ? route.path === path : route.path.test(path)),
  )

function methodsOf(path: string): string[] {
  const item = description.paths[path] ?? {}
  const reference = typeof item['$ref'] === 'string' ? item['$ref'].split('/').at(-1) : undefined
  return Object.keys(reference ? (description.components.pathItems[reference] ?? {}) : item)
}

describe('docs/openapi.json', () => {
  it('describes paths that the edge answers on', () => {
    const described = Object.keys(description.paths).flatMap((path) =>
      methodsOf(path).map((method) => [example(path), method] as const),
    )
    expect(described.filter(([path, method]) => !isAnsweredBy(path, method))).toEqual([])
  })

  it('describes every path that the edge answers on', () => {
    const paths = Object.keys(description.paths)
    const missing = routes.filter(
      ({ path, method }) =>
        !paths.some(
          (described) =>
            methodsOf(described).includes(method.toLowerCase()) &&
            (typeof path === 'string' ? path === described : path.test(example(described))),
        ),
    )
    expect(missing.map(({ method, path }) => `${method} ${path}`)).toEqual([])
  })

  it('knows every code of a refusal, and no other', () => {
    const codes =
      description.components.schemas['Failure']?.properties?.['error']?.properties?.['code']
    expect(codes?.enum?.toSorted()).toEqual(Object.keys(REFUSAL_STATUS).toSorted())
  })

  it('says the limits that are enforced', () => {
    const { Batch, Id } = description.components.schemas
    expect(Batch?.properties?.['batch']?.maxItems).toBe(limits.MAX_BATCH_EVENTS)
    expect(Id?.maxLength).toBe(limits.MAX_ID_CHARACTERS)
  })
})

describe('docs/http-api.md', () => {
  it.each(Object.entries(REFUSAL_STATUS))('explains %s, status %i', (code, status) => {
    expect(guide).toMatch(new RegExp(`^\\| ${status} \\| \`${code}\` \\| .{20,}`, 'm'))
  })

  it.each(routes.flatMap(({ path }) => (typeof path === 'string' ? [path] : [])))(
    'names %s',
    (path) => {
      expect(guide).toContain(`\`${path}\``)
    },
  )

  it('says the limits that are enforced', () => {
    const facts = [
      `${limits.MAX_REQUEST_BYTES / 1024} KB`,
      `${limits.MAX_EVENT_BYTES / 1024} KB`,
      `${limits.MAX_BATCH_EVENTS} events`,
      `${limits.MAX_DEPTH} levels`,
      `${limits.MAX_KEYS} keys`,
      `${limits.MAX_ID_CHARACTERS} characters`,
    ]
    expect(facts.filter((fact) => !guide.includes(fact))).toEqual([])
  })
})
