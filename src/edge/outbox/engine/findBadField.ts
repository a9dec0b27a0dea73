import type { Answer, Call } from '../../../freshsales/api/call.ts'
import { RefusedError } from '../../../freshsales/api/errors.ts'
import { readId } from '../../../freshsales/api/readId.ts'
import type { Problem } from '../../../freshsales/change.ts'
import {
  learn,
  lostFields,
  nextCall,
  startBisection,
} from '../../../freshsales/repair/bisection.ts'

/** The record as it was taken in the end, without what was bad. */
export interface Found {
  call: Call
  answer: Answer
  problems: Problem[]
}

/**
 * A refused record whose refusal names no field: tries halves of it until the bad field is found.
 * Undefined: it is refused whatever is left out. Throws what is no refusal.
 */
export async function findBadField(
  { call, error, calls }: { call: Call; error: RefusedError; calls: number },
  send: (call: Call) => Promise<Answer>,
): Promise<Found | undefined> {
  let state = startBisection(call, calls)
  let found: Pick<Found, 'call' | 'answer'> | undefined
  for (let next = state && nextCall(state); state && next; next = nextCall(state)) {
    const { tried } = next
    const answer = await sendPart(next.call, send)
    if (answer) found = { call: next.call, answer: withFirstStatus(answer, found?.answer) }
    const id = answer && readId(answer, state.record as Parameters<typeof readId>[1])
    state = learn(state, tried, { isTaken: answer !== undefined, id })
  }
  return state && found && { ...found, problems: lostFields(state, error.messages) }
}

async function sendPart(call: Call, send: (call: Call) => Promise<Answer>) {
  try {
    return await send(call)
  } catch (error) {
    if (error instanceof RefusedError) return undefined
    throw error
  }
}

/** Whether the record was made is what the first answer says. */
const withFirstStatus = (answer: Answer, first: Answer | undefined): Answer =>
  first ? { ...answer, status: first.status } : answer
