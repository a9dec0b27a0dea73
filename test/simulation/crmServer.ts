import type { Call } from '../../src/freshsales/api/call.ts'
import { RefusedError } from '../../src/freshsales/api/errors.ts'
import type { JsonObject } from '../../src/protocol/event.ts'
import { isObject } from '../../src/protocol/json.ts'
import { type CrmRecords, createCrm } from './crm.ts'
import { PlainResponse } from './http.ts'
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

  function answer(call: Call): PlainResponse {
    try {
      const { status, body } = crm.answer(call)
      return PlainResponse.json(body, { status })
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error
      return PlainResponse.json({ errors: { message: error.messages } }, { status: error.status })
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

    async fetch(url: string, init: CrmRequest): Promise<PlainResponse> {
      const call = read(url, init)
      const what = `${call.method} ${call.path}`
      points.pass('before', what)
      catchUp(now())
      const isForbidden =
        call.method === 'POST' && forbidden.has(call.path.replace(/\/upsert$/, ''))
      const next = isForbidden ? 'forbidden' : (upcoming.shift() ?? 'answered')
      const fate = fateOf(call, next, refusedDeals)
      if (fate === 'late') late.push({ at: now() + LATE_MS, call })
      tell(`call ${what}: ${fate}`)
      arrivals.push(now())
      const response = respond(fate, () => answer(call))
      points.pass('after', what)
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

function respond(fate: CallFate, answer: () => PlainResponse): PlainResponse | undefined {
  switch (fate) {
    case 'answered':
      return answer()
    case 'down':
      return PlainResponse.json({}, { status: 503 })
    case 'throttled':
      return PlainResponse.json({}, { status: 429, headers: { 'retry-after': '9' } })
    case 'forbidden':
      return PlainResponse.json({ message: 'No access' }, { status: 403 })
    case 'keyRefused':
      return PlainResponse.json({ login: 'failed' }, { status: 401 })
    case 'refused':
      return PlainResponse.json(
        { errors: { code: 400, message: ['No such luck'] } },
        { status: 400 },
      )
    case 'late':
      return undefined
    case 'lost':
      answer()
      return undefined
    case 'garbled':
      answer()
      return new PlainResponse('<html>502</html>', { headers: { 'content-type': 'text/html' } })
  }
}

/** As the edge's client makes it. */
export interface CrmRequest {
  method: Call['method']
  body?: string
}

const ROOT = /^https:\/\/[^/]+(?:\/crm\/sales(?:\/api)?|\/api)?/

const read = (url: string, { method, body }: CrmRequest): Call => ({
  method,
  path: url.replace(ROOT, ''),
  ...(body !== undefined && { body: JSON.parse(body) as JsonObject }),
})
