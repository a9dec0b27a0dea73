import { findIgnored } from '../../../freshsales/api/findIgnored.ts'
import { getContact, updateContact, upsertContact } from '../../../freshsales/api/request.ts'
import type { Fields } from '../../../freshsales/change.ts'
import { SET_ONCE_FIELDS } from '../../../freshsales/mapping/tables.ts'
import { resolve } from '../../../freshsales/resolve/resolve.ts'
import { forgetContact } from '../forgetContact.ts'
import type { Person } from '../person.ts'
import { settleValues } from '../settleValues.ts'
import { allValues, markDelivered, waitingValues } from '../stamped.ts'
import {
  callStep,
  type Outcome,
  type PersonSettlement,
  type Step,
  type Values,
  type World,
} from '../step.ts'
import { hasFieldsWaiting, hasMappedWaiting, isNew } from '../urgency.ts'
import { planArrays, readArrays, settleArrays } from './arrays.ts'
import { planList } from './lists.ts'

/**
 * The contact itself: one upsert by e-mail carries every field that waits, and reads on the way which
 * accounts and tags the contact has; a second one replaces those with ours added.
 */
export function planContact(person: Person, world: World): Step | undefined {
  const { email } = person
  if (!email) return undefined
  const arrays = planArrays(person, world)
  if (!isNew(person) && !hasFieldsWaiting(person)) {
    if (arrays.do === 'nothing') return undefined
    if (arrays.do === 'account') return arrays
    if (arrays.do === 'read' && person.contactId !== undefined)
      return callStep({ kind: 'read' }, getContact(person.contactId, ['sales_accounts']))
  }
  const values = { fields: waitingFields(person), custom: waitingValues(person.custom) }
  const resolution = resolve(
    'contact',
    values.fields,
    values.custom,
    world.catalog,
    isNew(person) ? undefined : allValues(person.fields),
  )
  const list = planList(resolution, world)
  if (list) return list

  const { payload, leftOut } = resolution
  const replaced = arrays.do === 'replace' ? arrays : undefined
  const problems = [...resolution.problems, ...(replaced?.problems ?? [])]
  const contact = { ...payload, ...replaced?.payload }
  const purpose = {
    kind: 'contact' as const,
    values: { ...values, leftOut },
    ...(replaced && { links: replaced.links, tags: replaced.tags }),
  }
  if (person.emailMoved && person.contactId !== undefined)
    return callStep(purpose, updateContact(person.contactId, { ...contact, emails: email }), {
      problems,
    })
  if (Object.keys(contact).length === 0 && !isNeeded(person, values))
    return { do: 'settle', purpose, problems }
  const include = arrays.do === 'read' ? { include: 'sales_accounts' as const } : {}
  return callStep(purpose, upsertContact({ email, contact, ...include }), { problems })
}

/** How someone first came is told of a contact that is new, and never changed in one that was there. */
function waitingFields(person: Person): Fields {
  const fields = waitingValues(person.fields)
  if (person.existed === undefined) for (const name of SET_ONCE_FIELDS) delete fields[name]
  return fields
}

/** A contact without any field is made for what hangs on it, but not for a value that could not be sent. */
function isNeeded(person: Person, { fields, custom }: Values): boolean {
  if (!isNew(person)) return false
  const isUnsendable = Object.keys(fields).length + Object.keys(custom).length > 0
  return !isUnsendable || hasMappedWaiting(person) || person.visits.length > 0
}

export const contact: PersonSettlement<'contact'> = {
  settle(person, purpose, outcome) {
    // Made although there was one: that one was deleted, and what it had is told anew.
    if (person.contactId !== undefined && outcome.answer?.status === 201) forgetContact(person)
    settleValues(person, purpose.values, outcome.now)
    settleArrays(person, purpose)
    delete person.emailMoved
    if (!outcome.answer) return []
    noteRecord(person, outcome)
    return outcome.call ? findIgnored(outcome.call, outcome.answer) : []
  },

  refuse(person, purpose) {
    // Another contact has the new address: from now on this person is that contact.
    if (person.emailMoved) {
      delete person.emailMoved
      delete person.contactId
      delete person.read
      return undefined
    }
    markDelivered(person.fields, purpose.values.fields)
    markDelivered(person.custom, purpose.values.custom)
    settleArrays(person, purpose)
    if (isNew(person)) person.refused = true
    return undefined
  },
}

export const read: PersonSettlement<'read'> = {
  settle(person, _purpose, { answer, now }) {
    if (answer) readArrays(person, answer, now)
    return []
  },

  /** The contact cannot be read: the next upsert finds or makes it. */
  refuse(person) {
    delete person.contactId
    delete person.read
    return undefined
  },
}

/** Remembers the record's id, and gives a contact that is new its defaults; what the site said goes first. */
function noteRecord(person: Person, { answer, now, config }: Outcome): void {
  if (!answer) return
  const record = answer.body['contact'] as { id?: number } | undefined
  const isCreated = answer.status === 201
  if (typeof record?.id === 'number') person.contactId = record.id
  person.existed ??= !isCreated
  if (person.existed) markDelivered(person.fields, onlyOnce(person))
  readArrays(person, answer, now)
  if (isCreated) stampDefaults(person, config.defaults)
}

const onlyOnce = (person: Person): Fields =>
  Object.fromEntries(
    Object.entries(waitingValues(person.fields)).filter(([name]) => SET_ONCE_FIELDS.has(name)),
  )

/** The oldest of all values: whatever the site says, at any time, is newer. */
export function stampDefaults(person: Person, defaults: Fields): void {
  for (const [name, value] of Object.entries(defaults))
    if (!person.fields[name]) person.fields[name] = { value, at: 0 }
}
