// Pure, but for the person it is about.
import { pathIn } from '../../../freshsales/timeline/pathIn.ts'
import { DAY_MS } from '../../../protocol/time.ts'
import type { HotCondition, HotRule } from '../../settings/hotRules.ts'
import type { HotState } from '../parts/hot.ts'
import { byName } from '../person/byName.ts'

/** A page view of somebody who is known. */
export interface Sight {
  /** When the edge heard of it, which nobody can make up. */
  at: number
  /** When anything was last heard of them before. */
  before: number
  url: string
  /** The parameters of its address that are kept nowhere. */
  parameters?: ReadonlySet<string>
}

/** At most one a contact and rule in this time. */
export const QUIET_MS = DAY_MS

type Memory = NonNullable<HotState['hot']>
type Views = NonNullable<Memory['views']>

/**
 * The rules that a page view meets; what they need to remember of the person is noted. `mayTell` says
 * whether one more may be told now: where not, it is as if the rule were not met yet.
 */
export function meetRules(
  person: HotState,
  sight: Sight,
  { rules, mayTell }: { rules: readonly HotRule[]; mayTell(): boolean },
): HotRule[] {
  const known = person.hot ?? {}
  const views = byName(known.views)
  const told = byName(known.told)
  let seenAt = sight.at
  const met = rules.filter(({ name, when }) => {
    if (sight.at - (told[name] ?? Number.NEGATIVE_INFINITY) < QUIET_MS) return false
    if (!isMet(when, { name, known, views, sight })) return false
    if (!mayTell()) {
      if (when.is === 'return') seenAt = known.seenAt ?? sight.before
      return false
    }
    delete views[name]
    told[name] = sight.at
    return true
  })
  const isReturnWanted = rules.some(({ when }) => when.is === 'return')
  const memory = { views, told, ...(isReturnWanted && { seenAt }) }
  keep(person, memory, { rules, now: sight.at })
  return met
}

function isMet(
  when: HotCondition,
  { name, known, views, sight }: { name: string; known: Memory; views: Views; sight: Sight },
): boolean {
  switch (when.is) {
    case 'return':
      return sight.at - (known.seenAt ?? sight.before) >= when.afterMs
    case 'pages': {
      if (!matchesPath(pathIn(sight.url), when.path)) return false
      const recent = [...(views[name] ?? []), sight.at].filter(
        (at) => at > sight.at - when.withinMs,
      )
      views[name] = recent.slice(-when.times)
      return recent.length >= when.times
    }
    case 'query':
      return hasParameter(sight, when)
  }
}

function hasParameter(
  { url, parameters }: Sight,
  { parameter, value }: HotCondition & { is: 'query' },
) {
  if (value === undefined && parameters?.has(parameter)) return true
  const query = /\?([^#]*)/.exec(url)?.[1] ?? ''
  const given = new URLSearchParams(query).get(parameter)
  return given !== null && (value === undefined || given.toLowerCase() === value.toLowerCase())
}

/** Only what a rule of today needs; of somebody who is not hot that is nothing. */
function keep(
  person: HotState,
  { seenAt, views = {}, told = {} }: Memory,
  { rules, now }: { rules: readonly HotRule[]; now: number },
): void {
  const spanOf = new Map(
    rules.map(({ name, when }) => [name, when.is === 'pages' ? when.withinMs : 0]),
  )
  const kept: Memory = {
    ...(seenAt !== undefined && { seenAt }),
    ...notEmpty('views', views, ([name, at]) => (at.at(-1) ?? 0) > now - (spanOf.get(name) ?? 0)),
    ...notEmpty('told', told, ([name, at]) => spanOf.has(name) && at > now - QUIET_MS),
  }
  if (Object.keys(kept).length > 0) person.hot = kept
  else delete person.hot
}

function notEmpty<Value>(
  key: 'views' | 'told',
  values: { [name: string]: Value },
  isKept: (entry: [string, Value]) => boolean,
) {
  const entries = Object.entries(values).filter(isKept)
  return entries.length > 0 && { [key]: Object.fromEntries(entries) }
}

/**
 * Whether a path matches a pattern in which `*` stands for anything. Intentionally no regular expression:
 * a page chooses the path, and one with several `.*` can be kept busy for ever.
 */
function matchesPath(path: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*')
  const text = withoutSlash(path.toLowerCase())
  if (rest.length === 0) return text === withoutSlash(first)
  if (!text.startsWith(first)) return `${text}/` === first && rest.every((part) => part === '')
  const last = rest.pop() ?? ''
  let at = first.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return text.length - last.length >= at && text.endsWith(last)
}

/** `/pricing/` is the page that `/pricing` is. */
const withoutSlash = (path: string) => (path.length > 1 ? path.replace(/\/$/, '') : path)
