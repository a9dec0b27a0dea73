import type { Operations } from '../../outbox/operator/operations.ts'
import { PATHS, QUESTION_PATHS } from '../paths.ts'
import type { Questions } from '../questions.ts'

type Asked = Operations & Questions

/** Asks the edge; rejects with an `ApiError` that says what to tell the operator. */
export type Api = <Name extends keyof Asked>(
  name: Name,
  ask: Asked[Name]['ask'],
) => Promise<Asked[Name]['reply']>

const ALL_PATHS = { ...PATHS, ...QUESTION_PATHS }

export class ApiError extends Error {
  override name = 'ApiError'
  /** 0: the edge could not be reached. */
  readonly status: number
  readonly code: string | undefined

  constructor(message: string, status: number, code?: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** An edge that is there answers in well under a second. */
const TIMEOUT_MS = 30_000

export function createApi(token: string): Api {
  return async <Name extends keyof Asked>(name: Name, ask: Asked[Name]['ask']) => {
    const { method, path } = ALL_PATHS[name]
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
    if (response.ok) return (await response.json()) as Asked[Name]['reply']
    throw await errorOf(response)
  }
}

/** Fetches a file; it may take as long as there are people. */
export function createDownload(token: string) {
  return async (path: string): Promise<Blob> => {
    const response = await send(path, { headers: { authorization: `Bearer ${token}` } }, NO_LIMIT)
    if (response.ok) return response.blob()
    throw await errorOf(response)
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const answer = (await response.json().catch(() => ({}))) as {
    error?: { message?: string; code?: string }
  }
  const message = answer.error?.message ?? `The edge answered ${response.status}.`
  return new ApiError(message, response.status, answer.error?.code)
}

function queryOf(ask: object): URLSearchParams {
  const given = Object.entries(ask).filter(([, value]) => value !== undefined)
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)]))
}

const NO_LIMIT = new AbortController().signal

async function send(
  path: string,
  init: RequestInit,
  signal = AbortSignal.timeout(TIMEOUT_MS),
): Promise<Response> {
  try {
    return await fetch(`/console/api/${path}`, { ...init, cache: 'no-store', signal })
  } catch {
    throw new ApiError('The edge cannot be reached.', 0)
  }
}
