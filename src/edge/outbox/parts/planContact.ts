import { addEmail } from '../../../freshsales/api/addEmail.ts'
import type { Call } from '../../../freshsales/api/call.ts'
import { findContactByAddress } from '../../../freshsales/api/findContact.ts'
import {
  createContact,
  getContact,
  updateContact,
  upsertContact,
} from '../../../freshsales/api/request.ts'
import type { Fields } from '../../../freshsales/change.ts'
import { resolve } from '../../../freshsales/resolve/resolve.ts'
import type { JsonObject } from '../../../protocol/event.ts'
import { isObject } from '../../../protocol/json.ts'
import { isInDoubt } from '../person/markInDoubt.ts'
import { isNew } from '../person/personCore.ts'
import { allValues, waitingValues } from '../person/stamped.ts'
import {
  type ContactPerson,
  type ContactPurpose,
  goesAsLead,
  hasFieldsWaiting,
} from './contactState.ts'
import { type DividedValues, divideWaiting, fillCustom } from './divideWaiting.ts'
import { isMadeWithLinks, noArrays } from './isMadeWithLinks.ts'
import { callStep, type PlanContext, type Step } from './part.ts'
import { isFreshlyRead, planArrays } from './planArrays.ts'
import { planList } from './planList.ts'
import { findBackward, freshStage, mustReadStage, STAGE_INCLUDES } from './stage.ts'

/**
 * One call carries every field that waits: an upsert by e-mail while the contact is not known, which
 * reads on the way which accounts and tags it has; then updates by id, whatever sales people do to
 * its address. A contact's lists are read before they are replaced with ours added.
 */
export function planContact(
  person: ContactPerson,
  context: PlanContext,
): Step<ContactPurpose> | undefined {
  const { email, contactId } = person
  if (!email || goesAsLead(person, context)) return undefined
  if (person.isSought && isNew(person))
    return callStep({ kind: 'findContact' }, findContactByAddress(email))
  const withLinks = isMadeWithLinks(person)
    ? planArrays({ ...person, read: noArrays(context.now) }, context)
    : undefined
  const makes = withLinks?.do === 'replace' && withLinks.payload['sales_accounts'] !== undefined
  const arrays = makes ? withLinks : planArrays(person, context)
  // The company first: what is told of a contact that was just made then travels with the link to it.
  for (const each of [withLinks, isNew(person) ? undefined : arrays])
    if (each?.do === 'account' && each.account.attempts === 0) return each
  if (!isNew(person) && !hasFieldsWaiting(person)) {
    if (arrays.do === 'nothing') return undefined
    if (arrays.do === 'account') return arrays
  }
  if (contactId !== undefined && mustRead(person, arrays.do, context)) return read(contactId)
  const backward = findBackward(person, context)
  if ('list' in backward) return backward.list
  const divided = makes
    ? allWaiting(person)
    : divideWaiting(person, { ...context.config, back: backward.back })
  const { custom, later } = divided
  const wanted = { ...divided.fields, ...later }
  const resolution = resolve('contact', wanted, custom, context.catalog, knownOf(person, context))
  const list = planList(resolution, context)
  if (list) return list
  const { leftOut, unplaced = [] } = resolution
  if (unplaced.length > 0) {
    if (contactId !== undefined && freshStage(person, context.now) === undefined)
      return read(contactId)
    if (isNew(person))
      for (const name of unplaced) wait(name, { fields: wanted, payload: resolution.payload })
  }
  const replaced = arrays.do === 'replace' ? arrays : undefined
  const problems = [...resolution.problems, ...(replaced?.problems ?? []), ...backward.problems]
  const filled = fillCustom('contact', resolution.payload, { person, divided, context })
  const isLater = (name: string) => name in later && name in filled.payload
  const fields = omit(wanted, isLater)
  const contact = { ...omit(filled.payload, isLater), ...replaced?.payload }
  const asked = { ...divided.asked, ...filled.asked }
  const purpose: ContactPurpose = {
    kind: 'contact',
    values: {
      fields: { ...fields, ...divided.dropped },
      custom,
      leftOut: [...leftOut, ...Object.keys(divided.dropped)],
    },
    ...(Object.keys(asked).length > 0 && { asked }),
    ...(replaced && { links: replaced.links, tags: replaced.tags }),
    ...(isNew(person) && person.isSought === undefined && { isUnsought: true as const }),
    ...(replaced?.payload['sales_accounts'] && { sendsLinks: true as const }),
  }
  const isReading = arrays.do === 'read'
  const call = makes
    ? createContact({ ...contact, emails: email })
    : callFor(person, { email, contact, isReading })
  const isSent =
    call !== undefined &&
    (!isNew(person) || isNeeded(divided, { ...filled.payload, ...contact }, context))
  if (!isSent) return { do: 'settle', purpose, problems }
  if (person.existed !== undefined || contactId !== undefined)
    return callStep(purpose, call, { problems })
  // Should its answer get lost, the contact that it made must not pass for one that was there.
  const staysInDoubt = isInDoubt(person, DOUBT_KEY)
  const sent = staysInDoubt ? { ...purpose, wasTried: true as const } : purpose
  return callStep(sent, call, { problems, doubtKey: DOUBT_KEY, staysInDoubt })
}

