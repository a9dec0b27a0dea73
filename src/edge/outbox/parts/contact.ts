import type { Call } from '../../../freshsales/api/call.ts'
import type { RefusedError } from '../../../freshsales/api/errors.ts'
import { findIgnored } from '../../../freshsales/api/findIgnored.ts'
import { readId } from '../../../freshsales/api/readId.ts'
import { upsertContact } from '../../../freshsales/api/request.ts'
import { isForWant } from '../../../freshsales/repair/compulsory.ts'
import { isObject } from '../../../protocol/json.ts'
import { isNew } from '../person/personCore.ts'
import { PRIORITY } from '../person/priority.ts'
import {
  dropValues,
  markAllWaiting,
  markDelivered,
  putValuesBack,
  settleValues,
  waitingRecord,
} from '../person/stamped.ts'
import { markCompanies } from './companies.ts'
import {
  type ContactPerson,
  type ContactPurpose,
  type ContactState,
  hasFieldsWaiting,
  mergeContacts,
  stampContact,
  waitingFirsts,
} from './contactState.ts'
import type { Outcome, Part } from './part.ts'
import { readArrays, settleArrays } from './planArrays.ts'
import { planContact } from './planContact.ts'
import { DEFAULTS_HELP, stampDefaults } from './stampDefaults.ts'
import { markTags } from './tags.ts'

/** The contact itself: its fields, and the arrays that travel with them. */
export const contact = {
  name: 'contact',
  after: ['lead'],
  owns: { fields: true, custom: true, read: true },
  removes: {},
  empty: () => ({ fields: {}, custom: {} }),

  fold: {
    contact(person, change, { said }) {
      stampContact(person, change, said)
      if (hasFieldsWaiting(person)) delete person.refused
    },
  },

  merge: mergeContacts,
  due: (person) =>
    hasFieldsWaiting(person) ? { priority: PRIORITY.identity, dueAt: 0 } : undefined,
  plan: planContact,

  calls: {
    contact: {
      settle(person, purpose, outcome) {
        // Made although there was one: that one was deleted, and what it had is told anew.
        if (person.contactId !== undefined && outcome.answer?.status === 201) outcome.forgetRecord()
        settleValues(person, purpose.values, outcome.now)
        settleArrays(person, purpose)
        delete person.emailMoved
        if (!outcome.answer) return []
        keepRecord(person, outcome)
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
        dropValues(person, purpose.values)
        settleArrays(person, purpose)
        if (isNew(person)) person.refused = true
        return undefined
      },

      putBack(person, { values, links = [], tags = [] }) {
        putValuesBack(person, values)
        markCompanies(person, links, false)
        markTags(person, tags, false)
      },

      defaults: DEFAULTS_HELP,
      lastResort: bareContact,
    },

    read: {
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

      needsContact: () => true,
    },
  },

  forgetRecord(person) {
    delete person.read
    markAllWaiting(person)
  },

  describe(person) {
    const { fields, custom } = waitingRecord(person)
    return {
      contact: person.email && isNew(person) && !person.refused ? [person.email] : [],
      fields: [...Object.keys(fields), ...Object.keys(custom)],
    }
  },
} satisfies Part<ContactState, ContactPurpose, object, ContactPerson>

/** Remembers the record's id, and gives a contact that is new its defaults; what the site said goes first. */
function keepRecord(person: ContactPerson, { answer, now, config }: Outcome): void {
  if (!answer) return
  const isCreated = answer.status === 201
  const id = readId(answer, 'contact')
  if (id !== undefined) person.contactId = id
  person.existed ??= !isCreated
  if (person.existed) markDelivered(person.fields, waitingFirsts(person))
  readArrays(person, answer, now)
  if (isCreated) stampDefaults(person, config.defaults)
}

const BARE_FIELDS = ['emails', 'first_name', 'last_name']

/** Better a contact with a name and an address than none: the rest of a record that no repair helps is left out. */
function bareContact(call: Call, error: RefusedError) {
  const contact = call.body?.['contact']
  const email = (call.body?.['unique_identifier'] as { emails?: string } | undefined)?.emails
  if (!email || !isObject(contact) || isForWant(error.messages)) return undefined
  const kept = Object.entries(contact).filter(([field]) => BARE_FIELDS.includes(field))
  const lost = Object.entries(contact).filter(([field]) => !BARE_FIELDS.includes(field))
  if (lost.length === 0) return undefined
  const reason = `Left out, because Freshsales refused the record: ${error.messages.join('; ')}`
  return {
    call: upsertContact({ email, contact: Object.fromEntries(kept) }),
    problems: lost.map(([field, value]) => ({ field, value, reason })),
  }
}
