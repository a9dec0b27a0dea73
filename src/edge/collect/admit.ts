import { fieldsNamed } from '../../freshsales/mapping/allowed.ts'
import { MAX_EVENT_BYTES, MAX_REQUEST_BYTES, type Rejection } from '../../protocol/batch.ts'
import type { Event } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import { nameError } from '../outbox/journal/log.ts'
import type { Config } from '../settings/config.ts'
import type { QualityFlag } from '../settings/leadQuality.ts'
import type { Admission, AdmittedEvent } from './admission.ts'
import { refusedPurpose } from './consent.ts'
import type { Envelope } from './envelope.ts'
import { flagLead, removeTraps, turnstileTokenOf } from './flagLead.ts'
import { isStrangers, type Touch, touchOf } from './lane.ts'
import { linkOf } from './linkOf.ts'
import { normalize, type Surroundings } from './normalize.ts'
import { pass, type Refusal, refuse, type Step } from './refusal.ts'
import type { IsHuman } from './turnstile.ts'
import { type Validated, validate } from './validate.ts'
import { type IdentityCheck, verifyIdentity } from './verifyIdentity.ts'

/** What an event is admitted by, the same for all events of a request. */
export interface Gate extends IdentityCheck {
  surroundings: Surroundings
  /** See `Admission.group`. */
  group: number | undefined
  /** The browser sent `Sec-GPC: 1`: a refusal of whatever the event has no word of its own for. */
  hasGpc: boolean
  /** Checks a Turnstile token; absent when Turnstile is not used. */
  isHuman: IsHuman | undefined
}

/** An event that is taken. */
export interface Accepted {
  /** Its place in the request. */
  index: number
  messageId: string
  touch: Touch
  /** JSON, ready to be stored. */
  text: string
}

export interface Admitted {
  accepted: Accepted[]
  rejected: Rejection[]
  /** Why the first rejected event was: the answer to a request of one event. */
  firstRefusal?: Refusal
}

/**
 * Characters of the events of one request as they are stored, in one row. Times, ids and the browser's
 * name are added to them, and `1e20` is written out; a batch that grows to twice its size is made to.
 */
const MAX_STORED_BYTES = 2 * MAX_REQUEST_BYTES

/** Admits each event on its own merits: a bad one never sinks its batch. */
export async function admit({ events, excess }: Envelope, gate: Gate): Promise<Admitted> {
  const admitted: Admitted = { accepted: [], rejected: [] }
  let room = MAX_STORED_BYTES
  for (const [index, raw] of events.entries()) {
    const tooMuch = excess.get(index)
    const event = tooMuch
      ? refuse('too_large', `event: ${tooMuch}`)
      : within(room, await admitAlone(raw, gate))
    if (event.ok) {
      admitted.accepted.push({ ...event.value, index })
      room -= event.value.text.length
    } else {
      admitted.firstRefusal ??= event.refusal
      admitted.rejected.push({ index, ...messageIdOf(raw), reason: event.refusal.message })
    }
  }
  return admitted
}

type Written = Omit<Accepted, 'index'>

/** What we did not think of about one event must not have its whole request sent again and again. */
async function admitAlone(raw: unknown, gate: Gate): Promise<Step<Written>> {
  try {
    return await admitEvent(raw, gate)
  } catch (error) {
    console.error(JSON.stringify({ event: 'event_not_read', error: nameError(error) }))
    return refuse('invalid_event', 'event: cannot be read; something in it is of an odd kind')
  }
}

async function admitEvent(raw: unknown, gate: Gate): Promise<Step<Written>> {
  const { config, source, surroundings, hasGpc } = gate
  const valid = validate(raw, config)
  if (!valid.ok) return refuse('invalid_event', valid.reason)
  const { draft } = valid.value
  if (!source.events.has(draft.type)) {
    return refuse('event_type_not_allowed', `type: this write key may not send ${draft.type}`)
  }
  const refused = refusedPurpose(valid.value, { config, hasGpc })
  if (refused) return refuse('consent_refused', `context.consent: ${refused} was refused`)
  const provenance = await verifyIdentity(valid.value, gate)
  if (!provenance.ok) return provenance
  const isJudged = provenance.value === 'page' && valid.value.people.email !== undefined
  // The site's own server has looked at what it passes on.
  const flags = isJudged && !source.trusted ? await findFlags(valid.value, gate) : []
  removeTraps(draft, config.leadQuality)
  const link = linkOf(draft, { config, userAgent: surroundings.userAgent })
  const touch = touchOf({ ...valid.value, ...(link && { link }) }, provenance.value, config)
  const event: AdmittedEvent = normalize(draft, surroundings)
  const isHeld = flags.some((flag) => config.leadQuality.hold.includes(flag))
  const { problems } = valid.value
  const { fields } = source.fields
  const isNobodys = isStrangers(valid.value, { ...config, provenance: provenance.value })
  const group = isNobodys && !link ? undefined : gate.group
  const admission: Admission = {
    provenance: provenance.value,
    ...(fields && { fields }),
    ...(group !== undefined && { group }),
    ...(link && { link }),
    ...(problems.length > 0 && { problems }),
    ...(isJudged && !isHeld && { judged: true }),
    ...(flags.length > 0 && { flags }),
    ...(isHeld && { held: true }),
  }
  writeFlags(event, flags, config)
  event.admission = admission
  return write(event, touch)
}

async function findFlags(lead: Validated, { config, isHuman }: Gate): Promise<QualityFlag[]> {
  const flags = flagLead(lead, config.leadQuality)
  const { email } = lead.people
  if (!isHuman || email === undefined) return flags
  return (await isHuman(turnstileTokenOf(lead.draft), email)) ? flags : [...flags, 'turnstile']
}

/** The flags into the field that LEAD_QUALITY names, in place of what the caller wrote there in any spelling. */
function writeFlags(event: Event, flags: QualityFlag[], { leadQuality: { field } }: Config): void {
  if (field === undefined || flags.length === 0 || event.type !== 'identify') return
  const meant = fieldsNamed(field)
  for (const traits of [event.traits, event.context?.traits])
    for (const name of isObject(traits) ? Object.keys(traits) : [])
      if (isSameField(name, meant)) delete traits?.[name]
  event.traits = { ...event.traits, [field]: flags.join(', ') }
}

function isSameField(name: string, meant: readonly string[]): boolean {
  return [name, `cf_${name}`].some((spelling) =>
    fieldsNamed(spelling).some((field) => meant.includes(field)),
  )
}

function within(room: number, event: Step<Written>): Step<Written> {
  return event.ok && event.value.text.length > room
    ? refuse('too_large', 'event: the batch is too large as it is stored; send this one apart')
    : event
}

function write(event: AdmittedEvent, touch: Touch): Step<Written> {
  const text = JSON.stringify(event)
  return isLarger(text, MAX_EVENT_BYTES)
    ? refuse('too_large', `event: is larger than ${MAX_EVENT_BYTES / 1024} KB`)
    : pass({ text, messageId: event.messageId, touch })
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
