/** Longer than an edge ever takes, shorter than a person waits. */
const TIMEOUT_MS = 20_000

/** What an edge answered. */
export interface EdgeAnswer {
  status: number
  headers: Headers
  text: string
  /** The text as JSON; undefined when it is none. */
  body: unknown
}

/** Asks the edge; throws only when nothing answers. */
export async function ask(url: URL, request: RequestInit = {}): Promise<EdgeAnswer> {
  const response = await fetch(url, {
    ...request,
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: parse(text) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // a page or a script
  }
}

/** The edge's own refusal: `{"success":false,"error":{"code","message"}}`. */
export function refusalOf({ body }: EdgeAnswer): { code: string; message: string } | undefined {
  const { error } = (body ?? {}) as { error?: { code?: unknown; message?: unknown } }
  return typeof error?.code === 'string' && typeof error.message === 'string'
    ? { code: error.code, message: error.message }
    : undefined
}
