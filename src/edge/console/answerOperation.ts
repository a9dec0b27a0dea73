import * as v from 'valibot'
import { readBody } from '../collect/read.ts'
import { pass, refuse, type Step } from '../collect/refusal.ts'
import type { Edge } from '../edge.ts'
import { outboxOf } from '../objects.ts'
import type { Ask, OperationName } from '../outbox/operator/operations.ts'
import { respondJson, respondRefusal } from '../respond.ts'
import { ASKS } from './asks.ts'
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
  const unlocked = await unlock(request, edge)
  if (!unlocked.ok) return unlocked
  const raw = request.method === 'POST' ? await readOrder(request) : pass(readQuery(request))
  if (!raw.ok) return raw
  const ask = v.safeParse(ASKS[name], raw.value)
  if (!ask.success) return refuse('wrong_shape', describe(ask.issues[0]))
  const outbox = outboxOf(edge.env)
  return pass(await outbox.operate(name, ask.output as Ask<OperationName>))
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
