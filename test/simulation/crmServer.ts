import type { Call } from '../../src/freshsales/api/call.ts'
import { RefusedError } from '../../src/freshsales/api/errors.ts'
import type { JsonObject } from '../../src/protocol/event.ts'
import { isObject } from '../../src/protocol/json.ts'
import { type CrmRecords, createCrm } from './crm.ts'
import type { Points } from './points.ts'
import type { CallFate } from './story.ts'

/** The CRM behind HTTP, with whatever becomes of a call. */
export function createCrmServer(
  { now, points, tell }: { now(): number; points: Points; tell(line: string): void },
  fates: readonly CallFate[],
) {
  const crm = createCrm()
  const upcoming = [...fates]
  const arrivals: number[] = []
  /** Which deals are refused for good: a search for the bad field of one finds none. */
  const refusedDeals = new Set<string>()
  const forbidden = new Set<string>()
  let late: { at: number; call: Call }[] = []

  /** What was given up takes effect now. */
  function catchUp(until: number): void {
    const due = late.filter(({ at }) => at <= until)
    late = late.filter(({ at }) => at > until)
    for (const { call } of due) answer(call)
  }

  function answer(call: Call): Response {
    try {
      const { status, body } = crm.answer(structuredClone(call))
      return Response.json(body, { status })
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error
      return Response.json({ errors: { message: error.messages } }, { status: error.status })
    }
  }

  return {
    /** From now on everything is answered and taken. */
    recover(): void {
      upcoming.length = 0
      refusedDeals.clear()
    },

    delete: crm.delete,
    merge: crm.merge,
    rename: crm.rename,
    /** No record of this kind is made until the end. */
    forbid(collection = ''): void {
      forbidden.add(collection)
    },
    allow(): void {
      forbidden.clear()
    },

    records(): CrmRecords {
      catchUp(Infinity)
      return crm.records()
    },
    /** When calls arrived, whatever became of them. */
    arrivals: (): readonly number[] => arrivals,

    async fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
      const request = new Request(input, init)
      const call = await read(request)
      points.pass(`before ${call.method} ${call.path}`)
      catchUp(now())
      const isForbidden =
        call.method === 'POST' && forbidden.has(call.path.replace(/\/upsert$/, ''))
      const next = isForbidden ? 'forbidden' : (upcoming.shift() ?? 'answered')
      const fate = fateOf(call, next, refusedDeals)
      if (fate === 'late') late.push({ at: now() + LATE_MS, call })
      tell(`call ${call.method} ${call.path}: ${fate}`)
      arrivals.push(now())
      const response = respond(fate, () => answer(call))
      points.pass(`after ${call.method} ${call.path}`)
      if (!response) throw new TypeError('connection lost')
      return response
    },
  }
}

/** A contact is completed or cut down until it is taken, so of those no refusal is for good. */
const REFUSABLE =
  /^(?:POST \/(?:notes|deals|sales_activities|tasks)|PUT \/(?:notes|sales_activities)|GET \/(?:contacts|leads)\/\d+\/)/

/** Sooner than the edge tries again. */
const LATE_MS = 1_000

function fateOf({ method, path, body }: Call, fate: CallFate, refusedDeals: Set<string>): CallFate {
  if (fate === 'refused' && !REFUSABLE.test(`${method} ${path}`)) return 'answered'
  const deal = method === 'POST' && isObject(body?.['deal']) ? String(body['deal']['name']) : ''
  if (deal && fate === 'refused') refusedDeals.add(deal)
  return refusedDeals.has(deal) ? 'refused' : fate
}

function respond(fate: CallFate, answer: () => Response): Response | undefined {
  switch (fate) {
    case 'answered':
      return answer()
    case 'down':
      return Response.json({}, { status: 503 })
    case 'throttled':
      return Response.json({}, { status: 429, headers: { 'retry-after': '9' } })
    case 'forbidden':
      return Response.json({ message: 'No access' }, { status: 403 })
    case 'keyRefused':
      return Response.json({ login: 'failed' }, { status: 401 })
    case 'refused':
      return Response.json({ errors: { code: 400, message: ['No such luck'] } }, { status: 400 })
    case 'late':
      return undefined
    case 'lost':
      answer()
      return undefined
    case 'garbled':
      answer()
      return new Response('<html>502</html>', { headers: { 'content-type': 'text/html' } })
  }
}

async function read(request: Request): Promise<Call> {
  const { pathname, search } = new URL(request.url)
  const text = await request.text()
  return {
    method: request.method as Call['method'],
    path: pathname.replace(/^(?:\/crm\/sales(?:\/api)?|\/api)/, '') + search,
    ...(text && { body: JSON.parse(text) as JsonObject }),
  }
}
