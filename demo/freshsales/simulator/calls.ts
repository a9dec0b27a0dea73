import type { Json, JsonObject } from '../../../src/protocol/event.ts'
import { parsed } from '../http/call.ts'
import type { CallFilter, LoggedCall } from '../store/calls.ts'
import type { Store } from '../store/store.ts'

/** `?since=` (an id, or a time), `?path=`, `?method=`, `?limit=` (the newest), `?bodies=no`. */
export function listCalls(store: Store, query: URLSearchParams): Json[] {
  const limit = query.get('limit')
  return store.calls
    .list({
      ...since(query.get('since') ?? ''),
      path: query.get('path') ?? '',
      method: (query.get('method') ?? '').toUpperCase(),
      ...(limit !== null && { limit: Number(limit) }),
    })
    .map(query.get('bodies') === 'no' ? withoutBodies : presentCall)
}

function since(text: string): CallFilter {
  if (/^\d+$/.test(text)) return { afterId: Number(text) }
  const at = Date.parse(text)
  return Number.isNaN(at) ? {} : { fromTime: at }
}

/** For counting many calls. */
function withoutBodies({ body: _body, answer: _answer, at, ...call }: LoggedCall): JsonObject {
  return { ...call, at: new Date(at).toISOString() }
}

/** Bodies as JSON where they are. */
function presentCall({ body, answer, at, ...call }: LoggedCall): JsonObject {
  return {
    ...call,
    at: new Date(at).toISOString(),
    body: body === '' ? null : (parsed(body) ?? body),
    answer: answer === null ? null : (parsed(answer) ?? answer),
  }
}
