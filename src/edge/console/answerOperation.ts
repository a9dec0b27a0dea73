import * as v from 'valibot'
import { toEmail } from '../../protocol/toEmail.ts'
import { readBody } from '../collect/read.ts'
import { pass, refuse, type Step } from '../collect/refusal.ts'
import type { Edge } from '../edge.ts'
import { outboxOf } from '../objects.ts'
import { OUTCOMES } from '../outbox/journal/outcomes.ts'
import type { Ask, DeliveriesAsk, OperationName } from '../outbox/operator/operations.ts'
import { respondJson, respondRefusal } from '../respond.ts'
import { readDeliveries } from './readDeliveries.ts'
import { unlock } from './unlock.ts'

/** Answers one question or carries out one order of the operator. */
export async function answerOperation(
  request: Request,
  name: OperationName,
  edge: Edge,
): Promise<Response> {
  const answer = await operate(request, name, edge)
  const headers = { 'cross-origin-resource-policy': 'same-origin' }
  return answer.ok
    ? respondJson(answer.value, { headers })
    : respondRefusal(answer.refusal, headers)
}

async function operate(request: Request, name: OperationName, edge: Edge): Promise<Step<object>> {
  const unlocked = await unlock(request, { env: edge.env, adminToken: edge.config.adminToken })
  if (!unlocked.ok) return unlocked
  const raw = request.method === 'POST' ? await readOrder(request) : pass(readQuery(request))
  if (!raw.ok) return raw
  const ask = v.safeParse(ASKS[name], raw.value)
  if (!ask.success) return refuse('wrong_shape', describe(ask.issues[0]))
  if (name === 'deliveries') return pass(await readDeliveries(ask.output as DeliveriesAsk, edge))
  const consoleAt = new URL('/console', request.url).href
  return pass(await outboxOf(edge.env).operate(name, ask.output as Ask<OperationName>, consoleAt))
}

async function readOrder(request: Request): Promise<Step<unknown>> {
  const body = await readBody(request)
  if (!body.ok) return body
  try {
    return pass(JSON.parse(body.value) as unknown)
  } catch {
    return refuse('not_json', 'The body is not JSON.')
  }
}

function readQuery(request: Request): object {
  return Object.fromEntries(new URL(request.url).searchParams)
}

function describe(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue)
  return path === null ? issue.message : `${path}: ${issue.message}`
}

// What each question and order takes, whether it comes in a query or in a body.

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1))

/** A number in a query is a text. */
const idText = v.pipe(v.string(), v.digits(), v.transform(Number), v.safeInteger())

/** The number of a delivery; a test's lies between two real ones. */
const placeText = v.pipe(v.string(), v.regex(/^\d{1,15}(?:\.\d{1,20})?$/), v.transform(Number))

/** As people write it: `2026-11-21T20:00:00Z`. */
const moment = v.pipe(
  v.string(),
  v.isoTimestamp('must be a time like 2026-11-21T20:00:00Z'),
  v.transform((text) => Date.parse(text)),
)

/** Longer than any e-mail address. */
const MAX_SEARCH_CHARACTERS = 320

const searchText = v.pipe(v.string(), v.maxLength(MAX_SEARCH_CHARACTERS))

const whichLetters = v.union(
  [v.strictObject({ id }), v.strictObject({ like: id }), v.strictObject({ all: v.literal(true) })],
  'give one of {"id": number}, {"like": number} or {"all": true}',
)

/** As the outbox knows it, however it was typed. */
const address = v.pipe(
  v.string(),
  v.transform((text) => toEmail(text) ?? ''),
  v.nonEmpty('must be an e-mail address, such as ann@acme.com'),
)

const ASKS = {
  overview: v.object({}),
  deliveries: v.object({
    after: v.exactOptional(placeText),
    before: v.exactOptional(placeText),
    outcome: v.exactOptional(v.picklist(OUTCOMES)),
    text: v.exactOptional(searchText),
  }),
  waiting: v.object({}),
  deadLetters: v.object({ like: v.exactOptional(idText), before: v.exactOptional(idText) }),
  replay: whichLetters,
  deleteLetters: whichLetters,
  findPeople: v.object({ text: searchText }),
  person: v.object({ id: idText }),
  release: v.object({ id }),
  forget: v.object({ id, inFreshsales: v.boolean(), never: v.exactOptional(v.boolean()) }),
  neverAgain: v.object({}),
  addNeverAgain: v.object({ email: address }),
  removeNeverAgain: v.object({ email: address }),
  exportPage: v.object({
    what: v.picklist(['people', 'deliveries']),
    format: v.picklist(['csv', 'json']),
    after: idText,
  }),
  forms: v.object({}),
  removeForm: v.object({ id }),
  digest: v.object({}),
  pause: v.object({}),
  resume: v.object({}),
  tryNow: v.object({}),
  testMessage: v.object({}),
  restore: v.object({ at: moment }),
} satisfies { [Name in OperationName]: v.BaseSchema<unknown, Ask<Name>, v.BaseIssue<unknown>> }