const DOUBT_KEY = 'contact'

/** In place: what can only be told once the contact is known goes with a later call. */
function wait(name: string, { fields, payload }: { fields: Fields; payload: JsonObject }): void {
  delete fields[name]
  delete payload[name]
}

const read = (contactId: number): Step<ContactPurpose> =>
  callStep({ kind: 'read' }, getContact(contactId, ['sales_accounts', ...STAGE_INCLUDES]))

/** What is known of a contact that is there; its stage only as just read, since sales people move it. */
function knownOf(person: ContactPerson, context: PlanContext): Fields | undefined {
  if (isNew(person)) return undefined
  const { lifecycle_stage_id: _, ...known } = allValues(person.fields)
  const stage = freshStage(person, context.now)
  return stage == null ? known : { ...known, lifecycle_stage_id: stage }
}

/** Somebody who is surely new gets everything; a contact that is there refuses the call untouched. */
const allWaiting = ({ fields, custom }: ContactPerson): DividedValues => ({
  fields: waitingValues(fields),
  custom: waitingValues(custom),
  dropped: {},
  later: {},
  asked: {},
  filling: {},
})

/** Another address takes its place among those that are there; accounts and tags are added to theirs. */
function mustRead(person: ContactPerson, arrays: string, { now, config }: PlanContext): boolean {
  if (arrays === 'read') return true
  if (person.emailMoved && !isFreshlyRead(person, now)) return true
  if (mustReadStage(person, now)) return true
  return config.existing === 'fill' && person.blank === undefined
}

/** Undefined: there is nothing to send. The address says which contact is meant, and is no value to be written. */
function callFor(
  person: ContactPerson,
  { email, contact, isReading }: { email: string; contact: JsonObject; isReading: boolean },
): Call | undefined {
  const { contactId } = person
  const { emails: _, ...rest } = contact
  if (contactId === undefined)
    return upsertContact({
      email,
      contact: rest,
      ...(isReading && { include: 'sales_accounts' as const }),
    })
  if (!person.emailMoved)
    return Object.keys(rest).length === 0 ? undefined : updateContact(contactId, rest)
  const moved = addEmail(contactId, email, person.read?.emails ?? [], { asPrimary: true })
  const { emails = email } = isObject(moved.body?.['contact']) ? moved.body['contact'] : {}
  return updateContact(contactId, { ...rest, emails })
}

function omit<Value>(
  record: { [name: string]: Value },
  isOut: (name: string) => boolean,
): { [name: string]: Value } {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !isOut(name)))
}

/** A contact without any field is made for what hangs on it, but not for a value that could not be sent. */
function isNeeded(
  { fields, custom, later }: DividedValues,
  contact: JsonObject,
  { doOthersWait }: PlanContext,
): boolean {
  if (Object.keys(contact).length > 0) return true
  const isUnsendable = [fields, custom, later].some((values) => Object.keys(values).length > 0)
  return !isUnsendable || doOthersWait('contact')
}
