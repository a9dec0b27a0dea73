import type { Answer } from '../../../freshsales/api/call.ts'
import { findIgnored } from '../../../freshsales/api/findIgnored.ts'
import { readFound } from '../../../freshsales/api/readFound.ts'
import { readId } from '../../../freshsales/api/readId.ts'
import { anothersAmong, saysTaken } from '../../../freshsales/repair/anothersAmong.ts'
import { wordOf } from '../../collect/admission.ts'
import { isNew } from '../person/personCore.ts'
import { PRIORITY } from '../person/priority.ts'
import {
  leaveOut,
  markAllWaiting,
  markDelivered,
  putValuesBack,
  settleValues,
  waitingRecord,
} from '../person/stamped.ts'
import { markCompanies, retryLinks } from './companies.ts'
import {
  type ContactPerson,
  type ContactPurpose,
  type ContactState,
  hasFieldsWaiting,
  mergeContacts,
  stampContact,
  waitingFirsts,
} from './contactState.ts'
import { markDealsLooked } from './dealsState.ts'
import { guardContact } from './guardContact.ts'
import { isCreate, isCreated, isMadeSince, upsertInstead } from './isMadeWithLinks.ts'
import { lastResort } from './lastResort.ts'
import type { Outcome, Part } from './part.ts'
import { readArrays, settleArrays } from './planArrays.ts'
import { planContact } from './planContact.ts'
import { readBlanks } from './readBlanks.ts'
import { readStage } from './stage.ts'
import { DEFAULTS_HELP, stampDefaults } from './stampDefaults.ts'
import { markTags } from './tags.ts'
import { tellSettled, tellVisit } from './tellVisit.ts'

/** The contact itself: its fields, and the arrays that travel with them. */
export const contact = {
  name: 'contact',
  after: ['lead'],
  owns: { fields: true, custom: true, read: true, blank: true, stage: true, isSought: true },
  removes: {},
  empty: () => ({ fields: {}, custom: {} }),

  fold: {
    contact(person, change, context) {
      const { said, timeline, event } = context
      const { allowed, asked } = guardContact(person, change, context)
      stampContact(person, { ...change, fields: allowed }, { said, word: wordOf(event) })
      tellVisit(person, { asked }, { at: said.at, timeline })
      // Somebody who signs up once more is tried once more, whole: an admin may have mended it.
      if (event.type === 'identify' && hasFieldsWaiting(person)) delete person.refused
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
        // The contact was there after all: what may go into it, and what its lists hold, shows only now.
        const isFoundInstead = purpose.sendsLinks && isNew(person) && !isCreate(outcome.call)
        if (isFoundInstead) {
          keepRecord(person, outcome, purpose.wasTried)
          return []
        }
        settleValues(person, purpose.values, outcome.now)
        settleArrays(person, purpose, outcome.now)
        retryLinks(person, purpose, outcome)
        delete person.emailMoved
        if (outcome.answer) keepRecord(person, outcome, purpose.wasTried)
        tellSettled(person, purpose, outcome)
        if (!outcome.answer) return []
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
        // What was refused is not in the CRM: the next sign-up brings all of it.
        if (isNew(person)) person.refused = true
        else leaveOut(person, purpose.values)
        settleArrays(person, purpose)
        return undefined
      },

      putBack(person, { values, links = [], tags = [] }) {
        putValuesBack(person, values)
        markCompanies(person, links, false)
        markTags(person, tags, false)
      },

      needsContact: ({ contactId }) => contactId !== undefined,
      looksFirst: ({ isUnsought }, problems) => isUnsought === true && !!anothersAmong(problems),

      /** Another contact has what is one's alone: it may have this address as well. */
      letGo(person, { isUnsought }, { messages }) {
        if (!isUnsought || !isNew(person) || !saysTaken(messages)) return false
        person.isSought = true
        return true
      },

      defaults: DEFAULTS_HELP,
      lastResort: (call, error) => upsertInstead(call, error) ?? lastResort(call, error),
    },

    read: {
      settle(person, _purpose, { answer, now, config }) {
        if (!answer) return []
        readArrays(person, answer, now)
        person.blank = readBlanks(answer, config)
        readStage(person, answer, now)
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

    findContact: {
      settle(person, _purpose, { answer, now, config }) {
        person.isSought = false
        const [found] = readFound(answer, 'contacts')
        if (!answer || !found) return []
        const contact: Answer = { ...answer, body: { contact: found.record } }
        person.contactId = found.id
        person.existed = true
        markDelivered(person.fields, waitingFirsts(person))
        readArrays(person, contact, now)
        person.blank = readBlanks(contact, config)
        return []
      },

      /** It cannot be looked for: an upsert finds it by its primary address, or makes it. */
      refuse(person) {
        person.isSought = false
        return undefined
      },
    },
  },

  forgetRecord(person) {
    delete person.read
    delete person.blank
    delete person.stage
    person.isSought = true
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
function keepRecord(
  person: ContactPerson,
  { answer, call, now, config }: Outcome,
  wasTried = false,
): void {
  if (!answer) return
  const isNewRecord = isCreated(answer, call) || (wasTried && isMadeSince(answer, person))
  delete person.isSought
  const id = readId(answer, 'contact')
  if (id !== undefined) person.contactId = id
  person.existed ??= !isNewRecord
  if (person.existed) markDelivered(person.fields, waitingFirsts(person))
  if (!isCreate(call)) readArrays(person, answer, now)
  person.blank = readBlanks(answer, config)
  if (isNewRecord) {
    readStage(person, answer, now)
    stampDefaults(person, config.defaults)
    markDealsLooked(person)
  }
}
