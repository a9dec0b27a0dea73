/** Asks the edge; rejects with an `ApiError` that says what to tell the operator. */
export interface Api {
  look<Reply>(path: string): Promise<Reply>
  order<Reply>(path: string, body?: object): Promise<Reply>
}

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
  return {
    look: (path) => ask(path, { headers: { authorization: `Bearer ${token}` } }),
    order: (path, body = {}) =>
      ask(path, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
  }
}

async function ask<Reply>(path: string, init: RequestInit): Promise<Reply> {
  const response = await send(path, init)
  const answer = (await response.json().catch(() => ({}))) as { error?: { message?: string } }
  if (response.ok) return answer as Reply
  const message = answer.error?.message ?? `The edge answered ${response.status}.`
  throw new ApiError(message, response.status)
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    return await fetch(`/console/api/${path}`, { ...init, cache: 'no-store', signal })
  } catch {
    throw new ApiError('The edge cannot be reached.', 0)
  }
}
