import { isObject } from '../../freshsales/json.ts'
import type { Rejection } from '../../protocol/batch.ts'
import type { Event } from '../../protocol/event.ts'
import { MAX_EVENT_BYTES } from '../../protocol/limits.ts'
import type { QualityFlag } from '../config/leadQuality.ts'
import type { Source } from '../config/source.ts'
import type { Config } from '../config.ts'
import type { Admission, AdmittedEvent } from './admission.ts'
import { refusedPurpose } from './consent.ts'
import type { Envelope } from './envelope.ts'
import { normalize, type Surroundings } from './normalize.ts'
import { judge, removeHoneypots } from './quality.ts'
import { readRawForm } from './rawForm.ts'
import { pass, type Refusal, refuse, type Step } from './refusal.ts'
import { type Draft, emailOf, validate } from './validate.ts'
import { vouch } from './vouch.ts'
import { withhold } from './withhold.ts'

/** What an event is admitted by, the same for all events of a request. */
export interface Gate {
  config: Config
  source: Source
  surroundings: Surroundings
  /** Checks a Turnstile token; absent when Turnstile is not used. */
  isHuman: ((token: unknown) => Promise<boolean>) | undefined
}

export interface Admitted {
  /** Each event as JSON, ready to be stored. */
  accepted: string[]
  rejected: Rejection[]
  /** Why the first rejected event was: the answer to a request of one event. */
  firstRefusal?: Refusal
}

/** Admits each event on its own merits: a bad one never sinks its batch. */
export async function admit({ events, excess }: Envelope, gate: Gate): Promise<Admitted> {
  const admitted: Admitted = { accepted: [], rejected: [] }
  for (const [index, raw] of events.entries()) {
    const tooMuch = excess.get(index)
    const event = tooMuch ? refuse('too_large', `event: ${tooMuch}`) : await admitEvent(raw, gate)
    if (event.ok) admitted.accepted.push(event.value)
    else {
      admitted.firstRefusal ??= event.refusal
      admitted.rejected.push({ index, ...messageIdOf(raw), reason: event.refusal.message })
    }
  }
  return admitted
}

async function admitEvent(raw: unknown, gate: Gate): Promise<Step<string>> {
  const shaped = validate(raw)
  const draft = shaped.ok ? readRawForm(shaped.value) : shaped
  if (!draft.ok) return refuse('invalid_event', draft.reason)
  const { config, source, surroundings } = gate
  if (!source.events.has(draft.value.type)) {
    return refuse('event_type_not_allowed', `type: this write key may not send ${draft.value.type}`)
  }
  const refused = refusedPurpose(draft.value)
  if (refused) return refuse('consent_refused', `context.consent: ${refused} was refused`)
  const now = surroundings.receivedAt
  const believed = await vouch(draft.value, { config, source, now })
  if (!believed.ok) return believed
  const flags = believed.value ? [] : await findFlags(draft.value, gate)
  const event = normalize(draft.value, surroundings)
  const withheld = believed.value ? [] : withhold(event, source.fields)
  const isTaken = believed.value || source.fields.protectedToo
  return write(note(event, { believed: isTaken, withheld, flags }, config))
}

async function findFlags(draft: Draft, { config, isHuman }: Gate): Promise<QualityFlag[]> {
  const flags = judge(draft, config.leadQuality)
  removeHoneypots(draft, config.leadQuality)
  if (!isHuman) return flags
  const token = takeTurnstileToken(draft)
  const isLead = draft.type === 'identify' && emailOf(draft) !== undefined
  return isLead && !(await isHuman(token)) ? [...flags, 'turnstile'] : flags
}

/** The name is that of the field which Turnstile's widget adds to a form. */
function takeTurnstileToken({ context, ...draft }: Draft): unknown {
  const traits = 'traits' in draft ? draft.traits : undefined
  const token = context?.['turnstileToken'] ?? traits?.['cf-turnstile-response']
  delete context?.['turnstileToken']
  delete traits?.['cf-turnstile-response']
  return token
}

/** Writes beside the event what was found out, and the flags into the field that LEAD_QUALITY names. */
function note(
  event: Event,
  found: { believed: boolean; withheld: string[]; flags: QualityFlag[] },
  { leadQuality: { field, hold } }: Config,
): AdmittedEvent {
  const { believed, withheld, flags } = found
  if (field !== undefined && flags.length > 0 && event.type === 'identify') {
    event.traits = { ...event.traits, [field]: flags.join(', ') }
  }
  const admission: Admission = {
    ...(believed && { believed }),
    ...(withheld.length > 0 && { withheld }),
    ...(flags.length > 0 && { flags }),
    ...(flags.some((flag) => hold.includes(flag)) && { held: true }),
  }
  return Object.keys(admission).length > 0 ? { ...event, admission } : event
}

function write(event: AdmittedEvent): Step<string> {
  const text = JSON.stringify(event)
  return isLarger(text, MAX_EVENT_BYTES)
    ? refuse('too_large', `event: is larger than ${MAX_EVENT_BYTES / 1024} KB`)
    : pass(text)
}

/** UTF-16 units become one to three bytes each, so most texts need not be encoded to be measured. */
function isLarger(text: string, bytes: number): boolean {
  if (text.length * 3 <= bytes) return false
  return text.length > bytes || new TextEncoder().encode(text).byteLength > bytes
}

function messageIdOf(raw: unknown): { messageId?: string } {
  const messageId = isObject(raw) ? raw['messageId'] : undefined
  return typeof messageId === 'string' ? { messageId: messageId.slice(0, 256) } : {}
}
