// Pure, but for the person it is about.
import { cleanText } from '../../../protocol/cleanText.ts'
import { isObject } from '../../../protocol/json.ts'
import { type AdmittedEvent, wordOf } from '../../collect/admission.ts'
import { consentIn } from '../../collect/consent.ts'
import type { KeptConsent, PersonCore } from './personCore.ts'

/** Names of banners are short; what is longer is none. */
const MAX_NAME = 60

const MODELS = ['opt-in', 'opt-out', 'none']

/** Keeps what an event says that the person allowed; the latest decision counts. */
export function keepConsent(person: PersonCore, event: AdmittedEvent, receivedAt: number): void {
  const words = consentIn(event.context)
  if (words.size === 0) return
  const happenedAt = Math.min(Date.parse(event.timestamp), receivedAt)
  const { via, model, at } = howIn(event.context?.consent)
  const known = person.consent
  const told: KeptConsent = {
    ...Object.fromEntries(words),
    at: Math.min(at ?? happenedAt, receivedAt),
    ...(via && { via }),
    ...(model && { model }),
    by: wordOf(event).provenance,
  }
  if (known && known.at > told.at) return
  // Without a time of its own a decision is as old as the first event that tells of it.
  if (known && at === undefined && isSame(known, told)) return
  person.consent = told
}

function howIn(consent: unknown): { via?: string; model?: string; at?: number } {
  if (!isObject(consent)) return {}
  const { via, model } = consent
  const at = Date.parse(`${consent['at']}`)
  return {
    ...(typeof via === 'string' && { via: cleanText(via).slice(0, MAX_NAME) }),
    ...(typeof model === 'string' && MODELS.includes(model) && { model }),
    ...(Number.isFinite(at) && at > 0 && { at }),
  }
}

function isSame(one: KeptConsent, other: KeptConsent): boolean {
  const textOf = ({ at: _, ...rest }: KeptConsent): string =>
    JSON.stringify(Object.entries(rest).sort())
  return textOf(one) === textOf(other)
}
