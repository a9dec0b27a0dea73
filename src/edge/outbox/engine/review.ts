import type { Change, Interpretation } from '../../../freshsales/change.ts'
import { type Admission, type AdmittedEvent, wordOf } from '../../collect/admission.ts'
import type { FoldContext } from '../parts/part.ts'
import type { Person } from '../parts/parts.ts'
import { tellVisit } from '../parts/tellVisit.ts'
import { isNew, isVouched, reportProblem } from '../person/personCore.ts'

/** An event, what it means, and what is odd about it. */
type Reviewed = Interpretation & { event: AdmittedEvent }

/**
 * Holds back someone new whose sign-up looks odd, until one that does not or the operator lets them
 * through. Who has once been found to be in order is not held again for what another page says.
 */
export function review(person: Person, { event, problems, withheld }: Reviewed): void {
  const { admission = {} } = event
  if (isVouched(person)) clear(person)
  const isCleared = person.cleared === true
  if (admission.flags && !isCleared)
    person.flags = [...new Set([...(person.flags ?? []), ...admission.flags])]
  if (isOdd(person, admission) && isNew(person) && !isCleared) person.held = true
  else if (isIntroduction(event)) clear(person)
  reportProblem(
    person,
    ...(admission.problems ?? []),
    ...problems,
    ...withheld,
    // Rows of before name here what admission took out.
    ...(admission.withheld ?? []).map((field) => ({
      field,
      reason: 'left out: nobody vouched for it',
    })),
  )
}

function clear(person: Person): void {
  delete person.held
  person.cleared = true
}

/** To be reviewed, and for more than the operator let pass with this person. */
const isOdd = ({ letThrough }: Person, { held, flags = [] }: Admission): boolean =>
  held === true && !(letThrough && flags.every((flag) => letThrough.includes(flag)))

/** A sign-up of its own that nothing is odd about: with an address, or with the word of a server. */
function isIntroduction(event: AdmittedEvent): boolean {
  const { admission = {} } = event
  return (
    event.type === 'identify' &&
    !admission.held &&
    (admission.judged === true || wordOf(event).provenance !== 'page')
  )
}

/** Somebody who is in order, or in the CRM, is not held for what looks odd; it is not done to them either. */
const isApart = (person: Person, { event: { admission = {} } }: Pick<Reviewed, 'event'>) =>
  isOdd(person, admission) &&
  !person.held &&
  (!isNew(person) || person.cleared === true || isVouched(person))

const isSeen = ({ object }: Change) => object === 'page' || object === 'event'

/** What of an event is done to this person: of one that is to be reviewed, what waits with somebody who is held. */
export function changesAfterReview(person: Person, input: Reviewed): Change[] {
  const { changes, event } = input
  if (!isOdd(person, event.admission ?? {})) return changes
  if (isApart(person, input)) return changes.filter(isSeen)
  // What names a record of its own would go out without its person.
  return changes.filter((change) => change.object !== 'activity' || !change.target)
}

/** Sales people read what was asked for and not done. */
export function tellUnreviewed(
  person: Person,
  input: Reviewed,
  { at, timeline }: Pick<FoldContext, 'at' | 'timeline'>,
): void {
  if (!isApart(person, input)) return
  const reason = `left out: the sign-up looks odd (${input.event.admission?.flags?.join(', ')})`
  for (const change of input.changes) {
    if (isSeen(change)) continue
    if (change.object === 'contact')
      tellVisit(person, { asked: { ...change.fields, ...change.custom } }, { at, timeline })
    reportProblem(person, { field: change.object, reason })
  }
}
