import type { Json, JsonObject } from '../../../src/protocol/event.ts'
import { isObject } from '../../../src/protocol/json.ts'
import { effectDifferences } from './effects.ts'
import type { Outcome } from './run.ts'
import type { Case, ExpectedRequest } from './suite.ts'
import { isFailure } from './suite.ts'

/** Where an outcome departs from what a case expects; empty when it conforms. */
export function differences(vector: Case, outcome: Outcome): string[] {
  const { expected } = vector
  if (isFailure(expected) || expected.match === 'rejects')
    return failureDifferences(outcome, expected.disposition ?? 'abort')
  if (outcome.error !== undefined) return [`threw ${String(outcome.error)}`]
  switch (expected.match) {
    case 'exact':
    case 'subset':
      return requestDifferences(expected.requests ?? [], outcome, expected.match)
    case 'effects':
      return effectDifferences(vector, outcome)
    case 'open':
      return []
  }
}

/** A failing event writes nothing, and it is said why; one without a person is kept until they introduce themselves. */
function failureDifferences(
  { sent, rejected, problems, error, interpretation }: Outcome,
  disposition: string,
): string[] {
  const writes = sent
    .filter(({ method }) => method !== 'GET')
    .map(({ method, url }) => `wrote ${method} ${url}`)
  if (writes.length > 0) return writes
  const isHeld = interpretation.people.email === undefined && interpretation.changes.length > 0
  if (disposition === 'retry')
    return (error as Error | undefined)?.name === 'RetryLaterError' ? [] : ['is not retried']
  return rejected !== undefined || problems.length > 0 || error !== undefined || isHeld
    ? []
    : ['nobody learns why']
}

/** All deliveries are there, and nothing is written that the case does not know. */
function requestDifferences(
  requests: readonly ExpectedRequest[],
  { sent }: Outcome,
  match: 'exact' | 'subset',
): string[] {
  const known = requests.map(({ method, url }) => `${method} ${url}`)
  const surplus = sent
    .map(({ method, url }) => `${method} ${url}`)
    .filter((call) => !call.startsWith('GET') && !known.includes(call))
    .map((call) => `surplus ${call}`)
  const deliveries = requests.filter(({ phase }) => phase !== 'lookup')
  return [
    ...(match === 'exact' ? surplus : []),
    ...deliveries.flatMap((request) => {
      const candidates = sent.filter(
        ({ method, url }) => method === request.method && url === request.url,
      )
      if (candidates.length === 0) return [`missing ${request.method} ${request.url}`]
      const found = candidates.map((call) => [
        ...headerDifferences(request.headers ?? {}, call.headers),
        ...bodyDifferences(request.body ?? {}, call.body ?? {}, {
          tolerate: request.tolerate ?? [],
          match,
          path: '',
        }),
      ])
      return found.find((list) => list.length === 0) ?? found.at(-1) ?? []
    }),
  ]
}

function headerDifferences(expected: { [name: string]: string }, actual: Headers): string[] {
  return Object.entries(expected)
    .filter(([name, value]) => actual.get(name) !== value)
    .map(([name, value]) => `header ${name}: ${actual.get(name)} instead of ${value}`)
}

interface Comparison {
  tolerate: readonly string[]
  match: 'exact' | 'subset'
  path: string
}

export function bodyDifferences(
  expected: JsonObject,
  actual: JsonObject,
  comparison: Comparison,
): string[] {
  const names = new Set([
    ...Object.keys(expected),
    ...(comparison.match === 'exact' ? Object.keys(actual) : []),
  ])
  return [...names].flatMap((name) => {
    const path = comparison.path === '' ? name : `${comparison.path}.${name}`
    if (comparison.tolerate.includes(path)) return []
    const [wanted, got] = [expected[name], actual[name]]
    if (isObject(wanted) && isObject(got))
      return bodyDifferences(wanted, got, { ...comparison, path })
    return isSameValue(wanted, got)
      ? []
      : [`${path}: ${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`]
  })
}

/** RudderStack sends ids and postcodes as they come, numbers or digits; Freshsales takes both for the same. */
export function isSameValue(wanted: Json | undefined, got: Json | undefined): boolean {
  if (JSON.stringify(wanted) === JSON.stringify(got)) return true
  const isScalar = (value: Json | undefined) =>
    typeof value === 'number' || typeof value === 'string'
  return isScalar(wanted) && isScalar(got) && String(wanted) === String(got)
}
