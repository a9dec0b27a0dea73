import { isObject } from '../../protocol/json.ts'
import type { Call } from '../api/call.ts'

/** Freshsales makes no deal without an amount; 0 says that none was given, or that the given one was refused. */
export function withAmount(call: Call): Call {
  const deal = call.body?.['deal']
  if (call.method !== 'POST' || !isObject(deal) || deal['amount'] !== undefined) return call
  return { ...call, body: { ...call.body, deal: { ...deal, amount: 0 } } }
}
