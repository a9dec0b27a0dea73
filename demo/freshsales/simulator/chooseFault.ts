import { isObject } from '../crm.ts'
import { type Call, parsed } from '../http/call.ts'
import type { FaultProgress } from './faultProgress.ts'
import type { FaultRule, FaultScript } from './faultSchema.ts'

/** A rule that has decided to spoil this call. */
export interface ChosenFault {
  rule: FaultRule
  name: string
  /** The status its script has come to for this record. */
  scripted?: number
}

/** The first rule that wants this call. */
export function chooseFault(
  { rules, seed }: FaultScript,
  call: Call,
  progress: FaultProgress,
): ChosenFault | undefined {
  for (const [index, rule] of rules.entries()) {
    if (!fits(rule, call)) continue
    const met = progress.next(index, 'met')
    if (met < rule.skip) continue
    if (progress.read(index, 'spoilt') >= (rule.times ?? Number.POSITIVE_INFINITY)) continue
    if (random(seed + index * 7919, met) >= rule.probability) continue
    const scripted = rule.script?.[progress.next(index, `record ${recordOf(call)}`)]
    if (rule.script && (scripted === undefined || scripted < 300)) continue
    progress.next(index, 'spoilt')
    return {
      rule,
      name: rule.name ?? `rule ${index + 1}`,
      ...(scripted !== undefined && { scripted }),
    }
  }
  return undefined
}

function fits({ match = {} }: FaultRule, call: Call): boolean {
  const contains = (text: string, part: string | undefined) =>
    part === undefined || text.toLowerCase().includes(part.toLowerCase())
  return (
    (match.method === undefined || match.method.toUpperCase() === call.method) &&
    contains(call.path, match.path) &&
    contains(call.text, match.body)
  )
}

/** Which record a call is about: an upsert's identifier, a note's target, a visitor, or else the path. */
export function recordOf({ path, text }: Pick<Call, 'path' | 'text'>): string {
  const body = parsed(text)
  if (!isObject(body)) return path
  const identifier = body['unique_identifier'] ?? body['identifier']
  if (identifier !== undefined) return JSON.stringify(identifier).toLowerCase()
  const target = Object.values(body).find(
    (part) => isObject(part) && part['targetable_id'] !== undefined,
  )
  return isObject(target) ? `${target['targetable_type']} ${target['targetable_id']}` : path
}

/** A number from 0 to 1 that depends on nothing but seed and place: mulberry32's scrambling of their sum. */
function random(seed: number, place: number): number {
  let mixed = (seed * 0x9e3779b1 + place * 0x6d2b79f5) | 0
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
}
