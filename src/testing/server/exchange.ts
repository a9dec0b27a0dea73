import { gunzipSync } from 'node:zlib'
import type { BatchFailure, BatchResult } from '../../protocol/batch.ts'
import { isObject } from '../../protocol/json.ts'
import { toEmail } from '../../protocol/toEmail.ts'
import type { Received, Reply } from './openFront.ts'

/** What a page asked of the edge, and what came of it. */
export interface Exchange {
  method: string
  path: string
  /** Of the page; a server sends none. */
  origin?: string
  status: number
  events: PostedEvent[]
  /** Why all of it was refused. */
  refusal?: string
}

export interface PostedEvent {
  /** As in `track "Signed Up"`. */
  what: string
  /** Whom it names. */
  email?: string
  /** Why it was rejected. */
  rejected?: string
}

/** What a page loads or sends; not what an operator or a monitor asks. */
const OF_PAGES = /^\/(?:v1\/|beacon\/|sdk|forms\.js|consent\.js|stub\.js|sourceConfig)/

type Answer = Partial<Pick<BatchResult, 'rejected'> & Pick<BatchFailure, 'error'>>

/** Nothing for what no page asks. */
export function exchangeOf(received: Received, reply: Reply): Exchange | undefined {
  const { method, path, headers } = received
  if (!OF_PAGES.test(path) || (method === 'OPTIONS' && reply.status < 400)) return undefined
  const answer = parse(reply.body) as Answer | undefined
  const origin = headers['origin']
  return {
    method,
    path: path.split('?', 1)[0] ?? path,
    ...(typeof origin === 'string' && { origin }),
    status: reply.status,
    events: method === 'POST' ? eventsOf(received, answer?.rejected ?? []) : [],
    ...(answer?.error && { refusal: answer.error.message }),
  }
}

function eventsOf(
  { path, headers, body }: Received,
  rejected: readonly { index: number; reason: string }[],
): PostedEvent[] {
  const sent = parse(headers['content-encoding'] === 'gzip' ? gunzip(body) : body)
  if (!isObject(sent)) return []
  const events: unknown[] = Array.isArray(sent['batch']) ? sent['batch'] : [sent]
  const reasons = new Map(rejected.map(({ index, reason }) => [index, reason]))
  const kind = path.split('?', 1)[0]?.split('/').at(-1) ?? ''
  return events.map((event, index) => {
    const reason = reasons.get(index)
    return { ...describe(event, kind), ...(reason !== undefined && { rejected: reason }) }
  })
}

function describe(event: unknown, kind: string): PostedEvent {
  if (!isObject(event)) return { what: 'something that is no event' }
  const { type = kind, event: name, traits, context, userId } = event
  const ofContext = isObject(context) ? context['traits'] : undefined
  const email = [traits, ofContext, { email: userId }]
    .map((place) => toEmail(isObject(place) ? place['email'] : undefined))
    .find((each) => each !== undefined)
  const what = typeof name === 'string' ? `${type} "${name}"` : String(type)
  return { what, ...(email !== undefined && { email }) }
}

/** Nothing for what is no JSON: a script, or what somebody sent by mistake. */
function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

function gunzip(body: Buffer): Buffer {
  try {
    return gunzipSync(body)
  } catch {
    return body // not what it says; the edge refuses it
  }
}
