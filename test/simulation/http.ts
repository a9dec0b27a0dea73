// What the edge asks of requests and answers, and no more: Node's own cost as much as all else of a call.

interface ResponseInit {
  status?: number
  headers?: { [name: string]: string }
}

export class PlainResponse {
  readonly status: number
  readonly headers: PlainHeaders
  readonly #text: string | null

  constructor(text: string | null, { status = 200, headers = {} }: ResponseInit = {}) {
    this.status = status
    this.headers = new PlainHeaders(headers)
    this.#text = text
  }

  static json(value: unknown, init?: ResponseInit): PlainResponse {
    return new PlainResponse(JSON.stringify(value), init)
  }

  async json(): Promise<unknown> {
    return JSON.parse(this.#text ?? '')
  }

  /** In one piece. */
  get body() {
    const pieces = this.#text ? [ENCODER.encode(this.#text)] : []
    return {
      getReader: () => ({
        read: async () => ({ value: pieces[0], done: pieces.shift() === undefined }),
        cancel: async () => undefined,
      }),
    }
  }
}

class PlainHeaders {
  readonly #values: { readonly [name: string]: string }

  /** Names in lower case. */
  constructor(values: { readonly [name: string]: string }) {
    this.#values = values
  }

  get(name: string): string | null {
    return this.#values[name] ?? null
  }

  has(name: string): boolean {
    return name in this.#values
  }
}

const ENCODER = new TextEncoder()

/** As a browser sends it, which says how long it is. */
export function createRequest(url: string, content?: object): Request {
  if (!content) return { url, method: 'GET', headers: new PlainHeaders({}), body: null } as never
  const bytes = ENCODER.encode(JSON.stringify(content))
  return {
    url,
    method: 'POST',
    headers: new PlainHeaders({ 'content-length': String(bytes.byteLength) }),
    body: {},
    arrayBuffer: async () => bytes,
  } as never
}
