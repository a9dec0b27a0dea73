import type { Answer, Call } from '../../../freshsales/api/call.ts'
import { RefusedError } from '../../../freshsales/api/errors.ts'
import type { Problem } from '../../../freshsales/change.ts'
import type { RecordObject } from '../../../freshsales/mapping/tables.ts'
import { REMEDIES } from '../../../freshsales/repair/remedies.ts'
import { repair } from '../../../freshsales/repair/repair.ts'
import { labelsOf } from '../../../freshsales/resolve/fieldLists.ts'
import type { CallStep } from '../parts/part.ts'
import { callKindOf } from '../parts/parts.ts'
import { markInDoubt } from '../person/markInDoubt.ts'
import { Subjects } from '../person/subjects.ts'
import { writeState } from '../store/state.ts'
import { type Budget, callsOpen, charge } from './budget.ts'
import type { DeliveryDeps } from './createDeliveryDeps.ts'
import { type Found, findBadField } from './findBadField.ts'
import { saysGone } from './forgetRecord.ts'

/** One record may be wrong in several ways, and Freshsales names one at a time. */
const MAX_REPAIRS = 5

export interface CallAttempt {
  /** The subject the call is about. */
  id: number
  step: CallStep
  budget: Budget
}

/** What came of a call: an answer, or an error that says who must act. */
export type CallResult = Sent & ({ answer: Answer } | Unanswered)

export interface Unanswered {
  error: unknown
  /** So many calls at once may mend it, and the budget has no room for them now. */
  wantsRoomFor?: number
}

/** The call as it went out last. */
export interface Sent {
  call: Call
  /** What was left out of it. */
  problems: Problem[]
  /** Milliseconds until the answer, repairs included. */
  took: number
}

/** Written before a create leaves: should its answer get lost, the effect is looked for first. */
export function markAttempt({ storage, now }: DeliveryDeps, { id, step }: CallAttempt): void {
  const { doubtKey } = step
  if (doubtKey === undefined) return
  storage.transactionSync(() => {
    const subjects = new Subjects(storage.sql, now())
    const subject = subjects.byId(id)
    if (!subject) return
    markInDoubt(subject, doubtKey)
    subjects.touch(subject)
    subjects.save()
  })
}

/** Sends, and sends again without what Freshsales refused, while that helps. Only the budget is written here. */
export async function makeCall(deps: DeliveryDeps, attempt: CallAttempt): Promise<CallResult> {
  const begun = deps.now()
  const room = callsOpen(attempt.budget, deps.config, begun)
  const { purpose } = attempt.step
  const problems = [...attempt.step.problems]
  let { call } = attempt.step
  const sent = (): Sent => ({ call, problems, took: deps.now() - begun })
  for (let repairs = 0; ; repairs++) {
    try {
      const answer = await send(deps, attempt, call)
      return { ...sent(), answer }
    } catch (error) {
      if (!(error instanceof RefusedError)) return { ...sent(), error }
      const left = mostCalls(deps) - 2 - repairs
      const isRoomLeft = room > repairs + 1
      const repaired = left > 0 ? repair(call, error, knownFields(deps, call)) : undefined
      if (!repaired)
        return giveUpFields(deps, attempt, {
          ...sent(),
          error,
          left,
          isRoomy: room > repairs + 1 + left,
        })
      if (callKindOf(purpose)?.looksFirst?.(purpose, repaired.problems)) return { ...sent(), error }
      if (!isRoomLeft) return { ...sent(), error, wantsRoomFor: mostCalls(deps) }
      call = repaired.call
      problems.push(...repaired.problems)
    }
  }
}

/** With its repairs, and the bare record when none of them helped; a small limit does not allow all. */
const mostCalls = ({ config: { minuteCalls, hourlyCalls } }: DeliveryDeps) =>
  Math.min(MAX_REPAIRS + 2, minuteCalls, hourlyCalls)

