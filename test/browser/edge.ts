/** Stands in for the edge: takes what `fetch` sends and answers as told. */
import { vi } from 'vitest'
import type { Batch, Rejection } from '../../src/protocol/batch.ts'
import type { Event } from '../../src/protocol/event.ts'

type Answer = (events: Event[], init: RequestInit) => Response | Promise<Response>

interface Post {
  url: string
  init: RequestInit
  body: Batch
  /** Milliseconds since 1970. */
  at: number
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers })

/** Takes all events but the rejected ones. */
export const accept =
  (...rejected: Rejection[]): Answer =>
  (events) =>
    json(200, { success: true, accepted: events.length - rejected.length, rejected })

export const refuse =
  (status: number, headers?: Record<string, string>): Answer =>
  () =>
    json(status, { success: false, error: { code: 'test', message: 'as scripted' } }, headers)

/** No network, or a content blocker. */
export const unreachable: Answer = () => {
  throw new TypeError('Failed to fetch')
}

/** Takes the request and never answers; the sender may give up. */
export const silent: Answer = (_, { signal }) =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason))
  })

/** Answers like `answer`, only later. */
export const after =
  (ms: number, answer: Answer): Answer =>
  async (events, init) => {
    await new Promise((resolve) => setTimeout(resolve, ms))
    return answer(events, init)
  }

export const edge = {
  answer: accept(),
  posts: [] as Post[],
  /** What was taken, in the order it came. */
  events: [] as Event[],
  /** The page that asked is gone: what is still on its way is taken, but nobody hears the answer. */
  forgetAsker: (): void => {},
}

/** An edge that takes everything and has seen nothing. */
export function startEdge(): void {
  let asker = {}
  Object.assign(edge, {
    answer: accept(),
    posts: [],
    events: [],
    forgetAsker: () => {
      asker = {}
    },
  })
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const mine = asker
    const body: Batch = JSON.parse(`${init.body}`)
    edge.posts.push({ url, init, body, at: Date.now() })
    const response = await Promise.resolve(edge.answer(body.batch, init)).catch((error) => error)
    if (response.ok) {
      const said = await response
        .clone()
        .json()
        .catch(() => undefined)
      const { rejected = [] }: { rejected?: Rejection[] } = said ?? {}
      const refused = rejected.map(({ index }) => index)
      edge.events.push(...body.batch.filter((_, index) => !refused.includes(index)))
    }
    if (mine !== asker) return new Promise(() => {})
    if (response instanceof Response) return response
    throw response
  })
}

/** The names of the `track` events that were taken. */
export const tracked = (): string[] =>
  edge.events.flatMap((event) => (event.type === 'track' ? [event.event] : []))
