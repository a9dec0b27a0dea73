// Pure: what becomes of a form that the browser itself submitted, until the next page has spoken.

import { MAX_ID_CHARACTERS } from '../../../protocol/batch.ts'
import { cleanId } from '../../../protocol/identifier.ts'
import { isObject } from '../../../protocol/json.ts'
import { MINUTE_MS } from '../../../protocol/time.ts'
import type { AdmittedEvent } from '../../collect/admission.ts'

/** Unheard of for this long, a provisional event counts: the next page may carry no tag. */
export const HELD_MS = MINUTE_MS

/** A sign-up is two events and a wizard some more; each is a row, and beyond this a broken sender is at work. */
export const MAX_NAMED = 100

/** What the page that came next says of the events it names. */
export type FormVerdict = 'confirmed' | 'withdrawn'

export interface FormDecision {
  verdict: FormVerdict
  messageIds: string[]
}

/** How the next page says it: the name of its event, and where it lists the events meant. */
const WORDS: { readonly [event: string]: { verdict: FormVerdict; names: string } } = {
  'Form Confirmed': { verdict: 'confirmed', names: 'confirms' },
  'Form Refused': { verdict: 'withdrawn', names: 'withdraws' },
}

export function isProvisional(event: AdmittedEvent): boolean {
  return formOf(event)['provisional'] === true
}

/** The event once it counts like any other; the mark is of no interest to the CRM. */
export function withoutMark(event: AdmittedEvent): AdmittedEvent {
  const { provisional: _, ...form } = formOf(event)
  return { ...event, context: { ...event.context, form } }
}

/** What an event decides; undefined for every event that is not about forms, also where it has such a name. */
export function decisionOf(event: AdmittedEvent): FormDecision | undefined {
  if (event.type !== 'track') return undefined
  const words = Object.hasOwn(WORDS, event.event) ? WORDS[event.event] : undefined
  if (!words) return undefined
  const form = formOf(event)
  const isAboutForms = Object.values(WORDS).some(({ names }) => Object.hasOwn(form, names))
  if (!isAboutForms) return undefined
  return { verdict: words.verdict, messageIds: idsIn(form[words.names]) }
}

/** A verdict counts by when it was received, so that an alarm that comes late changes nothing. */
export function isInTime(verdictAt: number, eventAt: number): boolean {
  return verdictAt < eventAt + HELD_MS
}

function idsIn(named: unknown): string[] {
  const list = Array.isArray(named) ? named : [named]
  const ids = list.flatMap((id) =>
    typeof id === 'string' || typeof id === 'number' ? [cleanId(String(id))] : [],
  )
  const usable = ids.filter((id) => id !== '' && id.length <= MAX_ID_CHARACTERS)
  return [...new Set(usable)].slice(0, MAX_NAMED)
}

function formOf({ context }: AdmittedEvent): { [name: string]: unknown } {
  const form = context?.['form']
  return isObject(form) ? form : {}
}