/** No field is named: it is looked for, unless something else is known to help. */
async function giveUpFields(
  deps: DeliveryDeps,
  attempt: CallAttempt,
  { error, left, isRoomy, ...sent }: Sent & { error: RefusedError; left: number; isRoomy: boolean },
): Promise<CallResult> {
  const { purpose } = attempt.step
  const kind = callKindOf(purpose)
  // Rather complete the record and send it whole than cut it down.
  if (kind?.defaults?.mayHelp(purpose, error, deps.config.defaults)) return { ...sent, error }
  const isSearchable = isWorthSearch(sent.call) && isAboutFields(error)
  if (left >= 0 && !isRoomy && (isSearchable || kind?.lastResort))
    return { ...sent, error, wantsRoomFor: mostCalls(deps) }
  try {
    const found = await withoutBadFields(deps, attempt, { call: sent.call, error, calls: left })
    if (!found) return { ...sent, error }
    return { ...sent, ...found, problems: [...sent.problems, ...found.problems] }
  } catch (other) {
    return { ...sent, error: other instanceof RefusedError ? error : other }
  }
}

async function withoutBadFields(
  deps: DeliveryDeps,
  attempt: CallAttempt,
  refused: { call: Call; error: RefusedError; calls: number },
): Promise<Found | undefined> {
  const { call, error, calls } = refused
  const sendPart = (part: Call) => send(deps, attempt, part)
  const isSearched = calls >= 0 && isWorthSearch(call) && isAboutFields(error)
  const kind = callKindOf(attempt.step.purpose)
  // A record that is there is searched at once; one that is to be made, only once it is taken bare.
  if (!kind?.lastResort || call.method === 'PUT')
    return isSearched ? findBadField(refused, sendPart) : undefined
  // Refused even bare, no field is to blame: a search would only cost calls.
  const bare = kind.lastResort(call, error)
  if (!bare || calls < 1) return undefined
  const answer = await sendPart(bare.call)
  // Made another way than it was meant to be, what is left of it goes out as a change.
  const isSameWay = pathOf(bare.call) === pathOf(call)
  const found =
    isSearched && isSameWay
      ? await findBadField({ call, error, calls: calls - 1 }, sendPart)
      : undefined
  return found
    ? { ...found, answer: { ...found.answer, status: answer.status } }
    : { ...bare, answer }
}

const pathOf = ({ path }: Call) => path.split('?', 1)[0]

/** Of an activity or a note nothing can be spared that would be worth five more calls. */
const isWorthSearch = ({ body = {} }: Call) => SEARCHED.some((record) => record in body)

const SEARCHED = ['contact', 'lead', 'sales_account', 'deal']

const UNPROCESSABLE: readonly number[] = [400, 422]

/** A record is not cut down for what is absent, for an address that is taken, or for another record that is gone. */
function isAboutFields(error: RefusedError): boolean {
  const isKept = ({ messages }: RefusedError) =>
    REMEDIES.some(
      ({ remedy, pattern }) => remedy === 'keep' && messages.some((text) => pattern.test(text)),
    )
  return UNPROCESSABLE.includes(error.status) && !isKept(error) && !saysGone(error)
}

/** The account's own labels: refusals call fields by them. */
function knownFields({ lists, now }: DeliveryDeps, { body = {} }: Call) {
  const catalog = lists.snapshot(now())
  const objects = Object.keys(body).flatMap((record) => OBJECT_OF[record] ?? [])
  return { labels: Object.assign({}, ...objects.map((object) => labelsOf(object, catalog))) }
}

const OBJECT_OF: { readonly [record: string]: RecordObject } = {
  contact: 'contact',
  lead: 'lead',
  sales_account: 'account',
  deal: 'deal',
  sales_activity: 'activity',
}

function send({ storage, client, now }: DeliveryDeps, { budget }: CallAttempt, call: Call) {
  charge(budget, now())
  writeState(storage.sql, 'budget', budget)
  return client.send(call)
}
