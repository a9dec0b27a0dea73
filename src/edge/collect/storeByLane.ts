import type { Rejection } from '../../protocol/batch.ts'
import type { Edge } from '../edge.ts'
import { appendToOutbox, appendToTests } from '../outboxClient.ts'
import type { Lane } from '../outboxDoor.ts'
import type { Source } from '../settings/source.ts'
import { appendToVisitors } from '../visitors/visitorsClient.ts'
import type { Accepted } from './admit.ts'
import { laneOfAll } from './lane.ts'
import { pass, refuse, type Step } from './refusal.ts'

interface Sender {
  source: Source
  edge: Edge
  /** Of a call that a vendor signed: it is taken once. */
  signature?: string
}

/** Stores what is taken where its lane leads; answers what was turned away to leave room for leads. */
export async function storeByLane(
  accepted: readonly Accepted[],
  sender: Sender,
): Promise<Step<Rejection[]>> {
  if (accepted.length === 0) return pass([])
  if (sender.source.test) return toOutbox(accepted, 'lead', sender)
  const lane = laneOfAll(accepted.map(({ touch }) => touch))
  if (lane !== 'visit') return toOutbox(accepted, lane, sender)
  const { source, edge } = sender
  const answer = await appendToVisitors(edge.env, { source: source.name, accepted })
  if (answer === undefined) return toOutbox(accepted, lane, sender)
  if (!answer.stored) return notStored(answer)
  // Their person is known by now; that is the outbox's to say.
  const known = await toOutbox(answer.forward, 'claim', sender)
  if (!known.ok) return known
  return pass([...rejectionsOf(answer.shed.events, answer.shed.reason), ...known.value])
}

async function toOutbox(
  accepted: readonly Accepted[],
  lane: Lane,
  { source, edge, signature }: Sender,
): Promise<Step<Rejection[]>> {
  if (accepted.length === 0) return pass([])
  const answer = await (source.test ? appendToTests : appendToOutbox)(edge.env, {
    source: source.name,
    receivedAt: edge.now,
    events: `[${accepted.map(({ text }) => text).join(',')}]`,
    count: accepted.length,
    lane,
    introduces: namesIn(accepted, 'introduces'),
    about: lane === 'lead' ? [] : namesIn(accepted, 'about'),
    ...(signature !== undefined && { signature }),
  })
  if (answer.stored) return pass([])
  if ('repeated' in answer)
    return refuse('wrong_signature', 'This signature was used before; what it signed is stored.')
  return 'shed' in answer ? pass(rejectionsOf(accepted, answer.shed)) : notStored(answer)
}

const namesIn = (accepted: readonly Accepted[], list: 'introduces' | 'about') => [
  ...new Set(accepted.flatMap(({ touch }) => touch[list])),
]

function rejectionsOf(accepted: readonly Accepted[], reason: string): Rejection[] {
  return accepted.map(({ index, messageId }) => ({ index, messageId, reason }))
}

function notStored({
  retryAfterSeconds,
  reason,
}: {
  retryAfterSeconds: number
  reason?: string
}): Step<never> {
  return reason === undefined
    ? refuse('not_stored', 'Nothing was stored; send it again later.', retryAfterSeconds)
    : refuse('configuration', reason, retryAfterSeconds)
}
