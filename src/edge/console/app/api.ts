import type { Ask, OperationName, Reply } from '../../outbox/operator/operations.ts'
import { PATHS } from '../paths.ts'

/** Asks the edge; rejects with an `ApiError` that says what to tell the operator. */
export type Api = <Name extends OperationName>(name: Name, ask: Ask<Name>) => Promise<Reply<Name>>

export class ApiError extends Error {
  override name = 'ApiError'
  /** 0: the edge could not be reached. */
  readonly status: number

  constructor(message: string, status: number) {
    super(message)
    this.status = status
  }
}

/** An edge that is there answers in well under a second. */
const TIMEOUT_MS = 30_000

export function createApi(token: string): Api {
  return async <Name extends OperationName>(name: Name, ask: Ask<Name>) => {
    const { method, path } = PATHS[name]
    const isPost = method === 'POST'
    const headers = {
      authorization: `Bearer ${token}`,
      ...(isPost && { 'content-type': 'application/json' }),
    }
    const response = await send(isPost ? path : `${path}?${queryOf(ask)}`, {
      method,
      headers,
      ...(isPost && { body: JSON.stringify(ask) }),
    })
    const answer = (await response.json().catch(() => ({}))) as { error?: { message?: string } }
    if (response.ok) return answer as Reply<Name>
    const message = answer.error?.message ?? `The edge answered ${response.status}.`
    throw new ApiError(message, response.status)
  }
}

function queryOf(ask: object): URLSearchParams {
  const given = Object.entries(ask).filter(([, value]) => value !== undefined)
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)]))
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    return await fetch(`/console/api/${path}`, { ...init, cache: 'no-store', signal })
  } catch {
    throw new ApiError('The edge cannot be reached.', 0)
  }
}
