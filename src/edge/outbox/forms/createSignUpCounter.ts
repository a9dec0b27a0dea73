import type { Channels } from '../../../freshsales/interpret/channelOf.ts'
import { isObject } from '../../../protocol/json.ts'
import { MINUTE_MS } from '../../../protocol/time.ts'
import type { AdmittedEvent } from '../../collect/admission.ts'
import { TEST_LEAD } from '../operator/operations.ts'
import type { Person } from '../parts/parts.ts'
import { isNew } from '../person/personCore.ts'
import type { Subjects } from '../person/subjects.ts'
import { countDelivered } from './countDelivered.ts'
import { hearSignUp, noteTwice } from './evaluateForm.ts'
import { oneMore, SIGN_UPS } from './form.ts'
import { createFormTable, type KnownForm } from './formTable.ts'
import { countChannels, leadChannelOf } from './leadChannels.ts'
import { type SignUp, signUpOf } from './signUpOf.ts'

/** An event that was folded into its person. */
interface Folded {
  event: AdmittedEvent
  source: string
  receivedAt: number
}

/** The same person hands in the same form again within that time: it was sent twice. */
const TWICE_MS = MINUTE_MS

/** What a person has waiting at a time. */
const MOST_WAITING = 8

/** A longer id is no id that was made for this. */
const MAX_ID_CHARACTERS = 36

/**
 * Counts the sign-ups among the events that one transaction folds, by form and by channel. `save`
 * belongs before that of the people.
 */
export function createSignUpCounter(
  sql: SqlStorage,
  { now, subjects, channels }: { now: number; subjects: Subjects; channels: Channels | undefined },
) {
  const forms = createFormTable(sql, now)
  const people = new Set<Person>()
  const introduced = new Map<Person, Folded>()
  const came: string[] = []

  function count(person: Person, folded: Folded, { name, page }: SignUp): void {
    const known = forms.use(folded.source, name)
    if (!known) return
    const { form, id } = known
    form.days = SIGN_UPS.add(form.days, folded.receivedAt, { sent: 1 })
    if (page !== undefined) form.page = page
    if (person.held) form.held = oneMore(form.held)
    else hear(known, person, folded)
    person.signUps = [...(person.signUps ?? []), id].slice(-MOST_WAITING)
    people.add(person)
  }

  function hear({ form }: KnownForm, person: Person, { event, receivedAt: at }: Folded): void {
    const subject = subjects.idOf(person)
    noteTwice(form, form.last?.subject === subject && at - form.last.at < TWICE_MS)
    hearSignUp(form, at)
    const { messageId } = event
    form.last = { at, subject, ...(messageId.length <= MAX_ID_CHARACTERS && { messageId }) }
    came.push(leadChannelOf(event, channels))
  }

  return {
    /** To be told of each event that is news to its person. */
    note(person: Person, folded: Folded): void {
      if (person.email?.startsWith(TEST_LEAD)) return
      const signUp = signUpOf(folded.event)
      if (signUp && isIntroduced(person)) {
        introduced.delete(person)
        count(person, folded, signUp)
      } else if (introducesAlone(person, folded.event)) introduced.set(person, folded)
    },

    save(): void {
      for (const [person, folded] of introduced)
        if (subjects.holds(person)) count(person, folded, { name: '' })
      for (const person of people) if (subjects.holds(person)) countDelivered(forms, person, now)
      forms.save()
      countChannels(sql, came, now)
    },
  }
}

export type SignUpCounter = ReturnType<typeof createSignUpCounter>

const isIntroduced = ({ email, userId, fields }: Person): boolean =>
  Boolean(email ?? userId ?? fields['mobile_number'] ?? fields['work_number'])

/** Somebody new, of whom no form tells: a server, or the page's own code. */
function introducesAlone(person: Person, { type, context }: AdmittedEvent): boolean {
  if (type !== 'identify' || isObject(context?.['form'])) return false
  return isNew(person) && person.email !== undefined && !person.signUps?.length
}
