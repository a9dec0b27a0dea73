import type { Touch } from '../../protocol/event.ts'
import { type Moment, thisMoment } from '../record/moment.ts'
import { person, recallPerson } from './person.ts'
import { touchOf } from './touchOf.ts'

/** When and where the page was opened. */
export let beginning: Moment

/** The UTM parameters of the address the page was opened with. */
export let campaign: Record<string, string>

/** How the visitor came to this page, unless they came directly. */
export let arrival: Touch | undefined

/** Begins to keep the person, and how they came, as far as they allow it. */
export const keepPerson = (): void => {
  beginning = beginning ?? thisMoment()
  const [touch, isDirect, parameters] = touchOf(beginning)
  campaign = parameters
  recallPerson()
  // The first touch stays for good; the last one follows each visit that was not direct.
  person.first = person.first ?? touch
  if (!isDirect) person.last = arrival = touch
}
